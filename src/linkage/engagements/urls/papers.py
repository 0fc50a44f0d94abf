"""Addresses of papers, and of the days of steps."""

from django.urls import URLPattern, path

from linkage.engagements.views import papers, steps

PAPER = "<uuid:engagement_id>/papers/<uuid:paper_id>"
urlpatterns: list[URLPattern] = [
    path("<uuid:engagement_id>/papers/", papers.papers, name="papers"),
    path("<uuid:engagement_id>/papers/add/", papers.add, name="add-paper"),
    path(f"{PAPER}/", papers.paper, name="paper"),
    path(f"{PAPER}/newer/", papers.replace, name="replace-paper"),
    path(f"{PAPER}/off/", papers.take_off, name="take-paper-off"),
    path(f"{PAPER}/<int:number>/", papers.paper_file, name="paper-file"),
    path("<uuid:engagement_id>/steps/<slug:code>/paper/", papers.add_to_step, name="add-step-paper"),
    path("<uuid:engagement_id>/steps/<slug:code>/day/", steps.plan_step, name="plan-step"),
    path("<uuid:engagement_id>/readiness/<slug:theme>/paper/", papers.add_evidence, name="add-evidence"),
]
