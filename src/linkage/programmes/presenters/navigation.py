"""What `programmes` puts around every page: Home at the left, More at the right, and the notice of a pause."""

from collections.abc import Iterator
from typing import Any

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.ui.frame import address_or_none
from linkage.ui.registry import MorePage, NavigationItem, SetUpStep


def home(request: Any) -> Iterator[NavigationItem]:
    """Home, for whoever the programme knows."""
    if _is_known(request):
        yield NavigationItem("Home", address_or_none("programmes:home", request.programme.slug), section="home")


def more(request: Any) -> Iterator[NavigationItem]:
    """More, for whoever the programme knows."""
    if _is_known(request):
        yield NavigationItem("More", address_or_none("programmes:more", request.programme.slug), section="more")


def notices(request: Any) -> Iterator[str]:
    """Say on every page that the programme is paused, since when and why."""
    programme = getattr(request, "programme", None)
    if programme is not None and getattr(programme, "paused_at", None):
        since = words.day(day_of(programme.paused_at))
        yield (
            f"{programme.name} is paused since {since}: {programme.paused_reason}. "
            "Clocks stand still and no reminders go out."
        )


def more_pages(request: Any) -> Iterator[MorePage]:
    """The settings, for coordinators; for everybody, the help."""
    slug = request.programme.slug
    if request.actor.has("coordinator"):
        yield MorePage(
            "Settings",
            "Name, colour, promises, introductions, and the pause switch",
            address_or_none("programmes:settings", slug),
        )
        yield MorePage(
            "School calendar",
            "Term dates, INSET days and other closed days",
            address_or_none("programmes:calendar", slug),
        )


def help_pages(request: Any) -> Iterator[MorePage]:
    """The pages everybody may need, last."""
    slug = request.programme.slug
    yield MorePage("Help", "How asking, helping and introductions work", address_or_none("programmes:help", slug))
    yield MorePage(
        "What we keep about you", "What is held, why, and how to change it", address_or_none("programmes:privacy", slug)
    )


def set_up_steps(programme: Any, *, has_closures: bool) -> Iterator[SetUpStep]:
    """What a new programme still has to be told: how people reach it, and when schools are closed."""
    yield SetUpStep(
        "Say how people reach you",
        "An address or a telephone number for the public page and our e-mails",
        address_or_none("programmes:describe", programme.slug),
        bool(programme.contact_email or programme.contact_phone),
    )
    yield SetUpStep(
        "Choose term dates",
        "Then clocks leave out the holidays",
        address_or_none("programmes:calendar", programme.slug),
        has_closures,
    )


def _is_known(request: Any) -> bool:
    actor = getattr(request, "actor", None)
    return getattr(request, "programme", None) is not None and actor is not None and actor.kind == "person"
