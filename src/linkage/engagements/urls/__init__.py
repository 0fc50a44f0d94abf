"""Addresses of support over time."""

from django.urls import URLPattern, path

from linkage.engagements.urls import (
    agreements,
    concerns,
    contributions,
    hindrances,
    impact,
    money,
    papers,
    schools,
    visits,
)
from linkage.engagements.views import cases, lifecycle, plans, readiness, records, steps

app_name = "engagements"
urlpatterns: list[URLPattern] = [
    path("", records.engagements, name="engagements"),
    path("from/<uuid:link_id>/", records.begin, name="begin"),
    path("bought/<uuid:commission_id>/", records.begin_bought, name="begin-bought"),
    path("steps/", steps.kinds, name="kinds"),
    path("steps/<slug:kind>/", steps.edit_steps, name="edit-steps"),
    path("<uuid:engagement_id>/", records.engagement, name="engagement"),
    path("<uuid:engagement_id>/change/", lifecycle.change, name="change"),
    path("<uuid:engagement_id>/kind/", lifecycle.change_kind, name="change-kind"),
    path("<uuid:engagement_id>/people/add/", lifecycle.add_person, name="add-person"),
    path("<uuid:engagement_id>/people/<uuid:participant_id>/off/", lifecycle.let_go, name="let-go"),
    path("<uuid:engagement_id>/steps/<slug:code>/", steps.mark, name="mark"),
    path("<uuid:engagement_id>/steps/<slug:code>/back/", steps.take_mark_back, name="take-mark-back"),
    path("<uuid:engagement_id>/start/", lifecycle.start, name="start"),
    path("<uuid:engagement_id>/pause/", lifecycle.pause, name="pause"),
    path("<uuid:engagement_id>/resume/", lifecycle.resume, name="resume"),
    path("<uuid:engagement_id>/stop/", lifecycle.stop, name="stop"),
    path("<uuid:engagement_id>/end/", lifecycle.begin_end, name="begin-end"),
    path("<uuid:engagement_id>/go-on/", lifecycle.go_on, name="go-on"),
    path("<uuid:engagement_id>/close/", lifecycle.close, name="close"),
    path("<uuid:engagement_id>/plan/", plans.plan, name="plan"),
    path("<uuid:engagement_id>/plan/add/", plans.add_objective, name="add-objective"),
    path("<uuid:engagement_id>/plan/done/<uuid:action_id>/", plans.finish_action, name="finish-action"),
    path("<uuid:engagement_id>/plan/<uuid:objective_id>/", plans.objective, name="objective"),
    path("<uuid:engagement_id>/plan/<uuid:objective_id>/drop/", plans.drop_objective, name="drop-objective"),
    path("<uuid:engagement_id>/plan/<uuid:objective_id>/do/", plans.add_action, name="add-action"),
    path("<uuid:engagement_id>/look/", plans.rate, name="rate"),
    path("<uuid:engagement_id>/look/day/", plans.set_review, name="set-review"),
    path("<uuid:engagement_id>/look/finish/", plans.finish_review, name="finish-review"),
    path("<uuid:engagement_id>/ending/learnt/", cases.learnt, name="learnt"),
    path("<uuid:engagement_id>/ending/who/", plans.carries_on, name="carries-on"),
    path("questions/", readiness.questions, name="readiness-questions"),
    path("<uuid:engagement_id>/readiness/", readiness.readiness, name="readiness"),
    path("<uuid:engagement_id>/readiness/begin/", readiness.begin, name="readiness-begin"),
    path("<uuid:engagement_id>/readiness/answer/", readiness.answer, name="readiness-answer"),
    path("<uuid:engagement_id>/readiness/show/", readiness.show, name="readiness-show"),
    path("<uuid:engagement_id>/readiness/talked/", readiness.talked, name="readiness-talked"),
    path("<uuid:engagement_id>/readiness/again/", readiness.again, name="readiness-again"),
    path("<uuid:engagement_id>/readiness/governors/", readiness.governors, name="readiness-governors"),
]
for each in (agreements, visits, money, concerns, hindrances, schools, contributions, papers, impact):
    urlpatterns += each.urlpatterns
