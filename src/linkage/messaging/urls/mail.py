"""Addresses of a programme's mails."""

from django.urls import path

from linkage.messaging.views import inbound, sending, wording
from linkage.messaging.views import mails as views

app_name = "mail"
urlpatterns = [
    path("words/", wording.wordings, name="wordings"),
    path("words/<str:kind>/", wording.wording, name="wording"),
    path("words/<str:kind>/as-drawn/", wording.drawn, name="wording-drawn"),
    path("words/<str:kind>/ours/", wording.reset, name="wording-reset"),
    path("in/", inbound.inbox, name="inbox"),
    path("in/<uuid:inbound_id>/", inbound.inbound, name="inbound"),
    path("in/<uuid:inbound_id>/file/", inbound.file_to, name="file-inbound"),
    path("in/<uuid:inbound_id>/read/", inbound.mark_read, name="mark-read"),
    path("in/<uuid:inbound_id>/throw-away/", inbound.throw_away, name="throw-away"),
    path("in/<uuid:inbound_id>/files/<uuid:file_id>/", inbound.inbound_file, name="inbound-file"),
    path("sending/", sending.sending, name="sending"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/send-again/", views.send_again, name="send-again"),
    path("<uuid:message_id>/arrived/", views.arrived, name="arrived"),
    path("<uuid:message_id>/came-back/", views.came_back, name="came-back"),
    path("<uuid:message_id>/dealt-with/", views.dealt_with, name="dealt-with"),
]
