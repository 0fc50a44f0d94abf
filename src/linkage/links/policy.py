"""What may be done with a link and with support that is bought, and by whom.

After the introduction a link belongs to its two ends; money is approved by who had no part in asking for it.
"""

from uuid import UUID

from linkage.access.action import Action, by_link, either, holds, known_person, system
from linkage.access.actor import Actor
from linkage.links.enums import SHOWN_TO_SCHOOL, CommissionStatus
from linkage.links.models import Commission, Destination, FundingSource, Link, Pulse, Signpost
from linkage.links.rules import somebody_else_approves
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests

# The kinds of action links that this app's mails carry.
PULSE_LINK = "links.pulse"
STOP_LINK = "links.stop"
HELPED_LINK = "links.helped"
DECIDE_LINK = "links.decide"


def runs_programme(actor: Actor) -> bool:
    """Whether the actor knows of every link of the programme, as facts."""
    return actor.has(Role.COORDINATOR, Role.OFFICER)


def is_party(actor: Actor, target: Link | None) -> bool:
    """Whether the link is the actor's own: the two people, and the heads of the two schools."""
    return target is not None and (
        actor.is_person(target.asker_id)
        or actor.is_person(target.helper_id)
        or actor.acts_for(target.client_organisation_id, Role.HEAD)
        or actor.acts_for(target.home_organisation_id, Role.HEAD)
    )


def sees_fact(actor: Actor, target: Link | None) -> bool:
    """Whether the actor may know that there is a link, and no more: who works on the request it came from."""
    return target is not None and (
        actor.has(Role.OFFICER) or support_requests.handles(actor, target.support_request) or actor.is_system
    )


def sees(actor: Actor, target: Link | None) -> bool:
    """Whether the actor may open its page, whole or as a fact."""
    return is_party(actor, target) or sees_fact(actor, target)


def works_on(actor: Actor, target: Link | Signpost | Commission | None) -> bool:
    """Whether the actor works on the request that led to this."""
    return target is not None and support_requests.handles(actor, target.support_request)


def releases(actor: Actor, target: Link | None) -> bool:
    """Whether the actor decides who is released: the head of the school that helps."""
    return target is not None and actor.acts_for(target.home_organisation_id, Role.HEAD)


def answers(actor: Actor, target: Pulse | None) -> bool:
    """Whether these questions were put to the actor."""
    return target is not None and actor.is_person(target.person_id)


def keeps_list(actor: Actor) -> bool:
    """Whether the actor keeps the list of what schools can be pointed to: coordinators and officers."""
    return holds(Role.COORDINATOR, Role.OFFICER)(actor)


def keeps(actor: Actor, target: Destination | None) -> bool:
    """Whether the actor keeps this one right."""
    return target is not None and target.programme_id == actor.programme_id and (keeps_list(actor) or actor.is_system)


def sees_signpost(actor: Actor, target: Signpost | None) -> bool:
    """Whether the actor may read what a school was pointed to: its people, and who works on the request."""
    return target is not None and (
        actor.is_person(target.person_id) or support_requests.sees(actor, target.support_request)
    )


def says_helped(actor: Actor, target: Signpost | None) -> bool:
    """Whether the actor may say that it helped, or did not: who was pointed, and who asked."""
    return target is not None and (
        actor.is_person(target.person_id) or support_requests.is_asker(actor, target.support_request)
    )


_PARTIES = "the two people introduced, and the heads of both schools"
_HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"
_works = holds(Role.COORDINATOR, Role.OFFICER)

LIST = Action("links.list", "looked at the links", "everybody known to the programme, their own", known_person)
SEE = Action(
    "links.see", "looked at a link", f"{_PARTIES}; coordinators and officers the fact only", known_person, sees
)
LIST_PAST = Action(
    "links.list_past",
    "looked at the links from before Linkage",
    "coordinators and officers; heads, their own school's",
    holds(Role.COORDINATOR, Role.OFFICER, Role.HEAD),
)
TAKE_PAST = Action(
    "links.take_past",
    "took the links from before Linkage home",
    "coordinators and officers; heads, their own school's",
    holds(Role.COORDINATOR, Role.OFFICER, Role.HEAD),
)
GUIDE = Action("links.guide", "opened the guide", "everybody known to the programme", known_person)
INVITE = Action("links.calendar", "took the date for a calendar", _PARTIES, known_person, is_party)
SAY_MET = Action("links.say_met", "said that they are in touch", _PARTIES, known_person, is_party)
SAY_NOT_YET = Action("links.say_not_yet", "said that they have not spoken yet", _PARTIES, known_person, is_party)
FINISH = Action("links.finish", "said that they are done", _PARTIES, known_person, is_party)
FAIL = Action("links.fail", "said that it did not happen", _PARTIES, known_person, is_party)
UNDO = Action("links.undo", "took the introduction back", _HANDLERS, _works, works_on)
LET_STAND = Action("links.let_stand", "spoke with the head and let the introduction stand", _HANDLERS, _works, works_on)
FOLLOW_UP = Action("links.follow_up", "asked the two schools how it stands", _HANDLERS, _works, works_on)
CHOOSE_AGAIN = Action("links.choose_again", "began to look for somebody else", _HANDLERS, _works, works_on)
STOP = Action(
    "links.stop", "asked the programme to stop this", _PARTIES, either(known_person, by_link(STOP_LINK)), is_party
)
ASK_DUE = Action("links.ask_due", "looked which questions are due", "a job of the house", system)
ASK = Action("links.ask", "asked whether it helped", "the system, after two and six weeks", system)
ANSWER = Action(
    "links.answer", "answered our questions", "who was asked", either(known_person, by_link(PULSE_LINK)), answers
)

_KEEPERS = "coordinators and officers"
_SCHOOL = "the asker, the school's contact, and who answers for the school"

LIST_DESTINATIONS = Action(
    "links.list_destinations", "looked at the resources and services", "everybody known to the programme", known_person
)
ADD_DESTINATION = Action("links.add_destination", "added a resource or service", _KEEPERS, keeps_list)
CHANGE_DESTINATION = Action("links.change_destination", "changed a resource or service", _KEEPERS, keeps_list, keeps)
CONFIRM_DESTINATION = Action("links.confirm_destination", "said that it is still right", _KEEPERS, keeps_list, keeps)
RETIRE_DESTINATION = Action("links.retire_destination", "took it off the list", _KEEPERS, keeps_list, keeps)
RESTORE_DESTINATION = Action("links.restore_destination", "put it back on the list", _KEEPERS, keeps_list, keeps)
POINT = Action("links.point", "pointed the school to something", _HANDLERS, _works, support_requests.handles)
SEE_SIGNPOST = Action(
    "links.see_signpost", "looked at what it was pointed to", f"{_SCHOOL}; {_HANDLERS}", known_person, sees_signpost
)
SAY_HELPED = Action(
    "links.say_helped", "said whether it helped", _SCHOOL, either(known_person, by_link(HELPED_LINK)), says_helped
)
POINT_AGAIN = Action("links.point_again", "began to choose again", _HANDLERS, _works, works_on)
ASK_HELPED_DUE = Action(
    "links.ask_helped_due", "looked who has to be asked whether it helped", "a job of the house", system
)
ASK_HELPED = Action("links.ask_helped", "asked whether it helped", "the system, after two weeks and after four", system)

# Support that is bought, and the money for it.


def sees_money(actor: Actor) -> bool:
    """Whether the actor may know what the programme's money is and where it went."""
    return actor.has(Role.COORDINATOR, Role.OFFICER, Role.COMMISSIONER, Role.AUDITOR)


def keeps_money(actor: Actor) -> bool:
    """Whether the actor may say how much money there is."""
    return actor.has(Role.COORDINATOR, Role.COMMISSIONER)


def approves(actor: Actor) -> bool:
    """Whether the actor approves money for the programme, signed in or by a link that was sent to them."""
    return actor.has(Role.COMMISSIONER)


def parties_of(target: Commission) -> set[UUID | None]:
    """Who has a part in asking for the money, and so does not approve it."""
    asked = target.support_request
    return {asked.asked_by_id, asked.contact_id, target.prepared_by_id, target.saved_by_id, target.sent_by_id}


def decides(actor: Actor, target: Commission | None) -> bool:
    """Whether the actor approves or refuses: a commissioner who neither asked nor prepared it, nor is of the school."""
    if target is None or not approves(actor):
        return False
    if support_requests.speaks_for(actor, target.support_request.organisation_id):
        return False
    return not somebody_else_approves(actor.person_id, parties_of(target))


def reads_money_of(actor: Actor, target: Commission | None) -> bool:
    """Whether the actor reads all of it, money and decisions too; a draft only who works on it."""
    if target is None:
        return False
    reads = actor.has(Role.COMMISSIONER, Role.AUDITOR) and target.state != CommissionStatus.DRAFT
    return reads or works_on(actor, target) or actor.is_system


def sees_commission(actor: Actor, target: Commission | None) -> bool:
    """Whether the actor may open its page: who reads all of it, and once it is ordered the school that asked."""
    if target is None:
        return False
    is_school = target.state in SHOWN_TO_SCHOOL and support_requests.is_asker(actor, target.support_request)
    return is_school or reads_money_of(actor, target)


def is_of_here(actor: Actor, target: FundingSource | None) -> bool:
    """Whether the money is this programme's."""
    return target is not None and target.programme_id == actor.programme_id and keeps_money(actor)


_MONEY_READERS = "coordinators, officers, commissioners and auditors"
_MONEY_KEEPERS = "coordinators and commissioners"
_APPROVERS = "a commissioner who neither asked for it, nor prepared it, nor belongs to the school that asks"

LIST_COMMISSIONS = Action(
    "links.list_commissions",
    "looked at the support that is bought",
    _MONEY_READERS,
    holds(Role.COORDINATOR, Role.OFFICER, Role.COMMISSIONER, Role.AUDITOR),
)
SEE_COMMISSION = Action(
    "links.see_commission",
    "looked at support that is bought",
    f"{_HANDLERS}; commissioners and auditors; the school that asked, once it is ordered",
    known_person,
    sees_commission,
)
BEGIN_BUYING = Action(
    "links.begin_buying", "began to prepare support to buy", _HANDLERS, _works, support_requests.handles
)
CHANGE_BUYING = Action("links.change_buying", "changed the support to buy", _HANDLERS, _works, works_on)
SEND_FOR_APPROVAL = Action("links.send_for_approval", "sent it for approval", _HANDLERS, _works, works_on)
DECIDE = Action(
    "links.decide",
    "decided about the money",
    _APPROVERS,
    either(holds(Role.COMMISSIONER), by_link(DECIDE_LINK)),
    decides,
)
ORDER = Action("links.order", "ordered it", _HANDLERS, _works, works_on)
SAY_BEGUN = Action("links.say_begun", "said that it has begun", _HANDLERS, _works, works_on)
SAY_GIVEN = Action("links.say_given", "said that the support was given", _HANDLERS, _works, works_on)
NOTE_PAID = Action("links.note_paid", "noted what was paid", _HANDLERS, _works, works_on)
CANCEL_BUYING = Action("links.cancel_buying", "cancelled it", _HANDLERS, _works, works_on)
SEE_MONEY = Action("links.see_money", "looked at the money for support", _MONEY_READERS, sees_money)
ADD_MONEY = Action("links.add_money", "added money for support", _MONEY_KEEPERS, keeps_money)
CHANGE_MONEY = Action("links.change_money", "changed the money for support", _MONEY_KEEPERS, keeps_money, is_of_here)
REMIND_DUE = Action("links.remind_due", "looked what waits for approval", "a job of the house", system)
REMIND = Action("links.remind", "reminded who approves", "the system, after three and seven working days", system)
