"""The pages of the ask: which question this is, what stands beside it, and the answers to check."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from linkage.areas.models import Area
from linkage.areas.presenters import groups
from linkage.directory.enums import Way
from linkage.kernel import words
from linkage.kernel.days import day_of, local
from linkage.kernel.working_days import SchoolCalendar
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.organisations.queries import SchoolChoice
from linkage.support_requests import rules
from linkage.support_requests.enums import Window
from linkage.support_requests.forms import WAYS
from linkage.support_requests.models import SupportRequest

TITLES = {
    "school": "Which school needs help?",
    "contact": "Who should we talk to?",
    "need": "What do you need help with?",
    "areas": "What is it about?",
    "help": "What would help?",
    "when": "When would you like help?",
    "who": "Who is it for?",
    "leave-out": "Schools to leave out, and your name",
    "unclear": "What happens in school that made you write?",
    "more": "Add more, if you like",
}
NUMBERS = {
    "school": 1,
    "contact": 1,
    "need": 2,
    "areas": 2,
    "unclear": 2,
    "help": 3,
    "when": 4,
    "who": 5,
    "leave-out": 6,
    "more": 6,
}
ORDER = ("school", "contact", "need", "help", "when", "who", "leave-out", "check")


@dataclass(frozen=True)
class Step:
    """One question: its number, and the names of the pages before and after it."""

    name: str
    title: str
    number: int
    before: str
    after: str

    @property
    def caption(self) -> str:
        """Where the asker is."""
        if self.name == "more":
            return "Ask for support: nobody has to answer these"
        return f"Ask for support: question {self.number} of 6"


def step(name: str, draft: SupportRequest, *, from_check: bool, asks_school: bool) -> Step:
    """Return one question of a draft; a question that answers itself is left out of the way there and back."""
    if name == "more":
        return Step(name, TITLES[name], NUMBERS[name], "check", "check")
    skipped = {*(() if asks_school else ("school",)), *(() if draft.has_contact_apart else ("contact",))}
    way = [known for known in ORDER if known not in skipped or known == name]
    place = way.index("need" if name in ("areas", "unclear") else name)
    before = "check" if from_check else way[place - 1] if place else "start"
    after = "check" if from_check and name not in ("school", "areas", "unclear") else way[place + 1]
    if name in ("areas", "unclear"):
        before = after = "need"
    return Step(name, TITLES[name], NUMBERS[name], before, after)


@dataclass(frozen=True)
class AreaGroup:
    """Areas of one heading, as choices; open where one is chosen."""

    name: str
    items: tuple[dict[str, Any], ...]
    is_open: bool


def area_groups(areas: Iterable[Area], chosen: Collection[str]) -> list[AreaGroup]:
    """The areas to choose from by hand, under the headings under which a school is inspected."""
    return [
        AreaGroup(
            name=group.name,
            items=tuple(
                {"value": each.code, "text": each.name, "checked": each.code in chosen}
                for line in group.lines
                for each in (line.area, *line.finer)
            ),
            is_open=any(each.code in chosen for line in group.lines for each in (line.area, *line.finer)),
        )
        for group in groups(areas)
    ]


def saved_at(draft: SupportRequest) -> str:
    """Return "Saved at 10.42am. You can leave and come back."."""
    return f"Saved at {words.clock(local(draft.saved_at))}. You can leave and come back."


def ways_in_words(ways: list[str]) -> str:
    """Return "A call or online and a visit to their school"."""
    chosen = [WAYS[Way(way)] for way in WAYS if way in ways]
    lowered = [text if place == 0 else text[0].lower() + text[1:] for place, text in enumerate(chosen)]
    return words.listing(lowered)


def window_in_words(window: str, note: str) -> str:
    """Return "This half-term. Not Mondays"."""
    said = Window(window).label if window else ""
    return ". ".join(part for part in (said, note) if part)


def school_in_words(organisation: Organisation | None) -> str:
    """Return "Thistlebank School, Burnley. Secondary, 11 to 16, 840 pupils"."""
    if organisation is None:
        return ""
    name = ", ".join(part for part in (organisation.name, organisation.town) if part)
    phases = " and ".join(
        str(choice) if place == 0 else str(choice).lower()
        for place, choice in enumerate(_phase_words(organisation.phases))
    )
    low, high = organisation.age_low, organisation.age_high
    ages = f"{low} to {high}" if low is not None and high is not None else ""
    pupils = words.count(organisation.pupils, "pupil") if organisation.pupils else ""
    facts = ", ".join(part for part in (phases, ages, pupils) if part)
    return f"{name}. {facts}" if facts else name


def choice_in_words(school: SchoolChoice) -> str:
    """Return "St Mary’s School, Burnley. Primary, Lancashire. URN 119001": many schools share a name."""
    name = ", ".join(part for part in (school.name, school.town) if part)
    where = ", ".join(part for part in (school.phase_words, school.authority) if part)
    urn = f"URN\N{NO-BREAK SPACE}{school.urn}" if school.urn else ""
    return ". ".join(part for part in (name, where, urn) if part)


def named_with_town(schools: list[Organisation]) -> str:
    """Return "St Mary’s School (Burnley) and Cloughmoor High School (Preston)"."""
    return words.listing([f"{each.name} ({each.town})" if each.town else each.name for each in schools])


def _phase_words(phases: list[str]) -> list[str]:
    return [Phase(phase).label for phase in phases]


def need_rows(draft: SupportRequest, areas: list[Area], change: dict[str, str]) -> list[dict[str, Any]]:
    """The first card of the answers to check; `change` maps a question to its address."""
    rows = [
        ("In your words", draft.words or "Nothing written", "need"),
        ("About", "; ".join(area.name for area in areas) or "We work it out from your words", "need"),
        ("What would help", ways_in_words(draft.ways), "help"),
        ("When", window_in_words(draft.window, draft.window_note), "when"),
        *([("Cannot wait because", draft.urgent_reason, "when")] if draft.urgent_reason else []),
        ("Who it is for", draft.who_for, "who"),
    ]
    return [{"key": key, "value": value or "Not answered yet", "change": change[name]} for key, value, name in rows]


def school_rows(
    draft: SupportRequest, avoided: list[Organisation], change: dict[str, str], *, asks_school: bool
) -> list[dict[str, Any]]:
    """The second card: the school, whom to talk to, and what is left out and hidden."""
    school: dict[str, Any] = {"key": "School", "value": school_in_words(draft.organisation) or "Not answered yet"}
    if asks_school:
        school["change"] = change["school"]
    rows = [school]
    if draft.has_contact_apart:
        contact = f"{draft.contact.name}, {draft.contact.email}" if draft.contact else "Not answered yet"
        rows.append({"key": "Person to talk to", "value": contact, "change": change["contact"]})
    hidden = "Only when you introduce us" if draft.is_name_hidden else "Yes"
    left_out = named_with_town(avoided) or "None"
    rows.append({"key": "Schools to leave out", "value": left_out, "change": change["leave-out"]})
    rows.append({"key": "Show our name", "value": hidden, "change": change["leave-out"]})
    return rows


@dataclass(frozen=True)
class Promise:
    """One line of "What happens next"."""

    title: str
    when: str


def promises(calendar: SchoolCalendar, levels: rules.ServiceLevels, at: datetime) -> list[Promise]:
    """What happens after sending, each by its day in working school days."""
    today = day_of(at)
    have, route, introduce = (
        rules.due_on(calendar, today, days) for days in (levels.acknowledge, levels.route, levels.introduce)
    )
    return [
        Promise("We say we have it", f"By {words.day(have)}"),
        Promise("We look for somebody who fits", f"By {words.day(route)}"),
        Promise("We introduce you both by e-mail", f"By {words.day(introduce)}{_closed(calendar, today, introduce)}"),
        Promise("You meet, and we step out", "When it suits you both"),
    ]


def _closed(calendar: SchoolCalendar, start: date, end: date) -> str:
    weekdays = SchoolCalendar().between(start, end)
    return ". Days when schools are closed do not count" if calendar.between(start, end) < weekdays else ""
