"""Addresses of what it changed, of ending well, and of the papers that come with it."""

from django.urls import URLPattern, path

from linkage.engagements.views import ending, impact

urlpatterns: list[URLPattern] = [
    path("answer/<str:token>/", impact.impact_by_link, name="impact-by-link"),
    path("<uuid:engagement_id>/changed/", impact.changed, name="changed"),
    path("<uuid:engagement_id>/changed/<uuid:pulse_id>/", impact.impact, name="impact"),
    path("<uuid:engagement_id>/ending/", ending.ending, name="ending"),
    path("<uuid:engagement_id>/ending/how-it-was/", ending.feedback, name="feedback"),
    path("<uuid:engagement_id>/ending/how-it-was/show/", ending.share_feedback, name="share-feedback"),
    path("<uuid:engagement_id>/ending/thanks/", ending.thanks, name="thanks"),
    path("<uuid:engagement_id>/ending/thanks.pdf", ending.thanks_paper, name="thanks-paper"),
    path("<uuid:engagement_id>/ending/certificate/<uuid:person_id>.pdf", ending.certificate, name="certificate"),
]
