"""Addresses for the tests of `ui`, which must not depend on the apps above it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nowhere(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def named(*names):
    return [path(f"<slug:programme>/{name}/", nowhere, name=name) for name in names]


programmes = named("public", "home", "brand-css", "help", "privacy", "accessibility", "safeguarding")
directory = [
    path("<slug:programme>/directory/", nowhere, name="entries"),
    path("<slug:programme>/directory/<uuid:entry>/", nowhere, name="entry"),
]
accounts = [path("sign-in/", nowhere, name="sign-in"), path("sign-out/", nowhere, name="sign-out")]

urlpatterns = [
    path("", include((accounts, "accounts"))),
    path("", include((programmes, "programmes"))),
    path("", include((directory, "directory"))),
]
