"""Writing what a school does well, and letting others see it once every school it speaks of agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.areas import queries as areas
from linkage.areas.rules import no_worry
from linkage.directory import rules as directory_rules
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.organisations.models import Organisation
from linkage.practice import policy, queries, rules
from linkage.practice.enums import FOR_ALL, Audience, PracticeStatus, Source
from linkage.practice.models import Consent, Practice
from linkage.practice.operations import telling

# To what a head says yes: the words, and who reads them.
AGREED = ("title", "what", "evidence", "audience")


class UnableToShare(Refused):
    """Something is missing before others can see it."""


@dataclass(frozen=True)
class Written:
    """What somebody wrote; `owner_id` is who shows it, somebody of the school. A draft may lack all but its title.

    `audience` says anew who finds what is for the whole programme: its neighbours, too, or not; "" leaves it.
    """

    title: str
    what: str
    evidence: str
    area_codes: Sequence[str]
    phases: Sequence[str]
    ways: Sequence[str]
    owner_id: UUID | None
    review_on: date
    audience: str = ""


@operation(policy.WRITE, target="organisation")
def write(*, actor: Actor, at: datetime, organisation: Organisation, written: Written, sends: bool) -> Practice:
    """Write down something a school does well: as a draft, or sent to its head. A head's own word is the yes.

    Raises UnableToShare for what is missing or cannot stand.
    """
    return _begin(actor, at, Practice(organisation=organisation), written, sends=sends)


@part_of_operation
def begin_case(
    *,
    actor: Actor,
    at: datetime,
    source_id: UUID,
    schools: tuple[Organisation, Organisation],
    written: Written,
    sends: bool,
) -> Practice:
    """Write what two schools did together; the first of them shows it, and the heads of both have to agree.

    Raises UnableToShare, also where somebody has begun to write it.
    """
    shows, partner = schools
    if queries.case_of(actor=actor, source_id=source_id) is not None:
        raise UnableToShare("Somebody has begun to write this already. Look at theirs first")
    made = Practice(organisation=shows, partner=partner, source=Source.ENGAGEMENT, source_id=source_id)
    return _begin(actor, at, made, written, sends=sends)


@part_of_operation
def begin_line(
    *,
    actor: Actor,
    at: datetime,
    source_id: UUID,
    school: Organisation,
    audience: Audience,
    audience_id: UUID | None,
    written: Written,
    sends: bool,
) -> Practice:
    """Write what visitors saw at a school, from a line of their report, for those for whom the school wants it.

    Raises UnableToShare, also where somebody has begun to write it.
    """
    if queries.case_of(actor=actor, source_id=source_id) is not None:
        raise UnableToShare("Somebody has begun to share this already. Look at theirs first")
    made = Practice(
        organisation=school, source=Source.VISIT, source_id=source_id, audience=audience, audience_id=audience_id
    )
    return _begin(actor, at, made, written, sends=sends)


def _begin(actor: Actor, at: datetime, made: Practice, written: Written, *, sends: bool) -> Practice:
    assert actor.person_id is not None
    made.programme_id = actor.tenant_id
    made.written_by_id, made.created_at = actor.person_id, at
    _put(actor, at, made, written, sends=sends)
    made.save()
    made.hold()
    if sends:
        _send(actor, at, made)
    return made


@operation(policy.CHANGE, target="practice")
def change(*, actor: Actor, at: datetime, practice: Practice, written: Written, sends: bool) -> Practice:
    """Write it anew. New words, or readers, want a new yes of every head but who wrote them; without one it is hidden.

    Raises UnableToShare, also when somebody else was quicker.
    """
    practice.hold()
    if practice.status == PracticeStatus.TAKEN_DOWN:
        raise UnableToShare("It was taken down, so it cannot be changed any more")
    sends = sends or practice.status != PracticeStatus.DRAFT
    before, owner_id = {name: getattr(practice, name) for name in AGREED}, practice.owner_id
    _put(actor, at, practice, written, sends=sends)
    if any(getattr(practice, name) != said for name, said in before.items()):
        mine = policy.leads(actor, practice)
        practice.consents.exclude(organisation_id__in=mine).delete()
    practice.save()
    practice.hold()
    if sends:
        _send(actor, at, practice, told_before=owner_id)
    return practice


def _put(actor: Actor, at: datetime, practice: Practice, written: Written, *, sends: bool) -> None:
    _refuse(actor, at, practice, written, sends=sends)
    practice.title = " ".join(written.title.split())
    practice.what, practice.evidence = written.what.strip(), written.evidence.strip()
    practice.area_codes = list(dict.fromkeys(written.area_codes))
    practice.phases, practice.ways = list(written.phases), list(written.ways)
    practice.owner_id, practice.review_on, practice.changed_at = written.owner_id, written.review_on, at
    if written.audience and practice.is_for_all:
        practice.audience = written.audience


def _refuse(actor: Actor, at: datetime, practice: Practice, written: Written, *, sends: bool) -> None:
    crosses = Audience.NEIGHBOURS in (written.audience, practice.audience if practice._state.adding else "")
    if written.audience not in ("", *FOR_ALL) or (crosses and not _may_cross(actor, practice.organisation)):
        raise UnableToShare([Violation("audience", "Choose who finds it", "audience")])
    # Read together: of a few words alone nobody can tell.
    if areas.is_concern(actor=actor, text=f"{written.title}. {written.what}. {written.evidence}"):
        raise UnableToShare(no_worry("what"))
    staff = queries.who_may_show(actor=actor, organisation=practice.organisation, today=day_of(at))
    if written.owner_id is not None and written.owner_id not in {each.pk for each in staff}:
        raise UnableToShare([Violation("of_the_school", "Choose somebody of the school", "owner")])
    if not sends:
        return
    found = rules.is_whole(what=written.what, evidence=written.evidence, phases=written.phases, ways=written.ways)
    UnableToShare.unless_none(
        [
            *found,
            *directory_rules.has_areas(written.area_codes),
            *rules.somebody_shows_it(has_owner=written.owner_id is not None),
            *rules.review_is_to_come(review_on=written.review_on, today=day_of(at)),
        ]
    )


def _may_cross(actor: Actor, school: Organisation) -> bool:
    return school.programme_id is None and bool(queries.neighbour_names(actor=actor))


def _send(actor: Actor, at: datetime, practice: Practice, told_before: UUID | None = None) -> None:
    for school_id in policy.leads(actor, practice):
        note_consent(actor=actor, at=at, practice=practice, organisation_id=school_id, is_named=True)
    settle(actor=actor, at=at, practice=practice, told_before=told_before)


@part_of_operation
def note_consent(*, actor: Actor, at: datetime, practice: Practice, organisation_id: UUID, is_named: bool) -> None:
    """Keep the yes of one school, in place of an earlier one."""
    assert actor.person_id is not None
    Consent.objects.update_or_create(
        programme_id=practice.programme_id,
        practice=practice,
        organisation_id=organisation_id,
        defaults={"said_by_id": actor.person_id, "said_at": at, "is_named": is_named, "taken_back_at": None},
    )


@part_of_operation
def settle(*, actor: Actor, at: datetime, practice: Practice, told_before: UUID | None = None) -> None:
    """Let others find it where every school it speaks of agrees; else ask the heads who have not said anything."""
    practice.hold()
    waits_for, is_new = practice.waits_for, not practice.is_found
    if not waits_for and practice.owner_id is not None:
        practice.note_shared(at)
        practice.save()
        told = {told_before} if not is_new else set()
        telling.shared(actor=actor, at=at, practice=practice, is_new=is_new, told_before=told)
        return
    if practice.status != PracticeStatus.AWAITING_HEAD:
        practice.move(PracticeStatus.AWAITING_HEAD)
    practice.missing = ""
    practice.save()
    telling.asked(actor=actor, at=at, practice=practice, schools=waits_for)
