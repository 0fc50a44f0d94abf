"""Addresses of `brokering`."""

from django.urls import URLPattern, path

from linkage.brokering.views import choosing

app_name = "brokering"
urlpatterns: list[URLPattern] = [
    path("<uuid:request_id>/", choosing.choose, name="choose"),
    path("<uuid:request_id>/<uuid:entry_id>/", choosing.introduce, name="introduce"),
]
