"""Addresses of `brokering`."""

from django.urls import URLPattern, path

from linkage.brokering.views import choosing, rounds

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
    path("<uuid:request_id>/<uuid:entry_id>/", choosing.introduce, name="introduce"),
]
