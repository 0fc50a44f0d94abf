"""Addresses of `brokering`."""

from django.urls import URLPattern

app_name = "brokering"
urlpatterns: list[URLPattern] = []
