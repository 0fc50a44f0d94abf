"""Addresses of `brokering`."""

from django.urls import URLPattern, path

from linkage.brokering import views

app_name = "brokering"
urlpatterns: list[URLPattern] = [
    path("<uuid:request_id>/", views.choose, name="choose"),
    path("<uuid:request_id>/<uuid:entry_id>/", views.introduce, name="introduce"),
]
