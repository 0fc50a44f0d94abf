"""Addresses of `areas`."""

from django.urls import path

from linkage.areas import views

app_name = "areas"
urlpatterns = [
    path("", views.areas, name="areas"),
    path("add/", views.add, name="add"),
    path("<uuid:area_id>/", views.change, name="change"),
    path("<uuid:area_id>/retire/", views.retire, name="retire"),
    path("<uuid:area_id>/restore/", views.restore, name="restore"),
]
