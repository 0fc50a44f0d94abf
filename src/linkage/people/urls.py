"""Addresses of `people`."""

from django.urls import path

from linkage.people.views import designations, duplicates, heads, own, people, staff, titles

app_name = "people"
urlpatterns = [
    path("", people.people, name="people"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("<uuid:person_id>/merge/<uuid:other_id>/", duplicates.merge, name="merge"),
    path("<uuid:person_id>/merge/<uuid:other_id>/apart/", duplicates.keep_apart, name="keep-apart"),
    path("add/", people.add_officer, name="add-officer"),
    path("roles/<uuid:grant_id>/end/", people.end_role, name="end-role"),
    path("heads/", heads.heads, name="heads"),
    path("heads/invite/", heads.invite_heads, name="invite-heads"),
    path("heads/<uuid:organisation_id>/", heads.prove_head, name="prove-head"),
    path("invitations/<uuid:invitation_id>/withdraw/", heads.withdraw, name="withdraw"),
    path("invitation/<str:token>/", heads.invitation, name="invitation"),
    path("declined/", heads.declined, name="declined"),
    path("letter/", heads.letter, name="letter"),
    path("join/", staff.join, name="join"),
    path("join/<uuid:organisation_id>/", staff.join_school, name="join-school"),
    path("joined/", staff.joined, name="joined"),
    path("joining/<str:token>/", staff.prove_claim, name="prove-claim"),
    path("joining/<uuid:affiliation_id>/answer/", staff.prove_claim_signed_in, name="prove-claim-signed-in"),
    path("staff/<uuid:organisation_id>/", staff.staff, name="staff"),
    path("staff/<uuid:affiliation_id>/confirm/", staff.confirm, name="confirm"),
    path("staff/<uuid:affiliation_id>/end/", staff.end, name="end"),
    path("staff/<uuid:affiliation_id>/deputy/", staff.deputy, name="deputy"),
    path("me/", own.details, name="details"),
    path("me/how-often/", own.how_often, name="how-often"),
    path("how-often/<str:token>/", own.how_often_by_link, name="how-often-by-link"),
    path("how-often/<str:token>/stop/", own.stop_list, name="stop-list"),
    path("me/leave/", own.leave, name="leave"),
    path("designations/", designations.designations, name="designations"),
    path("designations/list/", titles.titles, name="titles"),
    path("designations/list/add/", titles.add_title, name="add-title"),
    path("designations/list/<uuid:title_id>/", titles.change_title, name="change-title"),
    path("designations/<uuid:designation_id>/", designations.designation, name="designation"),
    path("designations/<uuid:designation_id>/change/", designations.change, name="change-designation"),
    path("designations/<uuid:designation_id>/confirm/", designations.confirm, name="confirm-designation"),
    path("designations/<uuid:designation_id>/answer/", designations.answer, name="answer-designation"),
    path("designations/answer/<str:token>/", designations.answer_by_link, name="answer-designation-by-link"),
    path("me/designations/add/", designations.note_own, name="note-own-designation"),
    path("<uuid:person_id>/designations/add/", designations.note_of_person, name="note-designation"),
    path("staff/<uuid:organisation_id>/designations/", designations.of_school, name="school-designations"),
    path(
        "staff/<uuid:organisation_id>/designations/add/",
        designations.note_of_school,
        name="note-school-designation",
    ),
    path("<uuid:person_id>/", people.person, name="person"),
]
