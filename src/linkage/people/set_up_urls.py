"""Addresses of the first run."""

from django.urls import URLPattern

app_name = "set_up"
urlpatterns: list[URLPattern] = []
