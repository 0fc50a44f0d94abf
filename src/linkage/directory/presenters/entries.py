"""What the page of one person shows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from linkage.access.actor import Actor
from linkage.access.page import PageRequest
from linkage.directory import policy, rules
from linkage.directory.enums import EntryKind, EntryStatus
from linkage.directory.models import Entry
from linkage.directory.presenters.nominations import own_answers
from linkage.directory.presenters.offers import cost
from linkage.directory.queries import Contact, HalfTermCapacity
from linkage.kernel import words
from linkage.kernel.days import day_of, local
from linkage.organisations import rules as places
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.people.presenters.designations import phrase
from linkage.people.queries import Holding
from linkage.ui.frame import address_or_none

__all__ = ["EntryPage", "back_to", "entry_page", "initials_of", "own_answers", "place_line", "who_line"]

# How the ways read on somebody's own page: they speak ("you visit us").
OWN_WAYS = {
    "call": "A call or online",
    "visit_us": "You visit us",
    "visit_you": "I visit you",
    "coaching": "Coaching",
    "moderation": "Looking at work together",
    "resources": "Share materials",
    "training": "A training session",
}

OF = {
    EntryKind.STRENGTH: "A strength of",
    EntryKind.HUB: "An offer to many schools, by",
    EntryKind.PARTNER: "An offer of",
}
CONFIRMABLE = (EntryStatus.LISTED, EntryStatus.LAPSED)
STANDING = (EntryStatus.LISTED, EntryStatus.PAUSED, EntryStatus.LAPSED)


@dataclass(frozen=True)
class EntryPage:
    """One person, as this reader sees them."""

    who: str
    tags: tuple[tuple[str, str, str], ...]
    areas: tuple[str, ...]
    paragraphs: tuple[str, ...]
    signed: str
    ways: tuple[str, ...]
    capacity: tuple[HalfTermCapacity, ...]
    facts: tuple[tuple[str, str], ...]
    schools: tuple[tuple[str, str, str], ...]
    home: str
    apart: str
    contact: Contact | None
    is_own: bool
    can_confirm: bool
    ask_url: str
    break_note: str
    left_note: str
    lapsed_note: str
    can_leave: bool
    can_change: bool
    can_pause: bool
    can_resume: bool
    can_withdraw: bool


def entry_page(
    entry: Entry,
    *,
    areas: list[str],
    capacity: list[HalfTermCapacity],
    home: Organisation | None,
    contact: Contact | None,
    designations: list[Holding],
    has_left: bool,
    actor: Actor,
) -> EntryPage:
    """The page of an entry."""
    is_own = actor.is_person(entry.person_id)
    other = home if home is not None and home.pk != entry.organisation_id else None
    can_be_asked = entry.status == EntryStatus.LISTED and not has_left
    return EntryPage(
        who=who_line(entry),
        tags=_tags(entry, capacity, has_left=has_left),
        areas=tuple(areas),
        paragraphs=tuple(words.paragraphs(entry.words)),
        signed=_signed(entry, is_own=is_own),
        ways=tuple(OWN_WAYS[way] for way in entry.ways if way in OWN_WAYS),
        capacity=tuple(capacity),
        facts=_facts(entry, designations),
        schools=_side_by_side(entry.organisation, other) if other else (),
        home=other.name if other else "",
        apart=_apart(entry.organisation, other),
        contact=contact,
        is_own=is_own,
        can_confirm=policy.CONFIRM.allows(actor, entry) and not has_left and entry.status in CONFIRMABLE,
        ask_url="" if is_own or not can_be_asked else _ask_url(entry),
        break_note=_break_note(entry, is_own=is_own) if policy.RESUME.allows(actor, entry) else "",
        left_note=_left_note(entry, is_own=is_own) if has_left else "",
        lapsed_note=_lapsed_note(entry, actor) if entry.status == EntryStatus.LAPSED else "",
        can_leave=entry.status in STANDING and policy.LEAVE_SCHOOL.allows(actor, entry),
        can_change=policy.CHANGE.allows(actor, entry),
        can_pause=can_be_asked and policy.PAUSE.allows(actor, entry),
        can_resume=_can_resume(actor, entry, is_own=is_own),
        can_withdraw=entry.status in STANDING and policy.WITHDRAW.allows(actor, entry),
    )


def initials_of(entry: Entry) -> str:
    """Return whose initials stand beside it: what a school offers bears those of the school."""
    return entry.person.name if entry.is_person else entry.organisation.name


def who_line(entry: Entry) -> str:
    """Whose it is and where: "Reading lead, Harrowgill High School, Ribble Valley"."""
    if entry.is_person:
        return ", ".join(part for part in (entry.job_title, place_line(entry.organisation)) if part)
    return f"{OF[EntryKind(entry.kind)]} {place_line(entry.organisation)}"


def place_line(organisation: Organisation) -> str:
    """A school and where it is: "Harrowgill High School, Ribble Valley"."""
    place = organisation.district or organisation.town
    return f"{organisation.name}, {place}" if place and place not in organisation.name else organisation.name


def back_to(request: PageRequest) -> str:
    """The search the reader came from, when they came from one."""
    came_from = request.headers.get("referer", "")
    here = reverse("directory:directory", args=[request.programme.slug])
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    path, _, query = came_from.partition("?")
    return f"{here}?{query}" if is_ours and query and path.endswith(here) else here


def _tags(entry: Entry, capacity: list[HalfTermCapacity], *, has_left: bool) -> tuple[tuple[str, str, str], ...]:
    confirmed = ("quiet", f"Confirmed {_short(entry.confirmed_at)}", "tick")
    if has_left:
        return (("quiet", "Their school no longer takes part", ""), confirmed)
    status = EntryStatus(entry.status)
    if status == EntryStatus.PAUSED:
        until = f" until {words.day(entry.paused_until_on)}" if entry.paused_until_on else ""
        return (("wait", f"Taking a break{until}", ""), confirmed)
    if status != EntryStatus.LISTED:
        return (("quiet", str(status.label), ""), confirmed)
    now = capacity[0].standing
    if now.is_stopped:
        return (("wait", "Their school takes no new requests at the moment", ""), confirmed)
    if not now.places_left:
        return (("wait", "No places left this half-term", ""), confirmed)
    free = f"Free for {words.count(now.places_left, 'school')} this half-term"
    days = f", {words.count(now.days_left, 'day')}" if now.days_left else ""
    return (("good", f"{free}{days}", ""), confirmed)


def _can_resume(actor: Actor, entry: Entry, *, is_own: bool) -> bool:
    # An entry that lapsed comes back when somebody says that it is right, and not otherwise.
    is_out = entry.status == EntryStatus.PAUSED
    is_theirs = rules.is_theirs_to_end(is_own_break=entry.is_own_break, is_own_entry=is_own)
    return is_out and not is_theirs and policy.RESUME.allows(actor, entry)


def _break_note(entry: Entry, *, is_own: bool) -> str:
    """Whose break it is, who can end it, and when it ends by itself; nothing without a break."""
    if entry.status != EntryStatus.PAUSED:
        return ""
    until = f" until {words.day(entry.paused_until_on)}" if entry.paused_until_on else ""
    if not entry.is_own_break:
        who_ends = "You can end the break at any time." if is_own else "You can end the break."
        return f"The people who run the programme paused this entry{until}. {who_ends}"
    if is_own:
        return f"You paused this entry{until}. Only you can end the break."
    return f"{entry.person.name} paused this entry{until}. Only {entry.person.first_name} can end the break."


def _left_note(entry: Entry, *, is_own: bool) -> str:
    """What it means that the school left the programme."""
    whose = "you are" if is_own else f"{entry.person.first_name} is"
    back = f"If the school takes part again, {whose} found again."
    return f"{entry.organisation.name} no longer takes part, so nobody finds this entry. {back}"


def _lapsed_note(entry: Entry, actor: Actor) -> str:
    """Since when nobody finds it, and how it comes back; for who keeps it, and for those who look after it."""
    since = f" since {words.day(day_of(entry.lapsed_at))}" if entry.lapsed_at else ""
    if policy.CONFIRM.allows(actor, entry):
        return f"Schools have not found this entry{since}, as nobody has said that it is still right."
    if actor.has("coordinator") or actor.acts_for(entry.organisation_id, *policy.FOR_SCHOOL):
        first = entry.person.first_name
        return f"Schools have not found this entry{since}. {first} has a link that brings it back by one click."
    return ""


def _signed(entry: Entry, *, is_own: bool) -> str:
    first = entry.person.first_name
    if entry.nomination is None:
        return f"{entry.organisation.name} offers this."
    nominator = entry.nomination.nominated_by
    if is_own:
        return f"You wrote these words. {nominator.name} nominated you and saw the work at first hand."
    return f"{first} wrote these words. {nominator.name} nominated {first} and saw the work at first hand."


def _facts(entry: Entry, designations: list[Holding]) -> tuple[tuple[str, str], ...]:
    travel = "Anywhere in the programme" if entry.radius_miles is None else f"Up to {entry.radius_miles} miles"
    stages = {value: str(label) for value, label in Phase.choices}
    first = (("Will travel", travel),) if entry.is_person else (("Online", "Yes" if entry.is_online else "No"),)
    price = (("Cost", cost(entry)),) if cost(entry) else ()
    return (
        *(("Designation", phrase(each)) for each in designations),
        *first,
        *price,
        ("Stages", words.listing([stages[each] for each in entry.phases if each in stages])),
        ("Takes", f"{words.count(entry.places, 'school')} in a half-term"),
        ("In the directory since", f"{local(entry.listed_at):%B %Y}"),
    )


def _side_by_side(theirs: Organisation, ours: Organisation) -> tuple[tuple[str, str, str], ...]:
    rows = (
        ("Ages", _ages(theirs), _ages(ours)),
        ("Pupils", _number(theirs.pupils), _number(ours.pupils)),
        ("Free school meals", _percent(theirs.fsm_percent), _percent(ours.fsm_percent)),
        ("Run by", theirs.trust_name or theirs.type_group, ours.trust_name or ours.type_group),
        ("Faith", theirs.religious_character, ours.religious_character),
    )
    return tuple((name, one or "Not known", other or "Not known") for name, one, other in rows if one or other)


def _apart(theirs: Organisation, ours: Organisation | None) -> str:
    distance = places.distance_m(theirs, ours) if ours else None
    return "" if distance is None else words.count(places.miles(distance), "mile")


def _ages(school: Organisation) -> str:
    return (
        f"{school.age_low} to {school.age_high}" if school.age_low is not None and school.age_high is not None else ""
    )


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{round(value)}%"


def _short(at: datetime) -> str:
    day = day_of(at)
    return f"{day.day} {day:%B %Y}"


def _ask_url(entry: Entry) -> str:
    """The way to ask for this person; none where the programme has no ask."""
    start = address_or_none("support_requests:start", entry.programme.slug)
    return f"{start}?entry={entry.pk}" if start else ""
