"""Addresses of what schools can be pointed to, and of pointing them to it."""

from django.urls import URLPattern, path

from linkage.links.views import destinations, pointing

app_name = "signposts"
urlpatterns: list[URLPattern] = [
    path("", destinations.destinations, name="destinations"),
    path("add/", destinations.add, name="add"),
    path("<uuid:destination_id>/", destinations.destination, name="destination"),
    path("<uuid:destination_id>/change/", destinations.change, name="change"),
    path("<uuid:destination_id>/still-right/", destinations.still_right, name="still-right"),
    path("<uuid:destination_id>/retire/", destinations.retire, name="retire"),
    path("<uuid:destination_id>/restore/", destinations.restore, name="restore"),
    path("for/<uuid:request_id>/", pointing.point, name="point"),
    path("sent/<uuid:signpost_id>/", pointing.sent, name="sent"),
    path("sent/<uuid:signpost_id>/again/", pointing.again, name="again"),
    path("answer/<str:token>/", pointing.answer_by_link, name="answer-by-link"),
]
