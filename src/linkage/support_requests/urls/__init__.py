"""Addresses of `support_requests`."""

from django.urls import URLPattern, path

from linkage.support_requests.views import answering, asking, emails, giving, records, working

app_name = "support_requests"
urlpatterns: list[URLPattern] = [
    path("", records.requests, name="requests"),
    path("give/", giving.give, name="give"),
    path("ask/", asking.start, name="start"),
    path("ask/from-email/", emails.from_email, name="from-email"),
    path("ask/from-mail/<uuid:inbound_id>/", emails.from_mail, name="from-mail"),
    path("ask/<uuid:request_id>/", asking.resume, name="resume"),
    path("ask/<uuid:request_id>/school/", asking.school, name="school"),
    path("ask/<uuid:request_id>/contact/", asking.contact, name="contact"),
    path("ask/<uuid:request_id>/need/", asking.need, name="need"),
    path("ask/<uuid:request_id>/need/areas/", asking.all_areas, name="areas"),
    path("ask/<uuid:request_id>/need/one-question/", asking.unclear, name="unclear"),
    path("ask/<uuid:request_id>/help/", asking.help_wanted, name="help"),
    path("ask/<uuid:request_id>/when/", asking.when, name="when"),
    path("ask/<uuid:request_id>/who/", asking.who, name="who"),
    path("ask/<uuid:request_id>/leave-out/", asking.leave_out, name="leave-out"),
    path("ask/<uuid:request_id>/more/", asking.more, name="more"),
    path("ask/<uuid:request_id>/check/", asking.check, name="check"),
    path("ask/<uuid:request_id>/delete/", asking.delete, name="delete"),
    path("<uuid:request_id>/", records.request_page, name="request"),
    path("<uuid:request_id>/withdraw/", answering.withdraw, name="withdraw"),
    path("<uuid:request_id>/answer/", answering.answer, name="answer"),
    path("<uuid:request_id>/take/", working.take, name="take"),
    path("<uuid:request_id>/owner/", working.reassign, name="reassign"),
    path("<uuid:request_id>/question/", working.question, name="question"),
    path("<uuid:request_id>/go-on/", working.go_on, name="go-on"),
    path("<uuid:request_id>/close-unanswered/", working.close_unanswered, name="close-unanswered"),
    path("<uuid:request_id>/choose/", working.choose, name="choose"),
    path("<uuid:request_id>/cannot-help/", working.cannot_help, name="cannot-help"),
    path("<uuid:request_id>/joins/", working.joins, name="joins"),
    path("<uuid:request_id>/close/", working.close, name="close"),
    path("stop/<str:token>/", answering.stop_by_link, name="stop-by-link"),
    path("answer/<str:token>/", answering.answer_by_link, name="answer-by-link"),
]
