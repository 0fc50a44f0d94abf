"""Addresses of the national register (installation)."""

from django.urls import path

from linkage.organisations.views import register

app_name = "register"
urlpatterns = [
    path("", register.imports, name="imports"),
    path("import/", register.upload, name="upload"),
    path("<uuid:import_id>/", register.progress, name="progress"),
    path("<uuid:import_id>/confirm/", register.confirm, name="confirm"),
]
