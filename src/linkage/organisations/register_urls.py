"""Addresses of the national register (installation)."""

from django.urls import URLPattern

app_name = "register"
urlpatterns: list[URLPattern] = []
