"""Addresses of `links`."""

from django.urls import URLPattern, path

from linkage.links.views import following, looking_after, past, pulses, records, undoing

app_name = "links"
urlpatterns: list[URLPattern] = [
    path("", records.links, name="links"),
    path("before/", past.past, name="past"),
    path("guide.pdf", records.guide, name="guide"),
    path("<uuid:link_id>/", records.link, name="link"),
    path("<uuid:link_id>/first-conversation.ics", records.first_conversation, name="first-conversation"),
    path("<uuid:link_id>/met/", following.met, name="met"),
    path("<uuid:link_id>/not-yet/", following.not_yet, name="not-yet"),
    path("<uuid:link_id>/done/", following.done, name="done"),
    path("<uuid:link_id>/did-not-happen/", following.did_not_happen, name="did-not-happen"),
    path("<uuid:link_id>/followed-up/", looking_after.followed_up, name="followed-up"),
    path("<uuid:link_id>/choose-again/", looking_after.choose_again, name="choose-again"),
    path("<uuid:link_id>/undo/", undoing.undo, name="undo"),
    path("<uuid:link_id>/let-stand/", undoing.let_stand, name="let-stand"),
    path("<uuid:link_id>/stop/", undoing.stop, name="stop"),
    path("stop/<str:token>/", undoing.stop_by_link, name="stop-by-link"),
    path("questions/<uuid:pulse_id>/", pulses.pulse, name="pulse"),
    path("answer/<str:token>/", pulses.pulse_by_link, name="pulse-by-link"),
]
