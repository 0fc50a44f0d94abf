"""Addresses of `organisations`: the schools of a programme."""

from django.urls import path

from linkage.organisations.views import bodies, groups, members

app_name = "organisations"
urlpatterns = [
    path("", members.schools, name="schools"),
    path("find/", members.find, name="find"),
    path("add/", members.add, name="add"),
    path("rule/", members.rule, name="rule"),
    path("rule/confirm/", members.confirm, name="confirm"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/add/", bodies.add_body, name="add-body"),
    path("bodies/<uuid:body_id>/", bodies.change_body, name="change-body"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/rename/", groups.rename, name="group-rename"),
    path("groups/<uuid:group_id>/delete/", groups.delete, name="group-delete"),
    path("groups/<uuid:group_id>/remove/<uuid:member_id>/", groups.remove, name="group-remove"),
    path("<uuid:organisation_id>/", members.school, name="school"),
    path("<uuid:organisation_id>/left/", members.left, name="left"),
]
