"""Finding a school, and reading one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.errors import NotFound
from linkage.organisations.enums import MemberStatus, Phase, SchoolStatus
from linkage.organisations.models import Member, Organisation
from linkage.organisations.queries.members import is_member
from linkage.organisations.rules import sought

MOST_WORDS = 8


@dataclass(frozen=True)
class SchoolChoice:
    """A school as a person recognises it among others of its name."""

    id: UUID
    urn: int | None
    name: str
    town: str
    phase_words: str
    authority: str
    postcode: str
    is_member: bool = False


def find_schools(*, actor: Actor, text: str, members_only: bool = False, limit: int = 20) -> list[SchoolChoice]:
    """Return open schools whose name, town, postcode or URN hold every word of the text, the closest first.

    A whole name or URN comes before names that begin so, those before the rest. Without a word there is nothing; a
    line that was suggested finds its school by the URN at its end.
    """
    wanted = sought(text[:200])[:MOST_WORDS]
    if not wanted:
        return []
    found = _visible(actor).filter(status__in=(SchoolStatus.OPEN, SchoolStatus.CLOSING, SchoolStatus.PROPOSED))
    taking_part = Exists(
        Member.objects.filter(organisation=OuterRef("pk"), programme_id=actor.tenant_id, status=MemberStatus.MEMBER)
    )
    if members_only:
        found = found.filter(taking_part)
    # A look through the whole register takes 7 to 12 ms of 50,000 schools, and stays one: a trigram index is no use
    # behind the wall of the table (LIKE is not leakproof, so PostgreSQL asks the wall first, row by row), and it would
    # make writing the register three times as slow (0.46 s to 1.52 s).
    for word in wanted:
        found = found.filter(search_text__contains=word)
    together = " ".join(wanted)
    closeness = Case(
        When(_is_urn(together), then=Value(0)),
        When(search_text__startswith=f"{together} ", then=Value(1)),
        When(search_text__startswith=together, then=Value(2)),
        When(search_text__contains=together, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    rows = found.annotate(closeness=closeness, takes_part=taking_part).order_by(
        "closeness", "-takes_part", "name", "town", "urn"
    )
    return [_choice(row, is_member=row.takes_part) for row in rows[:limit]]


def _choice(school: Organisation, *, is_member: bool = False) -> SchoolChoice:
    """Return a school as it is offered for choosing."""
    return SchoolChoice(
        id=school.pk,
        urn=school.urn,
        name=school.name,
        town=school.town,
        phase_words=words.listing([Phase(phase).label for phase in school.phases]),
        authority=school.authority_name,
        postcode=school.postcode,
        is_member=is_member,
    )


def organisation(*, actor: Actor, organisation_id: UUID) -> Organisation:
    """Return a school of the register or a body of the actor's programme; raises NotFound."""
    found = _visible(actor).filter(pk=organisation_id).first()
    if found is None:
        raise NotFound("organisation")
    return found


def own_organisation(*, actor: Actor, organisation_id: UUID) -> Organisation:
    """Return a school that takes part in the actor's programme or a body of its own; raises NotFound."""
    found = organisation(actor=actor, organisation_id=organisation_id)
    if found.programme_id is None and not is_member(actor=actor, organisation_id=organisation_id):
        raise NotFound("organisation")
    return found


def successors(*, actor: Actor, organisation: Organisation) -> list[Organisation]:
    """Return the schools that followed this one, as far as the register we hold has them."""
    if not organisation.successor_urns:
        return []
    return list(_visible(actor).filter(urn__in=organisation.successor_urns).order_by("name"))


def _visible(actor: Actor) -> QuerySet[Organisation]:
    return Organisation.objects.filter(Q(programme=None) | Q(programme_id=actor.programme_id))


def _is_urn(text: str) -> Q:
    return Q(urn=int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else Q(pk=None)  # noqa: PLR2004
