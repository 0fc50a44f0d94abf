"""Addresses of what is in the way, and of something to do that is changed."""

from django.urls import URLPattern, path

from linkage.engagements.views import hindrances, plan_actions

WAY = "<uuid:engagement_id>/way/<uuid:hindrance_id>"
DOING = "<uuid:engagement_id>/plan/action/<uuid:action_id>"
urlpatterns: list[URLPattern] = [
    path("<uuid:engagement_id>/way/add/", hindrances.add_hindrance, name="add-hindrance"),
    path(f"{WAY}/", hindrances.change_hindrance, name="hindrance"),
    path(f"{WAY}/settled/", hindrances.settle_hindrance, name="settle-hindrance"),
    path(f"{WAY}/again/", hindrances.reopen_hindrance, name="reopen-hindrance"),
    path(f"{DOING}/", plan_actions.change_action, name="change-action"),
    path(f"{DOING}/off/", plan_actions.drop_action, name="drop-action"),
]
