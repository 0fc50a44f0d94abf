"""What may be done in the directory, and by whom."""

import uuid

from linkage.access.action import Action, by_link, either, holds, known_person, signed_in, system
from linkage.access.actor import Actor
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import DriveAsk, Entry, Nomination, SavedSearch, SchoolMove, ShortlistPlace
from linkage.organisations.models import Organisation
from linkage.people.enums import Role

# The kind of the action link by which a colleague answers.
ANSWER_LINK = "directory.nomination"
# The kind of the action link by which a head begins a nomination they were asked for.
DRIVE_LINK = "directory.drive"

# The kind of the action link by which somebody says whether their entry is still right.
RIGHT_LINK = "directory.right"

# Who answers for a school: the head and their deputy, and the chair and trust officer, who stand for a head.
FOR_SCHOOL = (Role.HEAD, Role.CHAIR, Role.TRUST_OFFICER)


def nominates_for(actor: Actor, organisation_id: uuid.UUID | None) -> bool:
    """Whether the actor may nominate somebody of this organisation: for their school, or an officer for their body."""
    return actor.acts_for(organisation_id, *FOR_SCHOOL) or (
        holds(Role.OFFICER)(actor) and actor.is_staff_of(organisation_id)
    )


def _nominates(actor: Actor) -> bool:
    return known_person(actor) and (holds(*FOR_SCHOOL)(actor) or (holds(Role.OFFICER)(actor) and bool(actor.staff_of)))


def _nominates_for(actor: Actor, target: Organisation | None) -> bool:
    return target is not None and nominates_for(actor, target.pk)


def _owns_draft(actor: Actor, target: Nomination | None) -> bool:
    return (
        target is not None
        and target.status == NominationStatus.DRAFT
        and actor.is_person(target.nominated_by_id)
        and nominates_for(actor, target.organisation_id)
    )


def _answers_for(actor: Actor, target: Nomination | None) -> bool:
    return target is not None and (
        actor.is_person(target.nominated_by_id) or nominates_for(actor, target.organisation_id)
    )


def _withdraws(actor: Actor, target: Nomination | None) -> bool:
    return target is not None and (
        _answers_for(actor, target) or actor.is_person(target.nominee_id) or actor.has(Role.COORDINATOR)
    )


def _is_asked(actor: Actor, target: Nomination | None) -> bool:
    """Whether the actor is the colleague, by the link of this very asking or signed in as themselves."""
    if target is None or not actor.is_person(target.nominee_id):
        return False
    answer = actor.answering
    return answer is None or (answer.record_id == target.pk and answer.state == target.question)


def _coordinates(actor: Actor, target: object) -> bool:
    return target is not None and actor.has(Role.COORDINATOR)


def keeps(actor: Actor, entry: Entry) -> bool:
    """Whether it is for this actor to say what stands in an entry.

    A person's own is theirs alone. For what a school or body offers: who is written to, who answers for the school,
    a coordinator.
    """
    if actor.is_person(entry.person_id):
        return True
    return not entry.is_person and (actor.acts_for(entry.organisation_id, *FOR_SCHOOL) or actor.has(Role.COORDINATOR))


def answers_by_link(actor: Actor, entry: Entry) -> bool:
    """Whether the actor's link asks whether this very entry is right, and nobody has answered it yet."""
    answer = actor.answering
    return (
        answer is not None and answer.record_id == entry.pk and answer.state == entry.question and entry.is_questioned
    )


def _is_own(actor: Actor, target: Entry | None) -> bool:
    if target is None or target.status == EntryStatus.WITHDRAWN or not keeps(actor, target):
        return False
    return actor.answering is None or answers_by_link(actor, target)


def _is_own_or_coordinates(actor: Actor, target: Entry | None) -> bool:
    return _is_own(actor, target) or (actor.answering is None and _coordinates(actor, target))


def _says_they_left(actor: Actor, target: Entry | None) -> bool:
    """The person, who answers for the school, a coordinator: of a person's entry only, an offer stays at its school."""
    if target is None or not target.is_person:
        return False
    leads = actor.answering is None and actor.acts_for(target.organisation_id, *FOR_SCHOOL)
    return leads or _is_own_or_coordinates(actor, target)


def _takes_in(actor: Actor, target: SchoolMove | None) -> bool:
    return target is not None and actor.acts_for(target.to_organisation_id, *FOR_SCHOOL)


def _sees_move(actor: Actor, target: SchoolMove | None) -> bool:
    return target is not None and (_takes_in(actor, target) or actor.has(Role.COORDINATOR))


def _leads(actor: Actor, target: Organisation | None) -> bool:
    return target is not None and actor.acts_for(target.pk, *FOR_SCHOOL)


def _is_asked_head(actor: Actor, target: DriveAsk | None) -> bool:
    answer = actor.answering
    return (
        target is not None
        and answer is not None
        and answer.record_id == target.pk
        and actor.is_person(target.head_id)
        and actor.acts_for(target.organisation_id, Role.HEAD)
    )


def _leads_entry(actor: Actor, target: Entry | None) -> bool:
    return target is not None and actor.acts_for(target.organisation_id, *FOR_SCHOOL)


def _offers_for(actor: Actor, target: Organisation | None) -> bool:
    """A head for their own school; a coordinator or officer for any school or body of the programme."""
    if target is None or target.programme_id not in (None, actor.programme_id):
        return False
    return actor.acts_for(target.pk, *FOR_SCHOOL) or actor.has(Role.COORDINATOR, Role.OFFICER)


def _is_there(actor: Actor, target: Entry | None) -> bool:
    """Whether there is an entry: whom the actor may not find, no query hands over."""
    return target is not None and target.programme_id == actor.programme_id


def _is_theirs(actor: Actor, target: ShortlistPlace | SavedSearch | None) -> bool:
    return target is not None and actor.is_person(target.person_id)


_leaders = holds(*FOR_SCHOOL)
_coordinator = holds(Role.COORDINATOR)
_known_or_asked = either(known_person, by_link(RIGHT_LINK))
_ANYBODY = "anybody the programme knows, signed in"
_KEEPERS = "the person; for an offer also who answers for its school, a coordinator"
_HEADS = "a head or deputy, a chair or trust officer for the head, an officer for their own body"

SEE_WHO_NOMINATES = Action(
    "directory.see-who-nominates",
    "asked to nominate a colleague",
    "whoever is signed in; begins only who may",
    signed_in,
)
NOMINATE = Action("directory.nominate", "began to nominate a colleague", _HEADS, _nominates, _nominates_for)
WRITE = Action("directory.write", "wrote a nomination", "who began the draft", _nominates, _owns_draft)
SEND = Action("directory.send", "nominated a colleague", "who began the draft", _nominates, _owns_draft)
DELETE_DRAFT = Action("directory.delete-draft", "deleted a draft", "who began the draft", _nominates, _owns_draft)
SEE_NOMINATION = Action(
    "directory.see-nomination",
    "looked at a nomination",
    "who nominated, the colleague, coordinators",
    known_person,
    _withdraws,
)
ANSWER = Action(
    "directory.answer",
    "answered a nomination",
    "the colleague, by the link sent to them",
    either(by_link(ANSWER_LINK), known_person),
    _is_asked,
)
WITHDRAW_NOMINATION = Action(
    "directory.withdraw-nomination",
    "withdrew a nomination",
    "the head, the colleague, a coordinator",
    either(known_person, by_link(ANSWER_LINK)),
    _withdraws,
)
APPROVE = Action("directory.approve", "checked that an entry is complete", "a coordinator", _coordinator, _coordinates)
SEND_BACK = Action("directory.send-back", "asked for what is missing", "a coordinator", _coordinator, _coordinates)

SEE = Action("directory.see", "looked at the directory", _ANYBODY, known_person)
CHANGE = Action("directory.change", "changed an entry", _KEEPERS, _known_or_asked, _is_own)
CONFIRM = Action("directory.confirm", "said that an entry is still right", _KEEPERS, _known_or_asked, _is_own)
PAUSE = Action(
    "directory.pause", "paused an entry", "who keeps it, a coordinator", _known_or_asked, _is_own_or_coordinates
)
RESUME = Action(
    "directory.resume",
    "listed an entry again",
    "who keeps it; a coordinator, but no break the person took themselves",
    known_person,
    _is_own_or_coordinates,
)
WITHDRAW = Action(
    "directory.withdraw", "withdrew an entry", "who keeps it, a coordinator", _known_or_asked, _is_own_or_coordinates
)
ANSWER_RIGHT = Action(
    "directory.answer-right",
    "looked at whether an entry is still right",
    "who keeps the entry, by the link sent to them",
    by_link(RIGHT_LINK),
    _is_own,
)
LEAVE_SCHOOL = Action(
    "directory.leave-school",
    "said that somebody has left a school",
    "the person, who answers for the school, a coordinator",
    _known_or_asked,
    _says_they_left,
)
SEE_FRESHNESS = Action("directory.see-freshness", "looked at which entries lapsed", "a coordinator", _coordinator)
SEE_MOVE = Action(
    "directory.see-move",
    "looked at who comes to a school",
    "who answers for the new school, a coordinator",
    known_person,
    _sees_move,
)
TAKE_IN = Action(
    "directory.take-in", "said whether an entry moves to their school", "who answers for it", known_person, _takes_in
)
LEAD_STAFF = Action(
    "directory.lead-staff", "looked at what is promised of their staff", "who answers for the school", _leaders, _leads
)
SET_CEILING = Action(
    "directory.set-ceiling", "set what the school gives", "who answers for the school", _leaders, _leads
)
ADD_OFFER = Action(
    "directory.add-offer",
    "added what a school or body offers",
    "who answers for the school; a coordinator or officer for hubs and partners",
    either(_leaders, holds(Role.COORDINATOR, Role.OFFICER)),
    _offers_for,
)
STOP_ENTRY = Action(
    "directory.stop-entry",
    "stopped or let in new requests for one entry",
    "who answers for its school",
    _leaders,
    _leads_entry,
)
KEEP = Action("directory.keep", "kept an entry in their shortlist", _ANYBODY, known_person, _is_there)
DROP = Action("directory.drop", "took an entry out of their shortlist", _ANYBODY, known_person, _is_theirs)
KEEP_SEARCH = Action("directory.keep-search", "kept a search", _ANYBODY, known_person)
LOOK_THROUGH = Action(
    "directory.look-through", "looked at who is new for a search", "who keeps it", known_person, _is_theirs
)
DROP_SEARCH = Action("directory.drop-search", "removed a search", "who keeps it", known_person, _is_theirs)
LIST_ALL = Action(
    "directory.list-all", "looked at all entries and nominations", "coordinators of the programme", _coordinator
)
TAKE_LIST = Action(
    "directory.take-list", "took entries or nominations home as a file", "coordinators of the programme", _coordinator
)
TICK = Action("directory.tick", "reminded people of what waits for them", "a job of the house", system)
NOTE_NEED = Action(
    "directory.note-need",
    "said that nobody was found",
    _ANYBODY,
    either(known_person, system, lambda actor: actor.answering is not None),
)
SEE_NEEDS = Action(
    "directory.see-needs", "looked at what nobody could help with", "coordinators of the programme", _coordinator
)
START_DRIVE = Action("directory.start-drive", "asked heads to nominate", "coordinators of the programme", _coordinator)
BEGIN_FOR_DRIVE = Action(
    "directory.begin-for-drive",
    "began to nominate a colleague",
    "the head, by the link sent to them",
    by_link(DRIVE_LINK),
    _is_asked_head,
)
