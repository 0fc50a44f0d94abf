"""Addresses of the installation itself."""

from django.urls import URLPattern

app_name = "installation"
urlpatterns: list[URLPattern] = []
