"""Addresses of referring a school: short ones for other teams, and the school's answer."""

from django.urls import URLPattern, path

from linkage.support_requests.views import referring

app_name = "referrals"
urlpatterns: list[URLPattern] = [
    path("", referring.find_school, name="start"),
    path("school/<uuid:organisation_id>/", referring.refer, name="refer"),
    path("sent/", referring.sent, name="sent"),
    path("confirm/<str:token>/", referring.confirm, name="confirm"),
    path("mine/", referring.referrals, name="referrals"),
    path("waiting/", referring.silent, name="silent"),
    path("<uuid:referral_id>/answer/", referring.answer, name="answer"),
    path("answer/<str:token>/", referring.answer_by_link, name="answer-by-link"),
]
