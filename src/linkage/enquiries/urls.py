"""Addresses of enquiries: short ones for strangers, which stand on paper, and those of whoever deals with them."""

from django.urls import URLPattern, path

from linkage.enquiries.views import filing, leading, posters, records, working

app_name = "enquiries"
urlpatterns: list[URLPattern] = [
    path("interest/", filing.find_school_to_help_from, name="interest"),
    path("interest/<uuid:organisation_id>/", filing.express_interest, name="express-interest"),
    path("take-part/", filing.find_school_to_take_part, name="find-to-take-part"),
    path("take-part/<uuid:organisation_id>/", filing.take_part, name="take-part"),
    path("ask-us/", filing.ask_us, name="ask-us"),
    path("enquiries/sent/", filing.sent, name="sent"),
    path("enquiries/confirm/<str:token>/", filing.confirm, name="confirm"),
    path("poster/", posters.posters, name="posters"),
    path("poster/poster.pdf", posters.poster, name="poster"),
    path("poster/handout.pdf", posters.handout, name="handout"),
    path("enquiries/", records.enquiries, name="enquiries"),
    path("enquiries/<uuid:enquiry_id>/", records.enquiry, name="enquiry"),
    path("enquiries/<uuid:enquiry_id>/take/", working.take, name="take"),
    path("enquiries/<uuid:enquiry_id>/owner/", working.reassign, name="reassign"),
    path("enquiries/<uuid:enquiry_id>/answer/", working.reply, name="reply"),
    path("enquiries/<uuid:enquiry_id>/close/", working.close, name="close"),
    path("enquiries/<uuid:enquiry_id>/pass-on/", leading.pass_on, name="pass-on"),
    path("enquiries/<uuid:enquiry_id>/request/", leading.begin_request, name="begin-request"),
    path("enquiries/<uuid:enquiry_id>/school/", leading.let_take_part, name="let-take-part"),
    path("enquiries/<uuid:enquiry_id>/head/", leading.passed_on, name="passed-on"),
    path("enquiries/head/<str:token>/", leading.passed_on_by_link, name="passed-on-by-link"),
    path("enquiries/back/<str:token>/", working.write_back, name="write-back"),
]
