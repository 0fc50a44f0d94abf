"""What somebody who is asked is told of the request, and when they hear from us again."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.brokering import policy
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion
from linkage.brokering.queries.approaches import calendar_of
from linkage.brokering.rules import approaches as rules
from linkage.brokering.rules import wording
from linkage.brokering.rules.approaches import Days
from linkage.directory.enums import Way
from linkage.directory.models import Entry
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.violations import Violation
from linkage.organisations.enums import OrganisationKind
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import Window
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.names import hidden_name


@dataclass(frozen=True)
class Asking:
    """What the mails and the page of one question say: plain words, never the name of a school that is hidden.

    `school` and `about` stand within a sentence. `need` are the school's own words, `by` the day until which an answer
    is waited for, `path` where it is given.
    """

    helper: str
    helper_first_name: str
    helper_school: str
    school: str
    about: str
    need: str = ""
    by: str = ""
    signed: str = ""
    path: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class WhoAgrees:
    """Whose yes is needed, in their order and as what: the head, who stands for the head, the person.

    `in_the_way` is why nobody can be asked; `alone` where the head agrees for themselves, as nobody stands for them.
    """

    asked: tuple[tuple[str, Person], ...]
    in_the_way: list[Violation]
    alone: bool


@dataclass(frozen=True)
class ToAsk:
    """What goes out when somebody is asked, and to whom; `is_known` is false where their head is not known to us.

    `part` is as what they are asked; `agrees_alone` where they are the head and nobody stands for them.
    """

    told: Asking
    to: str
    part: str
    is_known: bool
    agrees_alone: bool

    @property
    def releases(self) -> bool:
        """Whether who releases is asked first, and not the person."""
        return self.part != rules.PERSON

    @property
    def is_chair(self) -> bool:
        """Whether who stands for the head is asked first."""
        return self.part == rules.CHAIR


@dataclass(frozen=True)
class NeedShown:
    """The request as the page of a question shows it, with nothing that names a hidden school."""

    title: str
    words: str
    facts: tuple[tuple[str, str], ...]


def asking(*, actor: Actor, approach: Approach, asked: AskedPerson | None = None, path: str = "") -> Asking:
    """Return what may be said of a request to somebody who is asked for it; `path` is where they answer."""
    by = ""
    if asked is not None and asked.counts_from is not None:
        by = words.day(days_of(actor=actor, asked=asked, today=asked.counts_from).lapses_on)
    return _asking(approach.support_request, approach.entry, by, approach.decision.decided_by.name, path)


def who_agrees(*, actor: Actor, entry: Entry) -> WhoAgrees:
    """Return whose yes is needed before the person of an entry is introduced."""
    home, order = entry.organisation, programmes.settings(actor=actor).asking_order
    head = people.head_of(actor=actor, organisation_id=home.pk)
    is_head = head is not None and head.pk == entry.person_id
    chair = people.stands_for_head(actor=actor, organisation_id=home.pk, head=entry.person) if is_head else None
    who = {rules.HEAD: head, rules.CHAIR: chair, rules.PERSON: entry.person}
    parts = rules.parts(order, has_head=head is not None, is_head_themselves=is_head, has_chair=chair is not None)
    is_school = home.kind == OrganisationKind.SCHOOL
    return WhoAgrees(
        asked=tuple((part, person) for part in parts if (person := who[part]) is not None),
        in_the_way=rules.has_a_head_to_ask(order=order, is_school=is_school, has_head=head is not None),
        alone=rules.agrees_alone(order, is_head_themselves=is_head, has_chair=chair is not None),
    )


def to_ask(*, actor: Actor, support_request: SupportRequest, entry: Entry, at: datetime) -> ToAsk:
    """Return who would be asked first about an entry, and what they would read; nothing is sent by looking."""
    agrees, home = who_agrees(actor=actor, entry=entry), entry.organisation
    calendar = programmes.calendar(actor=actor, authority_code=home.authority_code, organisation_id=home.pk)
    by = words.day(calendar.add(day_of(at), programmes.settings(actor=actor).lapse_days))
    part, person = agrees.asked[0]
    told = _asking(support_request, entry, by, actor.name, "")
    return ToAsk(told, person.name, part, is_known=not agrees.in_the_way, agrees_alone=agrees.alone)


def about(*, actor: Actor, support_request: SupportRequest) -> str:  # noqa: ARG001 (every query takes who asks)
    """Return what a request is about, within a sentence, as those who are asked may read it."""
    return wording.within(_said(support_request, support_request.title))


def days_of(*, actor: Actor, asked: AskedPerson, today: datetime) -> Days:
    """Return when somebody who is asked hears from us again; raises ValueError before their turn."""
    if asked.counts_from is None:
        msg = "nobody has asked them yet"
        raise ValueError(msg)
    settings = programmes.settings(actor=actor)
    return rules.days(
        calendar_of(actor=actor, asked=asked),
        day_of(asked.counts_from),
        day_of(today),
        first=settings.first_reminder_days,
        second=settings.second_reminder_days,
        lapse=settings.lapse_days,
    )


def answer_path(*, actor: Actor, asked: AskedPerson) -> str:  # noqa: ARG001 (every query takes who asks)
    """Return the signed address under which somebody answers without an account."""
    token = action_links.make(
        policy.ASKED_LINK,
        programme_id=asked.programme_id,
        record_id=asked.pk,
        person_id=asked.person_id,
        state="asked",
    )
    return reverse("brokering:answer-by-link", args=[asked.approach.programme.slug, token])


def taking_back_path(*, actor: Actor, asked: AskedPerson) -> str:  # noqa: ARG001 (every query takes who asks)
    """Return the signed address under which somebody says that a noted answer was not theirs."""
    token = action_links.make(
        policy.NOTED_LINK,
        programme_id=asked.programme_id,
        record_id=asked.pk,
        person_id=asked.person_id,
        state="answered",
    )
    return reverse("brokering:take-back-by-link", args=[asked.approach.programme.slug, token])


def reply_path(*, actor: Actor, question: CandidateQuestion) -> str:  # noqa: ARG001 (every query takes who asks)
    """Return the signed address under which the school's asker replies without an account."""
    request = question.support_request
    token = action_links.make(
        policy.REPLY_LINK,
        programme_id=question.programme_id,
        record_id=question.pk,
        person_id=request.contact_id or request.asked_by_id,
        state="asked",
    )
    return reverse("brokering:reply-by-link", args=[request.programme.slug, token])


def need_shown(*, actor: Actor, support_request: SupportRequest) -> NeedShown:
    """Return what somebody who is asked reads of the request; the caller has shown that they are."""
    found = support_request
    areas = [area.name for area in support_requests.areas_of(actor=actor, support_request=found)]
    window = str(Window(found.window).label) if found.window else ""
    rows = (
        ("School", wording.start(_school(found))),
        ("About", words.listing(areas)),
        ("What would help", words.listing([str(Way(way).label) for way in found.ways])),
        ("When", ". ".join(part for part in (window, _said(found, found.window_note)) if part)),
        ("Who it is for", _said(found, found.who_for)),
        ("What should be different", _said(found, found.outcomes)),
        ("Would travel", words.count(found.travel_miles, "mile") if found.travel_miles else ""),
    )
    facts = tuple((key, value) for key, value in rows if value)
    return NeedShown(title=_said(found, found.title), words=_said(found, found.words), facts=facts)


def _asking(request: SupportRequest, entry: Entry, by: str, signed: str, path: str) -> Asking:
    return Asking(
        helper=entry.headline,
        helper_first_name=entry.person.first_name if entry.is_person else entry.headline,
        helper_school=entry.organisation.name,
        school=_school(request),
        about=wording.within(_said(request, request.title)),
        need=_said(request, request.words),
        by=by,
        signed=signed,
        path=path,
        is_hidden=request.is_name_hidden,
    )


def _school(request: SupportRequest) -> str:
    """The school as those who are asked may know it, within a sentence: "a secondary school in Burnley"."""
    if request.organisation is None:
        return ""
    if not request.is_name_hidden:
        return str(request.organisation.name)
    said = hidden_name(request.organisation)
    return said[:1].lower() + said[1:]


def _said(request: SupportRequest, text: str) -> str:
    """What the school wrote, without its own name where that is hidden."""
    if request.organisation is None or not request.is_name_hidden:
        return text
    return wording.without_name(text, request.organisation.name)
