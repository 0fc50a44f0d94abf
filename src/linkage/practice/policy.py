"""What may be done with what schools do well, and by whom."""

from uuid import UUID

from linkage.access.action import Action, by_link, either, holds, known_person, system
from linkage.access.actor import Actor
from linkage.organisations.models import Organisation
from linkage.people.enums import Role
from linkage.practice.enums import FOUND, WERE_FOUND, PracticeStatus
from linkage.practice.models import Practice

# The kind of the action link by which whoever shows it says that it is still right.
RIGHT_LINK = "practice.right"
# Who answers for a school: the head and their deputy, and the chair and trust officer, who stand for a head.
FOR_SCHOOL = (Role.HEAD, Role.CHAIR, Role.TRUST_OFFICER)
STANDING = (*FOUND, *WERE_FOUND)


def writes_for(actor: Actor, organisation_id: UUID | None) -> bool:
    """Whether the actor may write for this school: its confirmed staff, and who answers for it."""
    return actor.is_staff_of(organisation_id) or actor.acts_for(organisation_id, *FOR_SCHOOL)


def leads(actor: Actor, target: Practice) -> list[UUID]:
    """Return for which of its schools the actor answers."""
    keys = (target.organisation_id, target.partner_id)
    return [key for key in keys if key and actor.acts_for(key, *FOR_SCHOOL)]


def is_party(actor: Actor, target: Practice | None) -> bool:
    """Whether the actor knows it before others do: who wrote it, who shows it, and who answers for a school of it."""
    if target is None:
        return False
    return _keeps(actor, target) or (target.status != PracticeStatus.DRAFT and bool(leads(actor, target)))


def _keeps(actor: Actor, target: Practice) -> bool:
    """Who wrote it and still works there, who shows it, and who answers for the school that shows it."""
    if actor.is_person(target.written_by_id):
        return writes_for(actor, target.organisation_id)
    if target.status == PracticeStatus.DRAFT:
        return False
    return actor.is_person(target.owner_id) or actor.acts_for(target.organisation_id, *FOR_SCHOOL)


def _sees(actor: Actor, target: Practice | None) -> bool:
    """Who may read it; of what is for some schools only, whoever runs the programme reads no more than others.

    Whether the reader is in its audience (`is_for_reader`) says the query that read it for them.
    """
    if target is None:
        return False
    ran = actor.has(Role.COORDINATOR) and target.is_for_all and target.state in (*STANDING, PracticeStatus.TAKEN_DOWN)
    found = target.is_found and (target.is_for_all or getattr(target, "is_for_reader", False))
    return found or ran or is_party(actor, target)


def _changes(actor: Actor, target: Practice | None) -> bool:
    return target is not None and target.status != PracticeStatus.TAKEN_DOWN and _keeps(actor, target)


def _agrees(actor: Actor, target: Practice | None) -> bool:
    return target is not None and target.status == PracticeStatus.AWAITING_HEAD and bool(leads(actor, target))


def _takes_back(actor: Actor, target: Practice | None) -> bool:
    if target is None or target.state not in (*STANDING, PracticeStatus.AWAITING_HEAD):
        return False
    return any(_stands(target, key) for key in leads(actor, target))


def _stands(target: Practice, organisation_id: UUID) -> bool:
    consent = target.consent_of(organisation_id)
    return consent is not None and consent.taken_back_at is None


def answers_by_link(actor: Actor, target: Practice) -> bool:
    """Whether the actor's link asks whether this very practice is right, and nobody has answered it yet."""
    answer = actor.answering
    return (
        answer is not None
        and answer.record_id == target.pk
        and answer.state == target.question
        and target.asked_at is not None
    )


def _confirms(actor: Actor, target: Practice | None) -> bool:
    """Who shows it, and who answers for the school; of what two did together the other school says nothing."""
    if target is None or target.state not in (*FOUND, PracticeStatus.LAPSED):
        return False
    if actor.answering is not None:
        return actor.is_person(target.owner_id) and answers_by_link(actor, target)
    return actor.is_person(target.owner_id) or actor.acts_for(target.organisation_id, *FOR_SCHOOL)


def _is_asked(actor: Actor, target: Practice | None) -> bool:
    answer = actor.answering
    return (
        target is not None and actor.is_person(target.owner_id) and answer is not None and answer.record_id == target.pk
    )


def _ends(actor: Actor, target: Practice | None) -> bool:
    if target is None:
        return False
    runs = actor.has(Role.COORDINATOR) and target.is_for_all and target.state in STANDING
    return runs or _changes(actor, target)


def _writes(actor: Actor) -> bool:
    return known_person(actor) and bool(actor.staff_of or actor.organisations(*FOR_SCHOOL))


def _writes_for(actor: Actor, target: Organisation | None) -> bool:
    return target is not None and writes_for(actor, target.pk)


_ANYBODY = "anybody the programme knows, signed in"
_HEADS = "who answers for a school it speaks of"
_KEEPERS = "who wrote it, who shows it, who answers for the school that shows it"
LIST = Action("practice.list", "looked at what schools do well", _ANYBODY, known_person)
OWN = Action("practice.own", "looked at what their school shares", "staff of a school, who answers for one", _writes)
SEE = Action("practice.see", "looked at something a school does well", _ANYBODY, known_person, _sees)
WRITE = Action(
    "practice.write",
    "wrote what their school does well",
    "confirmed staff of the school, and who answers for it",
    _writes,
    _writes_for,
)
CHANGE = Action("practice.change", "changed what their school does well", _KEEPERS, known_person, _changes)
AGREE = Action("practice.agree", "agreed that others see it", _HEADS, holds(*FOR_SCHOOL), _agrees)
SEND_BACK = Action("practice.send_back", "said what has to change first", _HEADS, holds(*FOR_SCHOOL), _agrees)
TAKE_BACK = Action("practice.take_back", "took their school’s yes back", _HEADS, holds(*FOR_SCHOOL), _takes_back)
CONFIRM = Action(
    "practice.confirm",
    "said that it is still right",
    "who shows it, by the link too; who answers for its school",
    either(known_person, by_link(RIGHT_LINK)),
    _confirms,
)
ANSWER_RIGHT = Action(
    "practice.answer_right",
    "looked at whether it is still right",
    "who shows it, by the link sent to them",
    by_link(RIGHT_LINK),
    _is_asked,
)
TAKE_DOWN = Action("practice.take_down", "took it down", f"{_KEEPERS}; a coordinator", known_person, _ends)
TICK = Action("practice.tick", "asked whether it is still right", "a job of the house", system)
