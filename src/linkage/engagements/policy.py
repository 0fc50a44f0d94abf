"""What may be done with an engagement, and by whom. It belongs to the two schools.

Whoever runs the programme sees that it is there, its days and its steps, and nothing that was written in it.
"""

from uuid import UUID

from linkage.access.action import Action, holds, known_person, system
from linkage.access.actor import Actor
from linkage.engagements.enums import Doer, Party, VisitStatus
from linkage.engagements.models import Agreement, Engagement, PlanAction, Visit
from linkage.links import policy as links
from linkage.links.enums import Side
from linkage.links.models import Commission, Link
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests


def is_client(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor is of the school that is helped: its head, or takes part for it."""
    return target is not None and (
        actor.acts_for(target.client_organisation_id, Role.HEAD) or _takes_part(actor, target) == Side.CLIENT
    )


def is_home(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor is of the school that helps: its head, or gives the days."""
    return target is not None and (
        actor.acts_for(target.home_organisation_id, Role.HEAD) or _takes_part(actor, target) == Side.HOME
    )


def _takes_part(actor: Actor, target: Engagement) -> str:
    return target.side_of(actor.person_id) if actor.person_id else ""


def is_party(actor: Actor, target: Engagement | None) -> bool:
    """Whether it is the actor's own: of either school."""
    return is_client(actor, target) or is_home(actor, target)


def side_of(actor: Actor, target: Engagement) -> str:
    """Return for which side the actor speaks, the helped one first; "" for neither."""
    return Side.CLIENT if is_client(actor, target) else Side.HOME if is_home(actor, target) else ""


def leads(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor decides for one of the two schools: its head, or whoever leads for it."""
    return target is not None and (
        actor.acts_for(target.client_organisation_id, Role.HEAD)
        or actor.acts_for(target.home_organisation_id, Role.HEAD)
        or any(each.is_lead and actor.is_person(each.person_id) for each in target.participants.all())
    )


def works_on(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor looks after the request that it came of."""
    return target is not None and support_requests.handles(actor, target.support_request)


def waits_for_programme(actor: Actor, target: Engagement) -> bool:
    """Whether what the programme does for it waits for the actor: whoever looks after the request, else all."""
    owner_id = target.support_request.owner_id
    return works_on(actor, target) and (owner_id is None or actor.looks_after(owner_id))


def sees_fact(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor may know that it is there, its days and its steps: whoever runs the programme."""
    return target is not None and (
        actor.has(Role.COORDINATOR, Role.OFFICER, Role.AUDITOR) or works_on(actor, target) or actor.is_system
    )


def sees(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor may open its page, whole or as a fact."""
    return is_party(actor, target) or sees_fact(actor, target)


def marks(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor says of some step that it is done: the two schools, and whoever looks after the request."""
    return is_party(actor, target) or works_on(actor, target)


def does(actor: Actor, target: Engagement, doer: str) -> bool:
    """Whether this step is the actor's to do."""
    if doer == Doer.PROGRAMME:
        return works_on(actor, target)
    if doer == Doer.BOTH:
        return is_party(actor, target)
    return is_client(actor, target) if doer == Doer.CLIENT else is_home(actor, target)


def begins_from_link(actor: Actor, target: Link | None) -> bool:
    """Whether the actor takes an introduction further: the two people, and the heads of both schools."""
    return links.is_party(actor, target)


def begins_from_commission(actor: Actor, target: Commission | None) -> bool:
    """Whether the actor brings together who gives what is bought: whoever looks after the request."""
    return links.works_on(actor, target)


def owns_action(actor: Actor, target: PlanAction | None) -> bool:
    """Whether the actor says that this is done: whoever does it, and who leads."""
    return target is not None and (actor.is_person(target.owner_id) or leads(actor, target.objective.engagement))


def visits(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor writes the note of this visit: the visitor."""
    return target is not None and actor.is_person(target.visitor_id)


def arranges(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor moves or cancels this visit: the visitor, and who leads for either school."""
    return target is not None and (visits(actor, target) or leads(actor, target.engagement))


def hosts(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor agrees the note: of the school that was visited, and not the visitor."""
    return target is not None and is_client(actor, target.engagement) and not visits(actor, target)


def sees_visit(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor may open the visit: the two schools."""
    return target is not None and is_party(actor, target.engagement)


_LEADS = "the heads of both schools, and who leads for each"
_PARTIES = "the heads of both schools, and everybody who takes part"
_HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"
_works = holds(Role.COORDINATOR, Role.OFFICER)

LIST = Action(
    "engagements.list", "looked at the support over time", "everybody known to the programme, their own", known_person
)
SEE = Action(
    "engagements.see",
    "looked at support over time",
    f"{_PARTIES}; coordinators, officers and auditors the days and steps only",
    known_person,
    sees,
)
BEGIN = Action(
    "engagements.begin",
    "began to plan more than a conversation",
    "the two people introduced, and the heads of both schools",
    known_person,
    begins_from_link,
)
BEGIN_BOUGHT = Action(
    "engagements.begin_bought", "brought the two schools together", _HANDLERS, _works, begins_from_commission
)
CHANGE = Action("engagements.change", "changed what it is about", _LEADS, known_person, leads)
CHANGE_KIND = Action("engagements.change_kind", "made something else of it", _LEADS, known_person, leads)
ADD_PERSON = Action("engagements.add_person", "added somebody", _LEADS, known_person, leads)
LET_GO = Action("engagements.let_go", "took somebody off", _LEADS, known_person, leads)
MARK = Action("engagements.mark", "said that a step is done", f"{_PARTIES}; {_HANDLERS}", known_person, marks)
TAKE_MARK_BACK = Action(
    "engagements.take_mark_back", "took back that a step is done", f"{_PARTIES}; {_HANDLERS}", known_person, marks
)
START = Action("engagements.start", "started it", _LEADS, known_person, leads)
PAUSE = Action("engagements.pause", "paused it", _LEADS, known_person, leads)
RESUME = Action("engagements.resume", "went on with it", _LEADS, known_person, leads)
STOP = Action("engagements.stop", "stopped it", _LEADS, known_person, leads)
BEGIN_END = Action("engagements.begin_end", "began to bring it to an end", _LEADS, known_person, leads)
GO_ON = Action("engagements.go_on", "went on after all", _LEADS, known_person, leads)
CLOSE = Action("engagements.close", "ended it", _LEADS, known_person, leads)
SAY_WHO_CARRIES_ON = Action(
    "engagements.say_who_carries_on", "wrote who carries on afterwards", _PARTIES, known_person, is_party
)
SAVE_OBJECTIVE = Action("engagements.save_objective", "wrote what should change", _PARTIES, known_person, is_party)
DROP_OBJECTIVE = Action("engagements.drop_objective", "took an aim off", _LEADS, known_person, leads)
ADD_ACTION = Action("engagements.add_action", "added something to do", _PARTIES, known_person, is_party)
FINISH_ACTION = Action(
    "engagements.finish_action",
    "did something that was planned",
    f"whoever does it; {_LEADS}",
    known_person,
    owns_action,
)
OPEN_REVIEW = Action("engagements.open_review", "set a day to look at it together", _LEADS, known_person, leads)
RATE = Action("engagements.rate", "said how each aim stands", _PARTIES, known_person, is_party)
CLOSE_REVIEW = Action("engagements.close_review", "finished looking at it together", _LEADS, known_person, leads)
BOOK_VISIT = Action("engagements.book_visit", "booked a visit", _PARTIES, known_person, is_party)
SEE_VISIT = Action("engagements.see_visit", "looked at a visit", _PARTIES, known_person, sees_visit)
MOVE_VISIT = Action("engagements.move_visit", "moved a visit", f"the visitor; {_LEADS}", known_person, arranges)
CANCEL_VISIT = Action("engagements.cancel_visit", "cancelled a visit", f"the visitor; {_LEADS}", known_person, arranges)
KEEP_NOTE = Action("engagements.keep_note", "kept a draft of a note", "the visitor", known_person, visits)
SEND_NOTE = Action("engagements.send_note", "sent the note of a visit", "the visitor", known_person, visits)
AGREE_NOTE = Action(
    "engagements.agree_note", "agreed the note of a visit", "the school that was visited", known_person, hosts
)
SEND_NOTE_BACK = Action(
    "engagements.send_note_back", "sent a note back", "the school that was visited", known_person, hosts
)


def edits_steps(actor: Actor) -> bool:
    """Whether the actor says which steps each kind has: coordinators."""
    return actor.has(Role.COORDINATOR)


EDIT_STEPS = Action("engagements.edit_steps", "changed the steps", "coordinators", edits_steps)
REMIND_DUE = Action("engagements.remind_due", "looked what is due", "a job of the house", system)

SEE_READINESS = Action(
    "engagements.see_readiness",
    "looked at how ready each side is",
    f"{_PARTIES}: their own side's answers until both have shown, then both",
    known_person,
    is_party,
)
BEGIN_READINESS = Action(
    "engagements.begin_readiness", "asked both sides how ready they are", _LEADS, known_person, leads
)
KEEP_READINESS = Action(
    "engagements.keep_readiness", "kept a draft of how ready they are", _PARTIES, known_person, is_party
)
SHOW_READINESS = Action("engagements.show_readiness", "showed how ready they are", _LEADS, known_person, leads)
NOTE_TALK = Action("engagements.note_talk", "noted a conversation about being ready", _PARTIES, known_person, is_party)
ASK_AGAIN = Action("engagements.ask_again", "asked both sides again how ready they are", _LEADS, known_person, leads)
NOTE_GOVERNORS = Action("engagements.note_governors", "noted that governors signed off", _LEADS, known_person, leads)
EDIT_QUESTIONS = Action(
    "engagements.edit_questions", "changed the questions about being ready", "coordinators", edits_steps
)


def leads_client(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor decides for the school that is helped: its head, or whoever leads for it."""
    return target is not None and _leads_side(actor, target, Side.CLIENT, target.client_organisation_id)


def leads_home(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor decides for the school that helps: its head, or whoever leads for it."""
    return target is not None and _leads_side(actor, target, Side.HOME, target.home_organisation_id)


def _leads_side(actor: Actor, target: Engagement, side: str, school_id: UUID) -> bool:
    lead = next((each for each in target.participants.all() if each.side == side and each.is_lead), None)
    return actor.acts_for(school_id, Role.HEAD) or (lead is not None and actor.is_person(lead.person_id))


def reads_note(actor: Actor, target: Visit) -> bool:
    """Whether the actor may read the words of a note: its writer always, the two schools once it was sent."""
    is_sent = target.state in (VisitStatus.WRITTEN, VisitStatus.AGREED)
    return visits(actor, target) or (is_sent and sees_visit(actor, target))


LIST_VISITS = Action("engagements.list_visits", "looked at the visits", _PARTIES, known_person, is_party)
SEE_ASSURANCE = Action("engagements.see_assurance", "read the letter of assurance", _PARTIES, known_person, is_party)
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


def parties_of(actor: Actor, target: Engagement) -> list[Party]:
    """Return for whom the actor signs: each head, who leads the giving, and where it was bought the programme."""
    stands = {
        Party.CLIENT_HEAD: actor.acts_for(target.client_organisation_id, Role.HEAD),
        Party.HOME_HEAD: actor.acts_for(target.home_organisation_id, Role.HEAD),
        Party.LEAD: any(each.is_lead and actor.is_person(each.person_id) for each in target.of_side(Side.HOME)),
        Party.PROGRAMME: target.commission_id is not None and works_on(actor, target),
    }
    return [party for party, does_sign in stands.items() if does_sign]


def reads_agreement(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor reads what is agreed: the two schools, and who signs for the programme where it was bought."""
    return target is not None and (is_party(actor, target) or bool(parties_of(actor, target)))


def signs(actor: Actor, target: Agreement | None) -> bool:
    """Whether the actor signs for somebody; who took a role over does, and who left it does not."""
    return target is not None and bool(parties_of(actor, target.engagement))


_SIGNERS = "the two heads, who leads the giving, and where it was bought a coordinator or officer who works on it"
_READERS = f"{_PARTIES}; {_SIGNERS}"
_FACT = f"{_READERS}; coordinators, officers and auditors the fact only"
SEE_AGREEMENT = Action("engagements.see_agreement", "looked at the agreement", _FACT, known_person, sees)
READ_AGREEMENT = Action("engagements.read_agreement", "read the agreement", _READERS, known_person, reads_agreement)
DRAFT_AGREEMENT = Action("engagements.draft_agreement", "wrote at the agreement", _LEADS, known_person, leads)
OFFER = Action("engagements.offer", "offered the agreement for signing", _LEADS, known_person, leads)
TAKE_OFFER_BACK = Action("engagements.take_offer_back", "took the agreement back", _LEADS, known_person, leads)
AMEND = Action("engagements.amend", "began a new version of the agreement", _LEADS, known_person, leads)
DROP_AMENDMENT = Action("engagements.drop_amendment", "left the agreement as it is", _LEADS, known_person, leads)
SIGN = Action("engagements.sign", "signed the agreement", _SIGNERS, known_person, signs)
EDIT_CLAUSES = Action("engagements.edit_clauses", "changed the clauses of agreements", "coordinators", edits_steps)
REMIND_TO_SIGN = Action("engagements.remind_to_sign", "reminded who has still to sign", "a job of the house", system)
