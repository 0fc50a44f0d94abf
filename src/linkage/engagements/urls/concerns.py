"""Addresses of what was said in confidence. None of them says more than that it is quiet."""

from django.urls import URLPattern, path

from linkage.engagements.views import concern_handling, concerns

QUIET = "quiet/<uuid:concern_id>"
urlpatterns: list[URLPattern] = [
    path("quiet/", concerns.concerns, name="concerns"),
    path("<uuid:engagement_id>/quiet/", concerns.raise_concern, name="raise-concern"),
    path(f"{QUIET}/", concerns.concern, name="concern"),
    path(f"{QUIET}/seen/", concerns.acknowledge, name="acknowledge-concern"),
    path(f"{QUIET}/noted/", concerns.note_read, name="note-concern-read"),
    path(f"{QUIET}/back/", concerns.withdraw, name="withdraw-concern"),
    path(f"{QUIET}/on/", concern_handling.hand_on, name="hand-on-concern"),
    path(f"{QUIET}/take/", concern_handling.take, name="take-concern"),
    path(f"{QUIET}/close/", concern_handling.close, name="close-concern"),
    path(f"{QUIET}/open/", concern_handling.give_access, name="give-access"),
    path(f"{QUIET}/open/end/", concern_handling.end_access, name="end-access"),
    path(f"{QUIET}/plan/", concern_handling.read_plan, name="read-plan"),
    path(f"{QUIET}/visits/", concern_handling.read_visits, name="read-visits"),
]
