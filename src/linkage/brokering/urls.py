"""Addresses of `brokering`."""

from django.urls import URLPattern, path

from linkage.brokering.views import answering, asking, choosing, rounds, shortlists, taking_back

app_name = "brokering"
urlpatterns: list[URLPattern] = [
    path("round/", rounds.brokering_round, name="round"),
    path("round/plan/", rounds.plan, name="plan"),
    path("round/weigh/", rounds.weigh, name="weigh"),
    path("round/back/", rounds.go_back, name="go-back"),
    path("round/send/", rounds.send, name="send-round"),
    path("round/proof/", rounds.proof, name="proof"),
    path("round/<uuid:request_id>/", rounds.why, name="why"),
    path("round/<uuid:request_id>/<uuid:entry_id>/", rounds.rule, name="rule"),
    path("<uuid:request_id>/", choosing.choose, name="choose"),
    path("<uuid:request_id>/next/", asking.ask_next, name="ask-next"),
    path("<uuid:request_id>/share/", shortlists.share, name="share"),
    path("<uuid:request_id>/shortlist/", shortlists.shortlist, name="shortlist"),
    path("<uuid:request_id>/shortlist/go-on/", shortlists.go_on, name="go-on"),
    path("<uuid:request_id>/<uuid:entry_id>/", choosing.introduce, name="introduce"),
    path("<uuid:request_id>/<uuid:entry_id>/ask/", asking.ask, name="ask"),
    path("asked/<uuid:approach_id>/stop/", asking.stop_asking, name="stop-asking"),
    path("asked/<uuid:approach_id>/answer/", asking.answer_for, name="answer-for"),
    path("may/<uuid:asked_person_id>/", answering.answer, name="answer"),
    path("noted/<uuid:asked_person_id>/", taking_back.take_back, name="take-back"),
    path("not-mine/<str:token>/", taking_back.take_back_by_link, name="take-back-by-link"),
    path("answer/<str:token>/", answering.answer_by_link, name="answer-by-link"),
    path("questions/<uuid:candidate_question_id>/", answering.reply, name="reply"),
    path("reply/<str:token>/", answering.reply_by_link, name="reply-by-link"),
]
