"""What a programme's name, address, colour and numbers must be."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise

from linkage.kernel.violations import Violation
from linkage.search.folding import fold

SHORTEST_SLUG, LONGEST_SLUG = 3, 40
# Addresses of the installation itself, which a programme's address would hide, and words that would mislead.
RESERVED_SLUGS = frozenset({
    "about", "accessibility", "account", "accounts", "admin", "api", "apple-touch-icon", "assets", "demo", "favicon",
    "health", "help", "home", "linkage", "mailbox", "media", "metrics", "new-programme", "privacy", "register",
    "robots", "safeguarding", "security", "set-up", "setup", "sign-in", "sign-out", "signin", "static", "status",
    "well-known",
})  # fmt: skip
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug_from(name: str) -> str:
    """Return an address made from a name: "Ribble Linkage" gives "ribble-linkage"."""
    return _NOT_SLUG.sub("-", fold(name)).strip("-")[:LONGEST_SLUG].strip("-")


def slug_can_be_used(slug: str, *, is_taken: bool) -> list[Violation]:
    """The address is 3 to 40 small letters, figures and hyphens, starts with a letter and is not in use."""
    if not (SHORTEST_SLUG <= len(slug) <= LONGEST_SLUG and _SLUG.fullmatch(slug)):
        sentence = (
            "Write the address with 3 to 40 small letters, figures and single hyphens, starting with a letter, "
            "for example ribble-linkage"
        )
    elif slug in RESERVED_SLUGS:
        sentence = f"Linkage uses the address {slug} itself: choose another, for example {slug}-schools"
    elif is_taken:
        sentence = f"Another programme here uses the address {slug}: choose another"
    else:
        return []
    return [Violation("slug_can_be_used", sentence, "slug")]


def name_is_given(name: str) -> list[Violation]:
    """The programme has a name."""
    return [] if name.strip() else [Violation("name_is_given", "Enter the name of the programme", "name")]


def colour_is_hex(colour: str) -> list[Violation]:
    """The colour is written as # and six figures or letters from a to f."""
    if _COLOUR.fullmatch(colour):
        return []
    sentence = "Write the colour as # and six figures or letters from a to f, for example #0b5d66"
    return [Violation("colour_is_hex", sentence, "colour")]


SERVICE_LEVELS = {
    "acknowledge_days": "Answer a new request",
    "route_days": "Say what happens with it",
    "introduce_days": "Introduce somebody",
    "first_reminder_days": "First reminder",
    "second_reminder_days": "Second reminder",
    "lapse_days": "Ask somebody else",
    "late_told_days": "Tell the other coordinators of a late request",
}
LONGEST_PROMISE_DAYS = 60
LONGEST_HOLIDAY_DAYS, LONGEST_INSET_DAYS = 60, 5


def days_follow_each_other(days: Mapping[str, int]) -> list[Violation]:
    """Promises and reminders are between 1 and 60 working days, and each comes after the one before."""
    found = [
        Violation("days_follow_each_other", f"{label}: write a number of working days from 1 to 60", name)
        for name, label in SERVICE_LEVELS.items()
        if not 1 <= days[name] <= LONGEST_PROMISE_DAYS
    ]
    names = list(SERVICE_LEVELS)
    for before, after in (*pairwise(names[:3]), *pairwise(names[3:6])):
        if days[after] < days[before]:
            sentence = f"{SERVICE_LEVELS[after]} cannot come before: {SERVICE_LEVELS[before].lower()}"
            found.append(Violation("days_follow_each_other", sentence, after))
    return found


def hours_are_in_order(from_hour: int, until_hour: int) -> list[Violation]:
    """E-mails go out from an hour of the day until a later one."""
    if from_hour < until_hour:
        return []
    return [Violation("hours_are_in_order", "Choose an hour that comes after the first", "mail_until_hour")]


def reason_is_given(reason: str) -> list[Violation]:
    """A pause has a reason, because every page shows it."""
    if reason.strip():
        return []
    return [Violation("reason_is_given", "Say why, in a few words: everybody sees them", "reason")]


def is_running(paused_at: datetime | None) -> list[Violation]:
    """Only a programme that runs can be paused."""
    return [Violation("is_running", "The programme is paused already")] if paused_at else []


def is_paused(paused_at: datetime | None) -> list[Violation]:
    """Only a paused programme can start again."""
    return [] if paused_at else [Violation("is_paused", "The programme is not paused")]


def calendar_is_shipped(calendar: str, *, is_known: bool) -> list[Violation]:
    """The term dates are among those that come with Linkage, or none."""
    if is_known or not calendar:
        return []
    return [Violation("calendar_is_shipped", "Choose one of the calendars in the list", "calendar")]


def closure_is_named(name: str) -> list[Violation]:
    """A closure has a name people know it by."""
    return [] if name.strip() else [Violation("closure_is_named", "Enter a name, for example Diwali", "name")]


def closure_is_in_order(starts_on: date, ends_on: date, *, is_holiday: bool) -> list[Violation]:
    """A closure ends on or after its first day and is not longer than such closures are."""
    longest = LONGEST_HOLIDAY_DAYS if is_holiday else LONGEST_INSET_DAYS
    if ends_on < starts_on:
        sentence = "The last day must be the same as or after the first day"
    elif (ends_on - starts_on).days >= longest:
        sentence = f"This would close schools for more than {longest} days: check the two dates"
    else:
        return []
    return [Violation("closure_is_in_order", sentence, "ends_on")]


MOST_QUESTIONS = 20


def questions_are_few(before: int) -> list[Violation]:
    """A public page holds at most 20 questions: remove one first"""
    return [] if before < MOST_QUESTIONS else [Violation("questions_are_few", str(questions_are_few.__doc__))]


def moved(places: list[str], which: str, steps: int) -> list[str]:
    """Return the keys in their new order: `which` goes `steps` places down, or up below nought, as far as it can."""
    rest = [each for each in places if each != which]
    at = max(0, min(len(rest), places.index(which) + steps))
    return [*rest[:at], which, *rest[at:]]
