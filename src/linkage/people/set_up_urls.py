"""Addresses of the first run."""

from django.urls import path

from linkage.people.views import set_up

app_name = "set_up"
urlpatterns = [
    path("set-up/<str:token>/", set_up.set_up, name="set-up"),
    path("new-programme/", set_up.new_programme, name="new-programme"),
]
