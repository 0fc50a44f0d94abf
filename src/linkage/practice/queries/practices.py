"""Practices by themselves: one, a school's own, the one a link asks about; and what a form offers."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory import queries as directory
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people.enums import Role
from linkage.people.models import Affiliation, Person
from linkage.practice import policy
from linkage.practice.enums import FOR_ALL, FOUND, WERE_FOUND, PracticeStatus
from linkage.practice.models import Practice, PracticeQuerySet
from linkage.practice.queries import audiences


def found(*, actor: Actor) -> PracticeQuerySet:
    """Return what the actor finds because it is for them; nothing of a school that no longer takes part."""
    shared = Practice.objects.filter(audiences.read_by(actor=actor), programme_id=actor.tenant_id, status__in=FOUND)
    left = organisations.left_ids(actor=actor)
    return shared.exclude(organisation_id__in=left).exclude(partner_id__in=left)


def listed(*, actor: Actor) -> PracticeQuerySet:
    """Return what the library shows the actor: who runs the programme sees what was found once, too."""
    if not actor.has(Role.COORDINATOR):
        return found(actor=actor)
    wanted = Q(status__in=WERE_FOUND, audience__in=FOR_ALL) | Q(audiences.read_by(actor=actor), status__in=FOUND)
    return Practice.objects.filter(wanted, programme_id=actor.tenant_id)


def of_their_own(*, actor: Actor) -> Q:
    """Return the condition of what concerns the actor before others find it, as `policy.is_party` says it of one."""
    led = actor.organisations(*policy.FOR_SCHOOL)
    begun = ~Q(status=PracticeStatus.DRAFT)
    wrote = Q(written_by_id=actor.person_id, organisation_id__in=actor.staff_of | led)
    return wrote | (begun & (Q(owner_id=actor.person_id) | Q(organisation_id__in=led) | Q(partner_id__in=led)))


def own(*, actor: Actor) -> list[Practice]:
    """Return what the actor wrote or shows, and everything of the schools they answer for; the newest change first."""
    if actor.kind != "person":
        return []
    mine = Practice.objects.filter(of_their_own(actor=actor), programme_id=actor.tenant_id)
    return list(mine.whole().order_by("-changed_at", "pk"))


def practice(*, actor: Actor, practice_id: UUID) -> Practice:
    """Return one that the actor may read; raises NotFound."""
    wanted = Q(pk__in=found(actor=actor).values("pk")) | of_their_own(actor=actor)
    if actor.has(Role.COORDINATOR):
        wanted |= Q(status__in=(*FOUND, *WERE_FOUND, PracticeStatus.TAKEN_DOWN), audience__in=FOR_ALL)
    here = Practice.objects.filter(wanted, programme_id=actor.tenant_id, pk=practice_id)
    is_for_reader = ExpressionWrapper(audiences.read_by(actor=actor), output_field=BooleanField())
    one = here.whole().annotate(is_for_reader=is_for_reader).first() if actor.kind == "person" else None
    if one is None:
        raise NotFound("practice")
    return one


def practice_to_ask(*, actor: Actor, practice_id: UUID) -> Practice | None:
    """Return one that the actor finds, for who asks to see it; None for any other."""
    return found(actor=actor).whole().filter(pk=practice_id).first() if actor.kind == "person" else None


def case_of(*, actor: Actor, source_id: UUID) -> Practice | None:
    """Return what was written of something (what two schools did, a line of a report) and stands; None without it.

    Whoever asks took part in it: whether they may read it says `policy.SEE`.
    """
    written = Practice.objects.filter(programme_id=actor.tenant_id, source_id=source_id)
    return written.exclude(status=PracticeStatus.TAKEN_DOWN).whole().first()


def of_sources(*, actor: Actor, source_ids: Collection[UUID]) -> dict[UUID, Practice]:
    """Return what was written of each of these and stands, by the key of what it was written of.

    Whoever asks answers for the school: whether they may read one says `policy.SEE`.
    """
    written = Practice.objects.filter(programme_id=actor.tenant_id, source_id__in=source_ids)
    rows = written.exclude(status=PracticeStatus.TAKEN_DOWN).whole()
    return {each.source_id: each for each in rows if each.source_id is not None}


def to_confirm(*, actor: Actor) -> Practice:
    """Return what the actor's link asks about, whatever became of it; raises NotFound."""
    answer = actor.answering
    if answer is None or answer.kind != policy.RIGHT_LINK:
        raise NotFound("practice")
    mine = Practice.objects.filter(programme_id=actor.tenant_id, owner_id=actor.person_id, pk=answer.record_id)
    asked = mine.whole().first()
    if asked is None:
        raise NotFound("practice")
    return asked


def who_may_show(*, actor: Actor, organisation: Organisation, today: date) -> list[Person]:
    """Return who of a school could show something: its confirmed staff, and the actor where it is theirs, by name."""
    staff = Affiliation.objects.confirmed(today).filter(programme_id=actor.tenant_id, organisation=organisation)
    wanted = Q(pk__in=staff.values("person_id"))
    if policy.writes_for(actor, organisation.pk):
        wanted |= Q(pk=actor.person_id)
    return list(Person.objects.filter(wanted, programme_id=actor.tenant_id).order_by("name", "pk"))


def schools_to_write_for(*, actor: Actor) -> list[Organisation]:
    """Return the schools the actor may write for: where they work, and those they answer for."""
    left = set(organisations.left_ids(actor=actor))
    return [each for each in directory.home_schools(actor=actor) if each.pk not in left]


def area_choices(*, actor: Actor) -> list[Area]:
    """Return the areas that can be chosen, by name."""
    return list(directory.area_choices(actor=actor))


def area_names(*, actor: Actor, practice: Practice) -> list[str]:
    """Return the names of the areas it is about."""
    return sorted(each.name for each in areas.known(actor=actor) if each.code in practice.area_codes)
