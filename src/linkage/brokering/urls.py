"""Addresses of `brokering`."""

from django.urls import URLPattern, path

from linkage.brokering.views import choosing, shortlists

app_name = "brokering"
urlpatterns: list[URLPattern] = [
    path("<uuid:request_id>/", choosing.choose, name="choose"),
    path("<uuid:request_id>/share/", shortlists.share, name="share"),
    path("<uuid:request_id>/shortlist/", shortlists.shortlist, name="shortlist"),
    path("<uuid:request_id>/shortlist/go-on/", shortlists.go_on, name="go-on"),
    path("<uuid:request_id>/<uuid:entry_id>/", choosing.introduce, name="introduce"),
]
