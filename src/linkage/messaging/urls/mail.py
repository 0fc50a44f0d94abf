"""Addresses of a programme's mails."""

from django.urls import path

from linkage.messaging.views import mails as views

app_name = "mail"
urlpatterns = [
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/send-again/", views.send_again, name="send-again"),
    path("<uuid:message_id>/arrived/", views.arrived, name="arrived"),
    path("<uuid:message_id>/came-back/", views.came_back, name="came-back"),
    path("<uuid:message_id>/dealt-with/", views.dealt_with, name="dealt-with"),
]
