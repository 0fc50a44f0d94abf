"""The letter of thanks and the certificate as papers to print; made again each is the same file, byte for byte."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from linkage.documents import presenters as documents
from linkage.engagements.models import Engagement, ThanksLetter
from linkage.engagements.queries.ending import DaysGiven
from linkage.kernel import money, words
from linkage.kernel.days import day_of
from linkage.people.models import Person
from linkage.programmes.queries import Sender

THANKS = "engagements/data/letter_of_thanks.typ"
CERTIFICATE = "engagements/data/certificate.typ"
THANKS_NAME = "letter-of-thanks.pdf"
_AWAY = "Each day with us was a day away from your own school. We know what that asks of a timetable."


def thanks_signed_for(engagement: Engagement, *, is_head: bool) -> str:
    """Return what stands below the name of who signs the thanks."""
    school = engagement.client_organisation.name
    return f"Head of {school}" if is_head else f"For {school}"


def thanks_initial(engagement: Engagement, people: Sequence[Person], given: Sequence[DaysGiven], head: str) -> str:
    """Return the letter as it is offered to be written: what was given, when and what for, and nothing beyond it."""
    home = engagement.home_organisation.name
    halves = sum(each.half_days for each in given)
    counted = {1: "half day", 2: "day"}.get(halves) or money.half_days(halves)
    days = f"the {counted} you gave us" if halves else "the time you gave us"
    when = _between(given)
    # A head who gave the days is thanked already.
    is_beside = head and head not in {each.name for each in people}
    head_words = f"{head} and everybody at {home}" if is_beside else f"everybody at {home}"
    return "\n\n".join(
        (
            f"Dear {words.listing([each.first_name for each in people]) or home},",
            f"Thank you for {days}{when}, for “{engagement.title}”.",
            *([_AWAY] if halves else []),
            f"Please pass our thanks on to {head_words}, who made room for it.",
        )
    )


def thanks_paper(letter: ThanksLetter, to: Sequence[Person], sender: Sender) -> bytes:
    """Return the letter of thanks to print, as it was sent."""
    found = letter.engagement
    return documents.render(
        THANKS,
        {
            "programme": sender.name,
            "colour": sender.colour,
            "client": found.client_organisation.name,
            "home": found.home_organisation.name,
            "to": [each.name for each in to],
            "paragraphs": [each.strip() for each in letter.text.splitlines() if each.strip()],
            "name": letter.signed_name or "A name that was taken out",
            "signed_for": letter.signed_for,
            "on": words.day(day_of(letter.sent_at)),
        },
        made_at=letter.sent_at,
    )


def certificate_paper(given: DaysGiven, sender: Sender) -> bytes:
    """Return the certificate of somebody's days to print."""
    found = given.engagement
    return documents.render(CERTIFICATE, _certified(given, sender), made_at=found.ended_at)


def certificate_name(given: DaysGiven) -> str:
    """Return what the file is called; of a name only what any disk takes."""
    name = "-".join("".join(each for each in part if each.isalnum()) for part in given.person.name.lower().split())
    return f"certificate-{name or 'of-days'}.pdf"


def _certified(given: DaysGiven, sender: Sender) -> dict[str, Any]:
    found = given.engagement
    return {
        "programme": sender.name,
        "colour": sender.colour,
        "name": given.person.name,
        "home": found.home_organisation.name,
        "client": found.client_organisation.name,
        "title": found.title,
        "days": money.half_days(given.half_days),
        "between": _when(given),
        "dates": [_date(each) for each in given.days],
        "ended": _date(day_of(found.ended_at)) if found.ended_at else "",
    }


def _when(given: DaysGiven) -> str:
    if given.first_on == given.last_on:
        return f"on {_date(given.first_on)}"
    return f"between {_date(given.first_on)} and {_date(given.last_on)}"


def _between(given: Sequence[DaysGiven]) -> str:
    if not given:
        return ""
    first, last = min(each.first_on for each in given), max(each.last_on for each in given)
    return f" on {_date(first)}" if first == last else f" between {_date(first)} and {_date(last)}"


def _date(day: date) -> str:
    """A day on a paper, where its weekday is no use any more."""
    return f"{day.day} {day:%B %Y}"
