"""Preparing a round, asking schools, sharing the work of running it, and ending it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.organisations.models import SchoolGroup
from linkage.peer_review import policy, problem, queries, rules
from linkage.peer_review.enums import GOING_ON, TO_COME, Preset, RoundStatus
from linkage.peer_review.models import Organiser, Round, RoundSchool, Visit
from linkage.peer_review.operations import adjusting, pairing, telling
from linkage.peer_review.rules.weeks import monday_of
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes import operations as programmes


class UnableToChangeRound(Refused):
    """A round that cannot be so."""


class UnableToInvite(Refused):
    """Nobody can be asked."""


@dataclass(frozen=True)
class Outline:
    """What a round is: its name, how schools visit each other, who goes, for which schools, and its dates."""

    name: str
    preset: str
    strand: str
    group: SchoolGroup | None
    first_week_on: date
    last_week_on: date
    answers_by_on: date


@operation(policy.OPEN)
def prepare(*, actor: Actor, at: datetime, outline: Outline) -> Round:
    """Prepare a round; whoever does so runs it, with the usual numbers of its kind. Nobody is asked yet.

    Raises UnableToChangeRound for dates that cannot be.
    """
    _refuse_dates(outline, day_of(at))
    made = Round(
        programme_id=actor.tenant_id,
        created_by=people.person(actor=actor, person_id=actor.person_id),
        created_at=at,
        **rules.PRESETS[Preset(outline.preset)],
    )
    _put(made, outline, at)
    made.save()
    _add(made, made.created_by, at)
    programmes.note_rounds(actor=actor, at=at)
    made.hold()
    return made


@operation(policy.CHANGE, target="review_round")
def change(*, actor: Actor, at: datetime, review_round: Round, outline: Outline) -> Round:
    """Change what a round is, until it is published; another kind brings its usual numbers.

    Raises UnableToChangeRound for dates that cannot be.
    """
    review_round.hold()
    _refuse_late(actor, review_round)
    if outline.answers_by_on != review_round.answers_by_on or review_round.state == RoundStatus.DRAFT:
        _refuse_dates(outline, day_of(at))
    if outline.preset != review_round.preset:
        for name, value in rules.PRESETS[Preset(outline.preset)].items():
            setattr(review_round, name, value)
    _put(review_round, outline, at)
    review_round.save()
    return review_round


@operation(policy.RULES, target="review_round")
def choose_rules(*, actor: Actor, at: datetime, review_round: Round, numbers: rules.Numbers) -> Round:
    """Choose the numbers and the rules of a round; the next plan keeps them.

    Where everybody knows their visits already, the change of the plan that follows is prepared and not published.
    Raises UnableToChangeRound.
    """
    review_round.hold()
    if not policy.RULES.allows(actor, review_round):
        raise UnableToChangeRound("Somebody else was quicker: this round cannot be changed so any more")
    UnableToChangeRound.unless_none(rules.numbers_fit(numbers))
    for name, value in asdict(numbers).items():
        setattr(review_round, name, value)
    review_round.changed_at = at
    review_round.save()
    if review_round.state in GOING_ON:
        adjusting.mend(actor=actor, at=at, review_round=review_round)
    return review_round


@operation(policy.INVITE, target="review_round")
def invite(*, actor: Actor, at: datetime, review_round: Round, organisation_ids: Iterable[UUID]) -> list[RoundSchool]:
    """Ask the heads of these schools whether they take part; return those asked now.

    A school without a proved head is asked once it has one. Raises UnableToInvite where none of them can be asked.
    """
    review_round.hold()
    if not policy.INVITE.allows(actor, review_round):
        raise UnableToInvite("This round is planned already. Ask for a change of the plan first")
    UnableToInvite.unless_none(
        rules.answers_come_first(review_round.answers_by_on, review_round.first_week_on, day_of(at))
    )
    wanted, there = set(organisation_ids), set(review_round.schools.values_list("organisation_id", flat=True))
    schools = [
        each
        for each in queries.to_be_asked(actor=actor, review_round=review_round)
        if each.pk in wanted and each.pk not in there
    ]
    if not schools:
        raise UnableToInvite("Choose at least one school that is not asked yet")
    if review_round.state == RoundStatus.DRAFT:
        review_round.move_to(RoundStatus.OPEN)
        review_round.opened_at = at
        review_round.save()
    own = {"programme_id": review_round.programme_id, "round": review_round}
    made = [RoundSchool.objects.create(**own, organisation=each) for each in schools]
    ask(actor=actor, at=at, schools=made)
    return made


@part_of_operation
def ask(*, actor: Actor, at: datetime, schools: list[RoundSchool]) -> None:
    """Ask the heads of these schools, as far as they have one."""
    heads = people.heads_of(actor=actor, organisation_ids=[each.organisation_id for each in schools])
    for each in schools:
        head = heads.get(each.organisation_id)
        if head is not None:
            each.asked_at = at
            each.save(update_fields=["asked_at"])
            telling.asked(actor=actor, at=at, school=each, head=head)


@operation(policy.ORGANISE, target="review_round")
def add_organiser(*, actor: Actor, at: datetime, review_round: Round, person: Person) -> Round:
    """Let somebody run the round too; they are told. Raises UnableToChangeRound for who does already."""
    review_round.hold()
    if review_round.is_run_by(person.pk):
        raise UnableToChangeRound(f"{person.name} runs this round already")
    _add(review_round, person, at)
    review_round.vacancy_told_at = None
    review_round.save(update_fields=["vacancy_told_at"])
    review_round.hold()
    if not actor.is_person(person.pk):
        telling.organises(actor=actor, at=at, review_round=review_round, person=person)
    return review_round


@operation(policy.ORGANISE, target="review_round")
def remove_organiser(*, actor: Actor, at: datetime, review_round: Round, person: Person) -> Round:
    """Let somebody run the round no more; without anybody left, whoever runs the programme is told at once."""
    review_round.hold()
    Organiser.objects.filter(programme_id=actor.tenant_id, round=review_round, person=person).delete()
    review_round.hold()
    tell_vacancy(actor=actor, at=at, review_round=review_round)
    return review_round


@part_of_operation
def tell_vacancy(*, actor: Actor, at: datetime, review_round: Round) -> None:
    """Tell whoever runs the programme, once, that nobody runs a round; nothing where somebody does."""
    is_over = review_round.state == RoundStatus.CLOSED
    if is_over or review_round.organisers.all() or review_round.vacancy_told_at is not None:
        return
    review_round.vacancy_told_at = at
    review_round.save(update_fields=["vacancy_told_at"])
    telling.vacant(actor=actor, at=at, review_round=review_round)


@operation(policy.CLOSE, target="review_round")
def close(*, actor: Actor, at: datetime, review_round: Round) -> Round:
    """End a round. One that was published proposes its next; visits that are still to come are cancelled."""
    review_round.hold()
    end(actor=actor, at=at, review_round=review_round)
    return review_round


@part_of_operation
def end(*, actor: Actor, at: datetime, review_round: Round) -> None:
    """End a round, take its visits that are to come out of diaries, and propose the next one."""
    was_known = review_round.published_at is not None
    review_round.move_to(RoundStatus.CLOSED)
    review_round.closed_at = at
    review_round.save()
    for visit in Visit.objects.filter(round=review_round, status__in=TO_COME).whole():
        visit.cancel(at)
        visit.save()
        telling.cancelled(actor=actor, at=at, visit=visit)
    if was_known and not Round.objects.filter(follows=review_round).exists():
        _propose_next(actor, at, review_round)


def _propose_next(actor: Actor, at: datetime, before: Round) -> None:
    first, last, answers_by = rules.next_dates(before.first_week_on, before.last_week_on, before.answers_by_on)
    numbers = asdict(problem.numbers_of(before))
    made = Round.objects.create(
        programme_id=before.programme_id,
        name=_next_name(before.name, before.first_week_on.year),
        preset=before.preset,
        strand=before.strand,
        group_id=before.group_id,
        follows=before,
        first_week_on=first,
        last_week_on=last,
        answers_by_on=answers_by,
        created_by_id=before.created_by_id,
        created_at=at,
        changed_at=at,
        **{**numbers, "avoids_earlier": True},
    )
    for organiser in before.organisers.all():
        _add(made, organiser.person, at)
    pairing.hand_on(actor=actor, at=at, before=before, made=made)
    made.hold()
    telling.next_proposed(actor=actor, at=at, review_round=made)
    tell_vacancy(actor=actor, at=at, review_round=made)


def _next_name(name: str, year: int) -> str:
    """The same name, with the next year where it names the year."""
    return name.replace(str(year), str(year + 1))


def _put(found: Round, outline: Outline, at: datetime) -> None:
    for name in ("name", "preset", "strand", "group", "answers_by_on"):
        setattr(found, name, getattr(outline, name))
    found.first_week_on, found.last_week_on = monday_of(outline.first_week_on), monday_of(outline.last_week_on)
    found.changed_at = at


def _add(found: Round, person: Person, at: datetime) -> None:
    Organiser.objects.create(programme_id=found.programme_id, round=found, person=person, added_at=at)


def _refuse_dates(outline: Outline, today: date) -> None:
    UnableToChangeRound.unless_none(
        [
            *rules.weeks_are_in_order(outline.first_week_on, outline.last_week_on),
            *rules.weeks_are_not_too_many(outline.first_week_on, outline.last_week_on),
            *rules.answers_come_first(outline.answers_by_on, outline.first_week_on, today),
        ]
    )


def _refuse_late(actor: Actor, review_round: Round) -> None:
    if not policy.CHANGE.allows(actor, review_round):
        raise UnableToChangeRound("Somebody else was quicker: this round cannot be changed so any more")
