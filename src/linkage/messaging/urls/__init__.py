"""Addresses of the local mailbox, which belongs to the installation."""

from django.urls import path

from linkage.messaging.views import mailbox as views

app_name = "messaging"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<uuid:message_id>/", views.message, name="mailbox-message"),
    path("<uuid:message_id>/as-sent/", views.as_sent, name="mailbox-as-sent"),
]
