"""Addresses of a programme's mails."""

from django.urls import path

from linkage.messaging.views import mails as views
from linkage.messaging.views import sending, wording

app_name = "mail"
urlpatterns = [
    path("words/", wording.wordings, name="wordings"),
    path("words/<str:kind>/", wording.wording, name="wording"),
    path("words/<str:kind>/as-drawn/", wording.drawn, name="wording-drawn"),
    path("words/<str:kind>/ours/", wording.reset, name="wording-reset"),
    path("sending/", sending.sending, name="sending"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/send-again/", views.send_again, name="send-again"),
    path("<uuid:message_id>/arrived/", views.arrived, name="arrived"),
    path("<uuid:message_id>/came-back/", views.came_back, name="came-back"),
    path("<uuid:message_id>/dealt-with/", views.dealt_with, name="dealt-with"),
]
