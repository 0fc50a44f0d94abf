"""Addresses of the installation: the local mailbox, and where a mail server hands in what came in."""

from django.urls import path

from linkage.messaging.views import hooks
from linkage.messaging.views import mailbox as views

app_name = "messaging"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("in/", hooks.hand_in, name="hand-in"),
    path("<uuid:message_id>/", views.message, name="mailbox-message"),
    path("<uuid:message_id>/as-sent/", views.as_sent, name="mailbox-as-sent"),
]
