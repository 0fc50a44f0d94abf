"""Addresses of what becomes of an engagement whose school has closed."""

from django.urls import URLPattern, path

from linkage.engagements.views import schools

urlpatterns: list[URLPattern] = [
    path("<uuid:engagement_id>/school/", schools.school, name="school"),
    path("<uuid:engagement_id>/school/stop/", schools.stop, name="school-stop"),
]
