"""What may be done with a link, and by whom. After the introduction it belongs to its two ends."""

from linkage.access.action import Action, by_link, either, holds, known_person, system
from linkage.access.actor import Actor
from linkage.links.models import Destination, Link, Pulse, Signpost
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests
from linkage.support_requests.models import SupportRequest

# The kinds of action links that this app's mails carry.
PULSE_LINK = "links.pulse"
STOP_LINK = "links.stop"
HELPED_LINK = "links.helped"


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


def undoes(actor: Actor, target: Link | None) -> bool:
    """Whether the actor may take an introduction back: who works on the request."""
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


def points(actor: Actor, target: SupportRequest | None) -> bool:
    """Whether the actor may point a school to something: who works on its request."""
    return target is not None and support_requests.handles(actor, target)


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


def looks_after(actor: Actor, target: Signpost | None) -> bool:
    """Whether the actor works on the request of a signpost."""
    return target is not None and support_requests.handles(actor, target.support_request)


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
UNDO = Action("links.undo", "took the introduction back", _HANDLERS, _works, undoes)
LET_STAND = Action("links.let_stand", "spoke with the head and let the introduction stand", _HANDLERS, _works, undoes)
FOLLOW_UP = Action("links.follow_up", "asked the two schools how it stands", _HANDLERS, _works, undoes)
CHOOSE_AGAIN = Action("links.choose_again", "began to look for somebody else", _HANDLERS, _works, undoes)
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
POINT = Action("links.point", "pointed the school to something", _HANDLERS, _works, points)
SEE_SIGNPOST = Action(
    "links.see_signpost", "looked at what it was pointed to", f"{_SCHOOL}; {_HANDLERS}", known_person, sees_signpost
)
SAY_HELPED = Action(
    "links.say_helped", "said whether it helped", _SCHOOL, either(known_person, by_link(HELPED_LINK)), says_helped
)
POINT_AGAIN = Action("links.point_again", "began to choose again", _HANDLERS, _works, looks_after)
ASK_HELPED_DUE = Action(
    "links.ask_helped_due", "looked who has to be asked whether it helped", "a job of the house", system
)
ASK_HELPED = Action("links.ask_helped", "asked whether it helped", "the system, after two weeks and after four", system)
