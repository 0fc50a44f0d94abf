"""Reads of the tenant."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel import bank_holidays, half_terms
from linkage.kernel.errors import NotFound
from linkage.kernel.half_terms import Break, HalfTerm
from linkage.kernel.open_hours import OpenHours
from linkage.kernel.working_days import SchoolCalendar
from linkage.programmes.enums import ClosureKind
from linkage.programmes.models import Closure, FrequentQuestion, Programme, ProgrammeSettings
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source


def find(slug: str) -> Programme | None:
    """Return the programme with this slug, or None; public, as its front page is."""
    return tenancy.read_once(("programme", slug), lambda: Programme.objects.filter(slug=slug).first(), of=(Programme,))


def all_programmes(*, actor: Actor) -> QuerySet[Programme]:  # noqa: ARG001 (that a programme exists is public)
    """Return every programme of the installation by name: public facts only."""
    return Programme.objects.order_by("name", "slug")


def programme(*, actor: Actor) -> Programme:
    """Return the actor's programme, read with its settings, which most pages want too; NotFound outside of one."""
    return settings(actor=actor).programme


def settings(*, actor: Actor) -> ProgrammeSettings:
    """Return the settings of the actor's programme; raises NotFound outside of one."""
    rows = ProgrammeSettings.objects.select_related("programme").filter(programme_id=actor.tenant_id)
    found = tenancy.read_once("programme settings", rows.first, of=(ProgrammeSettings, Programme))
    if found is None:
        raise NotFound("programme settings")
    return found


@dataclass(frozen=True)
class Sender:
    """How a programme's mails name and colour themselves, and where an answer to them goes."""

    name: str
    colour: str
    contact_email: str


def sender(*, actor: Actor) -> Sender:
    """Return who a mail of the actor's programme comes from; raises NotFound outside of one."""
    found = programme(actor=actor)
    return Sender(found.name, found.colour, found.contact_email)


def calendar(*, actor: Actor, authority_code: str = "", organisation_id: uuid.UUID | None = None) -> SchoolCalendar:
    """Return the working school days of the programme, of one authority's schools, or of one school.

    In each school year a school with holidays of its own follows those, else its authority's, else the programme's;
    bank holidays and INSET days of every level that concerns it come on top. Where no term dates are known, every
    weekday but a bank holiday is a working school day. Give a school's authority too, or its dates are not looked at.
    """
    return _calendar(_followed(actor, authority_code, organisation_id))


def mail_hours(*, actor: Actor) -> OpenHours | None:
    """Return when mails that can wait go out; None where they go at any hour."""
    chosen = settings(actor=actor)
    if not chosen.has_mail_hours:
        return None
    return OpenHours(calendar(actor=actor), chosen.mail_from_hour, chosen.mail_until_hour)


def half_term(*, actor: Actor, on: date) -> HalfTerm:
    """Return the programme's half-term on that day; for a day in the holidays, the one that follows."""
    closures = _followed(actor, "", None)
    return half_terms.half_term(on, closures, _calendar(closures))


def term_number(*, actor: Actor, on: date) -> int:
    """Return which of the programme's terms a day belongs to, counted through the years; holidays to the next one."""
    return half_terms.term_number(half_term(actor=actor, on=on))


def next_half_term(*, actor: Actor, on: date) -> HalfTerm:
    """Return the half-term after the one that `on` lies in."""
    closures = _followed(actor, "", None)
    days = _calendar(closures)
    return half_terms.half_term(half_terms.half_term(on, closures, days).ends_on + timedelta(days=1), closures, days)


@dataclass(frozen=True)
class ShippedCalendar:
    """Term dates that come with Linkage: (name, first day, last day) of each holiday, and what to check."""

    key: str
    name: str
    authority_code: str
    years: tuple[str, ...]
    source: str
    note: str
    closures: tuple[tuple[str, date, date], ...]


def shipped_calendars(*, actor: Actor) -> tuple[ShippedCalendar, ...]:  # noqa: ARG001 (package data, public)
    """Return the term dates that come with Linkage, by name."""
    return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> tuple[ShippedCalendar, ...]:
    read = json.loads((resources.files("linkage.programmes") / "data" / "term-dates.json").read_text(encoding="utf-8"))
    return tuple(
        ShippedCalendar(
            **{**each, "years": tuple(each["years"])}
            | {
                "closures": tuple(
                    (name, date.fromisoformat(start), date.fromisoformat(end)) for name, start, end in each["closures"]
                )
            }
        )
        for each in read
    )


def is_at_work(*, actor: Actor, on: date) -> bool:
    """Return whether the programme reminds and asks by itself that day: its own school day, and no pause."""
    return settings(actor=actor).paused_at is None and calendar(actor=actor).is_open(on)


@dataclass(frozen=True)
class SchoolDay:
    """What today is to the clocks of the programme, as a sentence; "" for an ordinary school day."""

    sentence: str


def school_day(*, actor: Actor, on: date) -> SchoolDay:
    """Return what the clocks make of this day: paused, no school day, or the first week after a break."""
    if programme(actor=actor).paused_at:
        return SchoolDay("The programme is paused: clocks stand still.")
    followed = _followed(actor, "", None)
    days = _calendar(followed)
    if not days.is_open(on):
        following = days.add(on, 0)
        return SchoolDay(f"No school day today: clocks go on on {following:%A} {following.day} {following:%B}.")
    return SchoolDay(half_terms.lately(on, followed, days))


def closures(*, actor: Actor, since: date | None = None) -> QuerySet[Closure]:
    """Return the programme's closures in the order of the year; `since` leaves out those that ended before."""
    found = Closure.objects.filter(programme_id=actor.tenant_id)
    return (found.filter(ends_on__gte=since) if since else found).order_by("starts_on", "authority_code", "name")


def closure(*, actor: Actor, closure_id: uuid.UUID) -> Closure:
    """Return one closure; raises NotFound."""
    found = closures(actor=actor).filter(pk=closure_id).first()
    if found is None:
        raise NotFound("closure")
    return found


def frequent_questions(*, actor: Actor) -> QuerySet[FrequentQuestion]:
    """Return the programme's own questions for its public page, in their order; none while it shows ours."""
    return FrequentQuestion.objects.filter(programme_id=actor.tenant_id).order_by("place", "pk")


def frequent_question(*, actor: Actor, question_id: uuid.UUID) -> FrequentQuestion:
    """Return one of them; raises NotFound."""
    found = frequent_questions(actor=actor).filter(pk=question_id).first()
    if found is None:
        raise NotFound("question")
    return found


def _all_closures(actor: Actor) -> list[Closure]:
    # A page counts in the calendars of many schools and authorities: all are read together.
    return tenancy.read_once("closures", lambda: list(closures(actor=actor)), of=(Closure,))


def _followed(actor: Actor, authority_code: str, organisation_id: uuid.UUID | None) -> list[Break]:
    rows = [
        c
        for c in _all_closures(actor)
        if (c.organisation_id is None and c.authority_code in ("", authority_code))
        or (organisation_id and c.organisation_id == organisation_id)
    ]
    own = [c for c in rows if c.organisation_id]
    authority = [c for c in rows if c.authority_code and not c.organisation_id]
    everybody = [c for c in rows if not c.authority_code and not c.organisation_id]
    return half_terms.followed([_breaks(level) for level in (own, authority, everybody)])


def _breaks(rows: Iterable[Closure]) -> list[Break]:
    return [Break(row.starts_on, row.ends_on, row.kind == ClosureKind.HOLIDAY) for row in rows]


def _calendar(followed: Iterable[Break]) -> SchoolCalendar:
    return SchoolCalendar(frozenset(bank_holidays.in_england()).union(*(each.days() for each in followed)))


@dataclass(frozen=True)
class Sharing:
    """Another programme; since when ours shares with it, and it with ours: None where one of the two does not."""

    programme: Programme
    ours: datetime | None
    theirs: datetime | None

    @property
    def is_mutual(self) -> bool:
        """Whether each finds what the other shares."""
        return self.ours is not None and self.theirs is not None


_SHARING = """
SELECT p.*, n.ours, n.theirs FROM programmes_neighbours() n JOIN programmes_programme p ON p.id = n.programme_id
ORDER BY p.name, p.slug
"""


def sharing(*, actor: Actor) -> list[Sharing]:  # noqa: ARG001 (of the programme acted in)
    """Return the programmes that share with ours, or ours with them, by name."""
    found = tenancy.read_once("sharing", lambda: list(Programme.objects.raw(_SHARING)))
    return [Sharing(each, each.ours, each.theirs) for each in found]  # type: ignore[attr-defined]


def neighbours(*, actor: Actor) -> list[Programme]:
    """Return the programmes that share with ours as ours does with them, by name."""
    return [each.programme for each in sharing(actor=actor) if each.is_mutual]


def other_programme(*, actor: Actor, programme_id: uuid.UUID) -> Programme:
    """Return another programme of the installation; raises NotFound."""
    found = all_programmes(actor=actor).exclude(pk=actor.tenant_id).filter(pk=programme_id).first()
    if found is None:
        raise NotFound("programme")
    return found


_OFFERED = """(
SELECT jsonb_agg(jsonb_build_object('name', p.name, 'since', n.theirs) ORDER BY n.theirs, p.name)
FROM programmes_neighbours() n JOIN programmes_programme p ON p.id = n.programme_id WHERE n.ours IS NULL
)"""


def _offered(actor: Actor, _at: datetime) -> QuerySet[Any] | None:
    if not actor.has("coordinator"):
        return None
    told = RawSQL(_OFFERED, (), output_field=JSONField())  # noqa: S611 - no value of anybody goes in
    here = Programme.objects.filter(pk=actor.tenant_id).annotate(offered=told).filter(offered__isnull=False)
    return here.annotate(told=JSONObject(slug="slug", offered="offered")).values_list("told", flat=True)


def _tell_offers(_actor: Actor, _at: datetime, found: Mapping[str, Any]) -> Iterator[NextAction]:
    for each in found["offered"]:
        yield NextAction(
            title=f"{each['name']} would like to share with you",
            text="Their schools would see what yours share with neighbours, and yours theirs, once you say so too.",
            url=reverse("programmes:neighbours", args=[found["slug"]]),
            button="Look at it",
            since=datetime.fromisoformat(each["since"]),
            section="more",
        )


WAITING = (Source(_tell_offers, facts=_offered),)
