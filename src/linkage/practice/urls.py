"""Addresses of `practice`."""

from django.urls import URLPattern, path

from linkage.practice.views import answering, browsing, settling, writing

app_name = "practice"
urlpatterns: list[URLPattern] = [
    path("", browsing.practices, name="practices"),
    path("ours/", browsing.own, name="own"),
    path("new/", writing.write, name="write"),
    path("new/<uuid:organisation_id>/", writing.write_for, name="write-for"),
    path("right/<str:token>/", answering.right, name="right"),
    path("neighbours/<uuid:neighbour_practice_id>/", browsing.of_neighbour, name="of-neighbour"),
    path("<uuid:practice_id>/", browsing.practice, name="practice"),
    path("<uuid:practice_id>/change/", writing.change, name="change"),
    path("<uuid:practice_id>/agree/", settling.agree, name="agree"),
    path("<uuid:practice_id>/send-back/", settling.send_back, name="send-back"),
    path("<uuid:practice_id>/take-back/", settling.take_back, name="take-back"),
    path("<uuid:practice_id>/confirm/", settling.confirm, name="confirm"),
    path("<uuid:practice_id>/take-down/", settling.take_down, name="take-down"),
]
