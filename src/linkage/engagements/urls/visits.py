"""Addresses of visits, their notes, and the letter of assurance."""

from django.urls import URLPattern, path

from linkage.engagements.views import assurance, visit_notes, visits

VISIT = "<uuid:engagement_id>/visits/<uuid:visit_id>"
urlpatterns: list[URLPattern] = [
    path("<uuid:engagement_id>/visits/", visits.visits, name="visits"),
    path("<uuid:engagement_id>/visits/book/", visits.book, name="book-visit"),
    path("<uuid:engagement_id>/visits/rules/", assurance.visitor_rules, name="visitor-rules"),
    path(f"{VISIT}/", visits.visit, name="visit"),
    path(f"{VISIT}/note/", visit_notes.note, name="visit-note"),
    path(f"{VISIT}/agree/", visit_notes.agree, name="agree-note"),
    path(f"{VISIT}/send-back/", visit_notes.send_back, name="send-note-back"),
    path(f"{VISIT}/move/", visits.move, name="move-visit"),
    path(f"{VISIT}/cancel/", visits.cancel, name="cancel-visit"),
    path(f"{VISIT}/visit.ics", visits.calendar, name="visit-calendar"),
    path("<uuid:engagement_id>/assurance/", assurance.assurance, name="assurance"),
    path("<uuid:engagement_id>/assurance/say/", assurance.assure, name="assure"),
    path("<uuid:engagement_id>/assurance.pdf", assurance.assurance_pdf, name="assurance-pdf"),
]
