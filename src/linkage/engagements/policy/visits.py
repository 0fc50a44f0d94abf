"""Visits, their notes, and the letter of assurance."""

from linkage.access.action import Action, known_person
from linkage.access.actor import Actor
from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import Visit
from linkage.engagements.policy.parties import LEADS, PARTIES, is_client, is_party, leads, leads_client, leads_home


def visits(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor writes the note of this visit: the visitor."""
    return target is not None and actor.is_person(target.visitor_id)


def writes(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor writes the note: the visitor; where they take part no more, who leads for their school."""
    if target is None or visits(actor, target):
        return target is not None
    is_gone = not target.engagement.side_of(target.visitor_id)
    return is_gone and leads_home(actor, target.engagement)


def arranges(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor moves or cancels this visit: the visitor, and who leads for either school."""
    return target is not None and (visits(actor, target) or leads(actor, target.engagement))


def hosts(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor agrees the note: of the school that was visited, and not the visitor."""
    return target is not None and is_client(actor, target.engagement) and not visits(actor, target)


def sees_visit(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor may open the visit: the two schools."""
    return target is not None and is_party(actor, target.engagement)


WRITER = "the visitor; where they take part no more, who leads for their school"
BOOK_VISIT = Action("engagements.book_visit", "booked a visit", PARTIES, known_person, is_party)
SEE_VISIT = Action("engagements.see_visit", "looked at a visit", PARTIES, known_person, sees_visit)
MOVE_VISIT = Action("engagements.move_visit", "moved a visit", f"the visitor; {LEADS}", known_person, arranges)
CANCEL_VISIT = Action("engagements.cancel_visit", "cancelled a visit", f"the visitor; {LEADS}", known_person, arranges)
KEEP_NOTE = Action("engagements.keep_note", "kept a draft of a note", WRITER, known_person, writes)
SEND_NOTE = Action("engagements.send_note", "sent the note of a visit", WRITER, known_person, writes)
AGREE_NOTE = Action(
    "engagements.agree_note", "agreed the note of a visit", "the school that was visited", known_person, hosts
)
SEND_NOTE_BACK = Action(
    "engagements.send_note_back", "sent a note back", "the school that was visited", known_person, hosts
)


def reads_note(actor: Actor, target: Visit) -> bool:
    """Whether the actor may read the words of a note: its writer always, the two schools once it was sent."""
    is_sent = target.state in (VisitStatus.WRITTEN, VisitStatus.AGREED)
    return writes(actor, target) or (is_sent and sees_visit(actor, target))


LIST_VISITS = Action("engagements.list_visits", "looked at the visits", PARTIES, known_person, is_party)
SEE_ASSURANCE = Action("engagements.see_assurance", "read the letter of assurance", PARTIES, known_person, is_party)
ASSURE = Action(
    "engagements.assure",
    "said that the checks on staff are in order",
    "the head of the school that helps, and who leads for it",
    known_person,
    leads_home,
)
SAY_VISITOR_RULES = Action(
    "engagements.say_visitor_rules",
    "wrote what visitors should know",
    "the head of the school that is helped, and who leads for it",
    known_person,
    leads_client,
)
