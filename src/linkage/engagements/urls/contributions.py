"""Addresses of what somebody, or a school, has given."""

from django.urls import URLPattern, path

from linkage.engagements.views import contributions

urlpatterns: list[URLPattern] = [
    path("record/", contributions.own, name="own-record"),
    path("record/colleague/<uuid:affiliation_id>/", contributions.colleague, name="staff-record"),
    path("record/school/<uuid:organisation_id>/", contributions.school, name="school-record"),
]
