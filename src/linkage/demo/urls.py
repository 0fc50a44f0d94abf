"""Addresses of the demo."""

from django.urls import path

from linkage.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.personas, name="personas"),
    path("be/<slug:key>/", views.become, name="become"),
]
