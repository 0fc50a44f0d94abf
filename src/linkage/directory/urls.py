"""Addresses of `directory`."""

from django.urls import URLPattern, path

from linkage.directory.views import answering, browsing, drives, entries, needs, nominating, nominations, staff

app_name = "directory"
urlpatterns: list[URLPattern] = [
    path("", browsing.directory, name="directory"),
    path("mine/", entries.own, name="own"),
    path("nominate/", nominating.nominate, name="nominate"),
    path("our-staff/", staff.our_staff, name="our-staff"),
    path("schools/<uuid:organisation_id>/", staff.staff, name="staff"),
    path("answer/<str:token>/", answering.answer, name="answer"),
    path("answer/<str:token>/no/", answering.decline, name="decline"),
    path("nominations/<uuid:nomination_id>/", nominations.nomination, name="nomination"),
    path("nominations/<uuid:nomination_id>/colleague/", nominating.colleague, name="colleague"),
    path("nominations/<uuid:nomination_id>/strength/", nominating.strength, name="strength"),
    path("nominations/<uuid:nomination_id>/offer/", nominating.offer, name="offer"),
    path("nominations/<uuid:nomination_id>/check/", nominating.check, name="check"),
    path("nominations/<uuid:nomination_id>/delete/", nominating.delete, name="delete-draft"),
    path("nominations/<uuid:nomination_id>/withdraw/", nominations.withdraw, name="withdraw-nomination"),
    path("nominations/<uuid:nomination_id>/approve/", nominations.approve, name="approve"),
    path("nominations/<uuid:nomination_id>/send-back/", nominations.send_back, name="send-back"),
    path("nominations/<uuid:nomination_id>/answer/", answering.answer_signed_in, name="answer-signed-in"),
    path("nominations/<uuid:nomination_id>/answer/no/", answering.decline_signed_in, name="decline-signed-in"),
    path("nobody/", needs.nobody, name="nobody"),
    path("needs/", needs.needs, name="needs"),
    path("drives/new/", drives.start, name="drive-new"),
    path("drives/<uuid:drive_id>/", drives.drive, name="drive"),
    path("drives/answer/<str:token>/", drives.begin, name="drive-answer"),
    path("<uuid:entry_id>/", entries.entry, name="entry"),
    path("<uuid:entry_id>/change/", entries.change, name="change"),
    path("<uuid:entry_id>/pause/", entries.pause, name="pause"),
    path("<uuid:entry_id>/resume/", entries.resume, name="resume"),
    path("<uuid:entry_id>/confirm/", entries.confirm, name="confirm"),
    path("<uuid:entry_id>/withdraw/", entries.withdraw, name="withdraw"),
]
