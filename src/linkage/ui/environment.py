"""The Jinja2 environment of every page: strict, with the macros as globals, so that no page imports anything.

The library `govuk-frontend-jinja` leans on names that are not there, which strict templates refuse; it has an
environment of its own and hands its macros over (ADR 0001).
"""

import os
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from linkage.kernel import money, words
from linkage.ui import charts, forms, frame, next_actions
from linkage.ui.icons import icon, tag

LIBRARY_MACROS = {
    "accordion": "govukAccordion",
    "cookie-banner": "govukCookieBanner",
    "exit-this-page": "govukExitThisPage",
    "notification-banner": "govukNotificationBanner",
    "password-input": "govukPasswordInput",
    "tabs": "govukTabs",
    "task-list": "govukTaskList",
    "warning-text": "govukWarningText",
    "phase-banner": "govukPhaseBanner",
}
OWN_MACROS = (
    "ui/macros/controls.html",
    "ui/macros/choices.html",
    "ui/macros/status.html",
    "ui/macros/actions.html",
    "ui/macros/record.html",
    "ui/macros/listing.html",
)


def environment(**options: Any) -> Environment:
    """The strict environment; named in `TEMPLATES`."""
    env = Environment(  # noqa: S701  # it is on, in the dictionary
        **{
            **options,
            "autoescape": True,
            "undefined": StrictUndefined,
            "extensions": ["jinja2.ext.i18n"],
            "trim_blocks": True,
            "lstrip_blocks": True,
            "bytecode_cache": bytecode_cache(),
        }
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(_filters())
    env.globals.update(_globals())
    own = SimpleNamespace(icon=icon, tag=tag)
    env.globals["ui"] = own
    for name in OWN_MACROS:
        _collect(own, env, name)
    return env


def _collect(own: SimpleNamespace, env: Environment, name: str) -> None:
    module = env.get_template(name).module
    for key, value in vars(module).items():
        if not key.startswith("_"):
            setattr(own, key, value)


def _filters() -> dict[str, Any]:
    return {
        "day": words.day,
        "ago": words.ago,
        "pounds": money.pounds,
        "clock": words.clock,
        "listing": words.listing,
        "number": words.number,
        "initials": initials,
    }


def _globals() -> dict[str, Any]:
    return {
        **library_macros(),
        "static": static,
        "url": url,
        "icon": icon,
        "count": words.count,
        "day": words.day,
        "ago": words.ago,
        "clock": words.clock,
        "frame": frame_for_context,
        "due": next_actions.clock,
        "form_open": forms.form_open,
        "form_fields": forms.form_fields,
        "field": forms.field,
        "form_problems": forms.problems,
        "bar": charts.bar,
        "days_bar": charts.days_bar,
    }


@pass_context
def url(context: Context, name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page; the programme of the request is put in by itself."""
    return frame.address(name, frame.slug_of(_request(context)), *args, **kwargs)


@pass_context
def frame_for_context(context: Context) -> frame.Frame:
    """Return what stands around the page being drawn."""
    return frame.frame_of(_request(context), context.get("brand"))


def _request(context: Context) -> HttpRequest | None:
    request: HttpRequest | None = context.get("request")
    return request


def initials(name: str) -> str:
    """Return "PR" for "Priya Raman"."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


@cache
def library_macros() -> dict[str, Any]:
    """The macros of the library that we use as they are, each under its own name."""
    library = Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=bytecode_cache(),
    )
    folder = "govuk_frontend_jinja/components"
    return {
        macro: getattr(library.get_template(f"{folder}/{name}/macro.html").module, macro)
        for name, macro in LIBRARY_MACROS.items()
    }


def bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates, kept in the data home when it can be written to; without one each process compiles."""
    home = getattr(settings, "HOME", None)
    if not home:
        return None
    folder = Path(home) / "cache" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None
