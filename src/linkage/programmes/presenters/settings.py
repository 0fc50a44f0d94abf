"""The settings as a coordinator reads them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from linkage.kernel import words
from linkage.programmes.enums import ClosureKind, ConfirmTerms, LawfulBasis
from linkage.programmes.models import Closure, Programme, ProgrammeSettings
from linkage.programmes.queries import ShippedCalendar
from linkage.ui import colour
from linkage.ui.registry import MemberSchool

Address = Callable[[str], str]
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Card:
    """One group of settings with its rows."""

    title: str
    rows: Rows


def cards(
    programme: Programme,
    settings: ProgrammeSettings,
    shipped: Iterable[ShippedCalendar],
    own_questions: int,
    neighbours: list[str],
    address: Address,
) -> list[Card]:
    """Return the summary of every setting, each with the page where it is changed."""
    return [
        Card("How it looks", _looks(programme, own_questions, address)),
        Card("Promises, in working school days", _promises(settings, address("programmes:service-levels"))),
        Card(
            "How people are brought together",
            [*_ways(settings, address("programmes:ways")), *_asking_first(settings, address("programmes:asking"))],
        ),
        Card("What we may keep", _lawful(settings, address("programmes:lawful-basis"))),
        Card("When a school asks", _asking(settings, address)),
        Card("School days", _days(programme, settings, shipped, address)),
        Card("E-mails", _mails(settings, address)),
        Card("Beyond your schools", _beyond(neighbours, address("programmes:neighbours"))),
    ]


def _beyond(neighbours: list[str], change: str) -> Rows:
    return [_row("You share with", words.listing(neighbours) or "No other programme", change)]


def _row(key: str, value: str, change: str) -> dict[str, str]:
    return {"key": key, "value": value or "None given", "change": change}


def _looks(programme: Programme, own_questions: int, address: Address) -> Rows:
    name = address("programmes:describe")
    contact = ", ".join(
        part for part in (programme.contact_email, programme.contact_phone, programme.contact_times) if part
    )
    return [
        _row("Name", programme.name, name),
        _row("Line under the name", programme.tagline, name),
        _row("Talk to us", contact, name),
        _row("Colour", colour_words(programme.colour), address("programmes:colour")),
        _row(
            "Questions on the public page",
            words.count(own_questions, "question") + " of your own" if own_questions else "Ours",
            address("programmes:questions"),
        ),
    ]


def colour_words(chosen: str) -> str:
    """Return the colour, and what became of it when it was too light to read."""
    made = colour.palette(chosen)
    if not made.is_darkened:
        return chosen
    return f"{chosen}, shown as {made.accent}: it was made darker so that everybody can read it"


def _promises(settings: ProgrammeSettings, change: str) -> Rows:
    def days(number: int) -> str:
        return f"Within {words.count(number, 'day')}"

    return [
        _row("Answer a new request", days(settings.acknowledge_days), change),
        _row("Say what happens with it", days(settings.route_days), change),
        _row("Introduce somebody", days(settings.introduce_days), change),
        _row("Reminders", f"After {settings.first_reminder_days} and {settings.second_reminder_days} days", change),
        _row(
            "Tell the other coordinators",
            f"{words.count(settings.late_told_days, 'day')} after something was due",
            change,
        ),
        _row("Ask somebody else", f"After {words.count(settings.lapse_days, 'day')} without an answer", change),
    ]


def _ways(settings: ProgrammeSettings, change: str) -> Rows:
    trust = "Not suggested" if settings.is_same_trust_excluded else "Suggested like any other school"
    return [
        _row("Before a person is listed", settings.get_nomination_check_display(), change),
        _row("“Still right?” is asked", str(ConfirmTerms(settings.confirm_terms).label), change),
        _row("Schools of the same trust", trust, change),
        _row("Who chooses among those who could help", settings.get_who_chooses_display(), change),
    ]


def _asking_first(settings: ProgrammeSettings, change: str) -> Rows:
    rows = [_row("When somebody is chosen", settings.get_introducing_display(), change)]
    if not settings.asks_first:
        return rows
    after = "The next is asked at once" if settings.is_next_asked_alone else "The next waits for one click of yours"
    return [
        *rows,
        _row("Who is asked", settings.get_asking_order_display(), change),
        _row("After a no", after, change),
    ]


def _lawful(settings: ProgrammeSettings, change: str) -> Rows:
    own = "Your own words" if settings.lawful_text else "Our words for it"
    return [_row("Why you may keep people\u2019s names", f"{settings.get_lawful_basis_display()}. {own}", change)]


def _asking(settings: ProgrammeSettings, address: Address) -> Rows:
    return [
        _row("What it agrees to", sharing_words(settings), address("programmes:sharing")),
        _row("Who is rung about a child", settings.safeguarding_contact, address("programmes:safeguarding-contact")),
    ]


def _days(
    programme: Programme, settings: ProgrammeSettings, shipped: Iterable[ShippedCalendar], address: Address
) -> Rows:
    names = {each.key: f"{each.name}, {words.listing(list(each.years))}" for each in shipped}
    paused = f"Paused: {programme.paused_reason}" if programme.paused_at else "Running"
    return [
        _row(
            "Term dates",
            names.get(settings.calendar, "None: weekdays without bank holidays"),
            address("programmes:calendar"),
        ),
        _row("Clocks", paused, address("programmes:pause")),
    ]


SHARING_WORDS = "The programme may share these answers with the people it asks"


def sharing_words(settings: ProgrammeSettings) -> str:
    """Return what a school agrees to when it asks: the programme's own words, or ours."""
    return settings.sharing_text or SHARING_WORDS


def _mails(settings: ProgrammeSettings, address: Address) -> Rows:
    change = address("programmes:mail-hours")
    from_hour, until_hour = (words.clock(time(hour)) for hour in (settings.mail_from_hour, settings.mail_until_hour))
    hours = f"On school days, {from_hour} to {until_hour}" if settings.has_mail_hours else "At any hour, at once"
    return [
        _row("When they go out", hours, change),
        _row("What waits for each person", f"Once a week, on {settings.get_digest_weekday_display()}s", change),
        _row("In whose words", "Each e-mail in ours, or in your own", address("mail:wordings")),
    ]


LAWFUL_WORDS = {
    LawfulBasis.PUBLIC_TASK: (
        "Helping schools to support one another is part of our public task (UK GDPR article 6(1)(e)). "
        "People agree to be listed; the lawful basis is our task, not their agreement."
    ),
    LawfulBasis.LEGITIMATE_INTERESTS: (
        "Schools have a legitimate interest in finding a colleague who can help, and colleagues in offering it "
        "(UK GDPR article 6(1)(f)). People agree to be listed, and may object at any time."
    ),
}


def lawful_words(settings: ProgrammeSettings) -> str:
    """Return the programme's own words on why it may keep names, or ours for its lawful basis."""
    return settings.lawful_text or LAWFUL_WORDS[LawfulBasis(settings.lawful_basis)]


@dataclass(frozen=True)
class CalendarPage:
    """The closures from now on, whose they are, and what is followed."""

    follows: ShippedCalendar | None
    rows: list[list[Any]]
    is_empty: bool


def calendar_page(
    settings: ProgrammeSettings,
    closures: Iterable[Closure],
    shipped: Iterable[ShippedCalendar],
    schools: Iterable[MemberSchool],
) -> CalendarPage:
    """Return the calendar; each row is name, days, for whom, and the closure itself."""
    known = names(schools, shipped)
    rows = [
        [{"text": each.name, "sub": _kind(each)}, span(each.starts_on, each.ends_on), whose(each, known), each]
        for each in closures
    ]
    follows = next((each for each in shipped if each.key == settings.calendar), None)
    return CalendarPage(follows, rows, not rows)


def names(schools: Iterable[MemberSchool], shipped: Iterable[ShippedCalendar]) -> dict[str, str]:
    """Return the names of schools by id and of authorities by code."""
    found = {each.authority_code: each.name for each in shipped}
    for school in schools:
        found |= {str(school.id): school.name, school.authority_code: school.authority_name}
    return found


def whose(closure: Closure, known: dict[str, str]) -> str:
    """Return for whom a closure counts."""
    if closure.organisation_id:
        return known.get(str(closure.organisation_id), "One school that has left")
    if closure.authority_code:
        return f"Schools in {known.get(closure.authority_code, f'authority {closure.authority_code}')}"
    return "Every school"


def _kind(closure: Closure) -> str:
    return "" if closure.kind == ClosureKind.HOLIDAY else closure.get_kind_display()


def span(starts_on: date, ends_on: date) -> str:
    """Return "26 October to 30 October 2026", or "Friday 27 November 2026" for one day."""
    if starts_on == ends_on:
        return words.day(starts_on)
    year = f" {starts_on.year}" if starts_on.year != ends_on.year else ""
    return f"{starts_on.day} {starts_on:%B}{year} to {ends_on.day} {ends_on:%B} {ends_on.year}"
