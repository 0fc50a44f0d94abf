"""Addresses of the installation itself."""

from django.urls import path

from linkage.programmes.views import public

app_name = "installation"
urlpatterns = [
    path("", public.front, name="front"),
    path("help/", public.help_page, {"about": "help"}, name="help"),
    path("help/privacy/", public.help_page, {"about": "privacy"}, name="privacy"),
    path("help/accessibility/", public.help_page, {"about": "accessibility"}, name="accessibility"),
    path("help/safeguarding/", public.help_page, {"about": "safeguarding"}, name="safeguarding"),
]
