"""The schools of a programme."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Count, QuerySet, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel import words
from linkage.kernel.errors import NotFound
from linkage.organisations.enums import MemberStatus, SchoolStatus
from linkage.organisations.models import Member, Organisation, SchoolGroupPlace
from linkage.organisations.queries.rule import proposals
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

SHOWN_CLOSED = 5


@dataclass(frozen=True)
class MemberRow:
    """One school of the list: the membership, and the names of its groups."""

    member: Member
    groups: tuple[str, ...]

    @property
    def school(self) -> Organisation:
        """The school itself."""
        return self.member.organisation

    @property
    def is_closed(self) -> bool:
        """Whether the register says that it has closed."""
        return self.school.status == SchoolStatus.CLOSED


def members(*, actor: Actor) -> QuerySet[Member]:
    """Return the memberships of the schools taking part in the actor's programme."""
    return _all(actor).filter(status=MemberStatus.MEMBER)


def authority_codes(*, actor: Actor) -> tuple[str, ...]:
    """Return the codes of the authorities that the schools taking part belong to."""
    codes = members(actor=actor).exclude(organisation__authority_code="")
    return tuple(
        codes.values_list("organisation__authority_code", flat=True).distinct().order_by("organisation__authority_code")
    )


def is_member(*, actor: Actor, organisation_id: UUID) -> bool:
    """Return whether this school takes part in the actor's programme."""
    return members(actor=actor).filter(organisation_id=organisation_id).exists()


def left_ids(*, actor: Actor) -> QuerySet[Member, UUID]:
    """Return the ids of the schools that took part in the actor's programme and do so no longer."""
    return Member.objects.filter(programme_id=actor.tenant_id, status=MemberStatus.LEFT).values_list(
        "organisation_id", flat=True
    )


def has_left(*, actor: Actor, organisation_id: UUID) -> bool:
    """Return whether this school took part in the actor's programme and does so no longer."""
    ids = left_ids(actor=actor)
    return organisation_id in tenancy.read_once("left schools", lambda: frozenset(ids), of=(Member,))


def member_of(*, actor: Actor, organisation_id: UUID) -> MemberRow:
    """Return the membership of a school, taking part or not any more; raises NotFound."""
    found = _all(actor).filter(organisation_id=organisation_id).first()
    if found is None:
        raise NotFound("member")
    return MemberRow(found, _groups_of(actor).get(found.pk, ()))


def member_rows(*, actor: Actor) -> list[MemberRow]:
    """Return every school that takes part or has done so, by name."""
    groups = _groups_of(actor)
    rows = _all(actor).exclude(status=MemberStatus.PROPOSED).order_by("organisation__name", "organisation__urn")
    return [MemberRow(member, groups.get(member.pk, ())) for member in rows]


def closed_members(*, actor: Actor) -> QuerySet[Member]:
    """Return the schools taking part that the register says have closed."""
    return members(actor=actor).filter(organisation__status=SchoolStatus.CLOSED).order_by("organisation__name")


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Tell a coordinator of schools that fit the rule and are not in, and of members that have closed."""
    return told(WAITING, actor=actor, at=at)


def _number_of_proposals(actor: Actor, _at: datetime) -> QuerySet[Any] | None:
    if not actor.has("coordinator"):
        return None
    one = proposals(actor=actor).order_by().annotate(of=Value(1)).values("of")
    return one.annotate(number=Count("pk")).values_list("number", flat=True)


def _to_add(actor: Actor, at: datetime, number: int) -> Iterator[NextAction]:
    yield NextAction(
        title=f"{words.count(number, 'school')} that {'fits' if number == 1 else 'fit'} your rule",
        text="They do not take part yet. Look through them and add them.",
        url=reverse("organisations:confirm", args=[programmes.programme(actor=actor).slug]),
        button="Look at them",
        since=at,
    )


def _closed(actor: Actor, _at: datetime) -> QuerySet[Any] | None:
    if not actor.has("coordinator"):
        return None
    school = JSONObject(id="organisation_id", name="organisation__name")
    closed = closed_members(actor=actor).order_by().values("programme_id")
    return closed.annotate(schools=JSONBAgg(school, order_by="organisation__name")).values_list("schools", flat=True)


def _to_follow(actor: Actor, at: datetime, closed: list[dict[str, str]]) -> Iterator[NextAction]:
    slug = programmes.programme(actor=actor).slug
    for school in closed[:SHOWN_CLOSED]:
        yield NextAction(
            title=f"{school['name']} has closed",
            text="The register says so. See which school followed it.",
            url=reverse("organisations:school", args=[slug, school["id"]]),
            button="Look at it",
            since=at,
        )


def _all(actor: Actor) -> QuerySet[Member]:
    return Member.objects.filter(programme_id=actor.tenant_id).select_related("organisation")


def _groups_of(actor: Actor) -> dict[UUID, tuple[str, ...]]:
    places = SchoolGroupPlace.objects.filter(programme_id=actor.tenant_id).order_by("group__name")
    found: dict[UUID, tuple[str, ...]] = {}
    for member_id, name in places.values_list("member_id", "group__name"):
        found[member_id] = (*found.get(member_id, ()), name)
    return found


WAITING = (
    Source(_to_add, facts=_number_of_proposals),
    Source(_to_follow, facts=_closed),
)
