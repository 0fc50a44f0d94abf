"""Addresses of `support_requests`."""

from django.urls import URLPattern

app_name = "support_requests"
urlpatterns: list[URLPattern] = []
