"""Addresses of `programmes`."""

from django.urls import path

from linkage.programmes.views import calendar, home, neighbours, public, questions, settings

app_name = "programmes"
urlpatterns = [
    path("", public.programme, name="public"),
    path("brand.css", public.brand_css, name="brand-css"),
    path("help/", public.help_page, {"about": "help"}, name="help"),
    path("help/privacy/", public.help_page, {"about": "privacy"}, name="privacy"),
    path("help/accessibility/", public.help_page, {"about": "accessibility"}, name="accessibility"),
    path("help/safeguarding/", public.help_page, {"about": "safeguarding"}, name="safeguarding"),
    path("home/", home.home_page, name="home"),
    path("more/", home.more, name="more"),
    path("settings/", settings.summary, name="settings"),
    path("settings/name/", settings.describe, name="describe"),
    path("settings/colour/", settings.colour, name="colour"),
    path("settings/promises/", settings.service_levels, name="service-levels"),
    path("settings/introductions/", settings.ways, name="ways"),
    path("settings/asking/", settings.asking, name="asking"),
    path("settings/e-mail-hours/", settings.mail_hours, name="mail-hours"),
    path("settings/lawful-basis/", settings.lawful_basis, name="lawful-basis"),
    path("settings/agreement/", settings.sharing, name="sharing"),
    path("settings/safeguarding/", settings.safeguarding_contact, name="safeguarding-contact"),
    path("settings/pause/", settings.pause, name="pause"),
    path("settings/start-again/", settings.resume, name="resume"),
    path("settings/calendar/", calendar.calendar, name="calendar"),
    path("settings/calendar/term-dates/", calendar.follow, name="follow-calendar"),
    path("settings/calendar/add/", calendar.add_closure, name="add-closure"),
    path("settings/calendar/<uuid:closure_id>/remove/", calendar.remove_closure, name="remove-closure"),
    path("settings/neighbours/", neighbours.neighbours, name="neighbours"),
    path("settings/neighbours/<uuid:neighbour_id>/share/", neighbours.share_with, name="share-with"),
    path("settings/neighbours/<uuid:neighbour_id>/end/", neighbours.share_no_more, name="share-no-more"),
    path("settings/questions/", questions.questions, name="questions"),
    path("settings/questions/take/", questions.take_questions, name="take-questions"),
    path("settings/questions/ours/", questions.drop_questions, name="drop-questions"),
    path("settings/questions/add/", questions.add_question, name="add-question"),
    path("settings/questions/<uuid:frequent_question_id>/", questions.change_question, name="change-question"),
    path("settings/questions/<uuid:frequent_question_id>/move/", questions.move_question, name="move-question"),
    path("settings/questions/<uuid:frequent_question_id>/remove/", questions.remove_question, name="remove-question"),
]
