"""Who may choose whom to introduce or to ask, who answers, and who plans the round."""

from linkage.access.action import Action, by_link, either, holds, known_person, system
from linkage.access.actor import Actor
from linkage.brokering.enums import Part
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion, SharedShortlist
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests

# The kinds of action links that this app's mails carry.
ASKED_LINK = "brokering.asked"
REPLY_LINK = "brokering.reply"
NOTED_LINK = "brokering.noted"


def works_on(actor: Actor, target: Approach | None) -> bool:
    """Whether the actor looks after the request that somebody is asked for."""
    return target is not None and support_requests.handles(actor, target.support_request)


def is_asked(actor: Actor, target: AskedPerson | None) -> bool:
    """Whether the question was put to the actor, or to the head for whom they may answer."""
    if target is None or target.asked_at is None:
        return False
    return actor.is_person(target.person_id) or (
        target.part == Part.HEAD and actor.acts_for(target.approach.entry.organisation_id, Role.HEAD)
    )


def _answers_for(actor: Actor, target: AskedPerson | None) -> bool:
    return target is not None and works_on(actor, target.approach)


def _takes_back(actor: Actor, target: AskedPerson | None) -> bool:
    """Who looks after the request, and the one for whom it was noted."""
    return target is not None and (actor.is_person(target.person_id) or works_on(actor, target.approach))


def replies(actor: Actor, target: CandidateQuestion | None) -> bool:
    """Whether the actor may reply for the school that asked, or looks after its request."""
    return target is not None and (
        support_requests.is_asker(actor, target.support_request)
        or support_requests.handles(actor, target.support_request)
    )


def _answers_shortlist(actor: Actor, shortlist: SharedShortlist | None) -> bool:
    """The asker, the school's contact, and who answers for the school."""
    return shortlist is not None and support_requests.is_asker(actor, shortlist.support_request)


def _sees_shortlist(actor: Actor, shortlist: SharedShortlist | None) -> bool:
    return shortlist is not None and support_requests.sees(actor, shortlist.support_request)


def _shared_by_us(actor: Actor, shortlist: SharedShortlist | None) -> bool:
    return shortlist is not None and support_requests.handles(actor, shortlist.support_request)


_HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"
_ASKED = "who was asked, as the person or as their head"
_SCHOOL = "the asker, the school's contact, and who answers for the school"
_works = holds(Role.COORDINATOR, Role.OFFICER)
_PLANNERS = "coordinators"
_plans = holds(Role.COORDINATOR)
_asked = either(known_person, by_link(ASKED_LINK))

CHOOSE = Action("brokering.choose", "looked at who could help", _HANDLERS, _works, support_requests.handles)
LINK = Action("brokering.link", "made the introduction", _HANDLERS, _works, support_requests.handles)
ASK = Action("brokering.ask", "asked somebody whether they can help", _HANDLERS, _works, support_requests.handles)
ASK_NEXT = Action(
    "brokering.ask_next", "asked the next person whether they can help", _HANDLERS, _works, support_requests.handles
)
STOP_ASKING = Action("brokering.stop_asking", "stopped asking", _HANDLERS, _works, works_on)
ANSWER = Action("brokering.answer", "answered whether they can help", _ASKED, _asked, is_asked)
ANSWER_FOR = Action("brokering.answer_for", "answered for somebody", _HANDLERS, _works, _answers_for)
TAKE_BACK = Action(
    "brokering.take_back",
    "took back an answer that was noted for somebody",
    f"{_HANDLERS}; whoever it was noted for",
    either(known_person, by_link(NOTED_LINK)),
    _takes_back,
)
ASK_BACK = Action("brokering.ask_back", "asked the school something first", _ASKED, _asked, is_asked)
REPLY = Action(
    "brokering.reply",
    "answered somebody who may help",
    f"{_SCHOOL}; {_HANDLERS}",
    either(known_person, by_link(REPLY_LINK)),
    replies,
)
TICK = Action("brokering.tick", "reminded people who were asked", "a job of the house", system)
SEE_ROUND = Action("brokering.see_round", "looked at the round", _PLANNERS, _plans)
PLAN = Action("brokering.plan", "planned the round", _PLANNERS, _plans)
RULE = Action("brokering.rule", "said who is kept or ruled out", _PLANNERS, _plans)
WEIGH = Action("brokering.weigh", "changed what matters most in the round", _PLANNERS, _plans)
GO_BACK = Action("brokering.go_back", "went back to the plan before", _PLANNERS, _plans)
APPROVE = Action("brokering.approve", "sent the round", _PLANNERS, _plans)

SHARE = Action("brokering.share", "shared a few people with the school", _HANDLERS, _works, support_requests.handles)
GO_ON = Action("brokering.go_on", "went on without the school’s choice", _HANDLERS, _works, _shared_by_us)
SEE_SHORTLIST = Action(
    "brokering.see_shortlist",
    "looked at the people shared with it",
    f"{_SCHOOL}; {_HANDLERS}",
    known_person,
    _sees_shortlist,
)
ANSWER_SHORTLIST = Action(
    "brokering.answer_shortlist", "said who they would like to meet", _SCHOOL, known_person, _answers_shortlist
)
