"""A head says yes, says what has to change first, or takes their school's yes back."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.practice import policy
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Practice
from linkage.practice.operations import telling
from linkage.practice.operations.writing import note_consent, settle

GONE = "It has been answered or changed since you opened the page"


class UnableToAgree(Refused):
    """Somebody else was quicker."""


@operation(policy.AGREE, target="practice")
def agree(
    *, actor: Actor, at: datetime, practice: Practice, read_at: datetime | None = None, is_named: bool = True
) -> Practice:
    """Say yes for every school the actor answers for; `read_at` is which version they read.

    A school that does not show it may leave its name out. Raises UnableToAgree where the words have changed since.
    """
    practice.hold()
    if practice.status != PracticeStatus.AWAITING_HEAD or (read_at is not None and read_at != practice.changed_at):
        raise UnableToAgree(GONE)
    if practice.owner_id is None:
        raise UnableToAgree("Whoever was to show it has left. Choose somebody else first")
    for school_id in policy.leads(actor, practice):
        shows = school_id == practice.organisation_id
        note_consent(actor=actor, at=at, practice=practice, organisation_id=school_id, is_named=shows or is_named)
    practice.hold()
    if not practice.waits_for:
        settle(actor=actor, at=at, practice=practice)
    return practice


@operation(policy.SEND_BACK, target="practice")
def send_back(*, actor: Actor, at: datetime, practice: Practice, missing: str) -> Practice:
    """Say what has to change first: it is the writer's draft again, and they are told. Raises UnableToAgree."""
    practice.hold()
    if practice.status != PracticeStatus.AWAITING_HEAD:
        raise UnableToAgree(GONE)
    practice.move(PracticeStatus.DRAFT)
    practice.missing = missing.strip()
    practice.save()
    telling.sent_back(actor=actor, at=at, practice=practice)
    return practice


@operation(policy.TAKE_BACK, target="practice")
def take_back(*, actor: Actor, at: datetime, practice: Practice) -> Practice:
    """Take the yes of the actor's school back: from now on nobody finds it, and whoever it concerns is told.

    Raises UnableToAgree where there is no yes any more.
    """
    practice.hold()
    mine = practice.consents.filter(organisation_id__in=policy.leads(actor, practice), taken_back_at=None)
    if not mine.update(taken_back_at=at):
        raise UnableToAgree(GONE)
    if practice.status != PracticeStatus.AWAITING_HEAD:
        practice.move(PracticeStatus.AWAITING_HEAD)
        practice.save()
    practice.hold()
    telling.taken_back(actor=actor, at=at, practice=practice)
    return practice
