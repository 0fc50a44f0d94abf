"""What somebody who takes part tells the programme in confidence: read by that one and by who handles it.

Nobody else reads it: not the other school, not the raiser's colleagues and head, not other coordinators, not auditors.
Whoever left an engagement keeps the concern they raised: else being let go would silence them.
"""

from linkage.access.action import Action, holds, known_person, system
from linkage.access.actor import Actor
from linkage.engagements.models import Concern, ConcernAccess, Engagement
from linkage.engagements.policy.parties import PARTIES, is_party, side_of
from linkage.people.enums import Role

_works = holds(Role.COORDINATOR, Role.OFFICER)


def raised(actor: Actor, target: Concern | None) -> bool:
    """Whether it is the actor's own."""
    return target is not None and actor.is_person(target.raised_by_id)


def handles_concern(actor: Actor, target: Concern | None) -> bool:
    """Whether it is the actor's to handle: it was given to them, they still run the programme and are of no party."""
    return (
        target is not None
        and actor.is_person(target.handler_id)
        and _works(actor)
        and not raised(actor, target)
        and not is_party(actor, target.engagement)
    )


def reads_concern(actor: Actor, target: Concern | None) -> bool:
    """Whether the actor reads it: who raised it, and who handles it."""
    return raised(actor, target) or handles_concern(actor, target)


def takes_concern(actor: Actor, target: Concern | None) -> bool:
    """Whether the actor may take it up: a coordinator of no party, where it waits for somebody else."""
    return (
        target is not None
        and target.is_to_be_taken
        and actor.has(Role.COORDINATOR)
        and not reads_concern(actor, target)
        and not is_party(actor, target.engagement)
    )


def gives_access(actor: Actor, target: Concern | None) -> bool:
    """Whether the actor may let the handler read the plan: who raised it, while they take part."""
    return target is not None and raised(actor, target) and is_party(actor, target.engagement)


def reads(actor: Actor, target: ConcernAccess | None) -> bool:
    """Whether this access is the actor's: it was given to them, and they handle the concern still.

    Whether it holds at this moment, and whether who gave it still takes part, is asked by `queries.access`.
    """
    return target is not None and target.is_for(actor.person_id) and handles_concern(actor, target.concern)


def may_know_of(actor: Actor, target: Concern, engagement: Engagement) -> bool:
    """Whether the actor may know that there is one: of the other school, where who raised it allowed that."""
    return target.may_tell and target.is_open and side_of(actor, engagement) not in ("", target.side)


_RAISER = "who raised it"
_HANDLER = "who handles it"
_BOTH = f"{_RAISER}, and {_HANDLER}"
LIST_CONCERNS = Action(
    "engagements.list_concerns", "looked at what was said in confidence", f"everybody their own; {_BOTH}", known_person
)


# Nothing in these words says more than that there was something: a list of what somebody did may be read by others.
RAISE_CONCERN = Action("engagements.raise_concern", "wrote in confidence", PARTIES, known_person, is_party)
SEE_CONCERN = Action("engagements.see_concern", "read something in confidence", _BOTH, known_person, reads_concern)
ACKNOWLEDGE_CONCERN = Action(
    "engagements.acknowledge_concern", "saw what was written in confidence", _HANDLER, known_person, handles_concern
)
WRITE_CONCERN = Action("engagements.write_concern", "wrote on in confidence", _BOTH, known_person, reads_concern)
NOTE_CONCERN_READ = Action(
    "engagements.note_concern_read", "read an answer in confidence", _RAISER, known_person, raised
)
ASSIGN_CONCERN = Action(
    "engagements.assign_concern", "handed on something in confidence", _HANDLER, known_person, handles_concern
)
TAKE_CONCERN = Action(
    "engagements.take_concern",
    "took up something in confidence",
    "a coordinator of neither school, where nobody handles it or nobody has looked in time",
    known_person,
    takes_concern,
)
CLOSE_CONCERN = Action(
    "engagements.close_concern", "closed something in confidence", _HANDLER, known_person, handles_concern
)
WITHDRAW_CONCERN = Action(
    "engagements.withdraw_concern", "took back something in confidence", _RAISER, known_person, raised
)
GIVE_ACCESS = Action(
    "engagements.give_access",
    "let somebody read for a while",
    "who raised it, while they take part",
    known_person,
    gives_access,
)
END_ACCESS = Action("engagements.end_access", "let nobody read any more", _RAISER, known_person, raised)
READ_OPENED = Action(
    "engagements.read_opened",
    "read what was opened to them for a while",
    "to whom it was given, until the moment it ends",
    known_person,
    reads,
)
CHASE_CONCERNS = Action("engagements.chase_concerns", "looked what nobody has seen", "a job of the house", system)
