"""What may be done with a request, and by whom."""

import uuid
from typing import Any

from linkage.access.action import Action, anybody, by_link, either, holds, known_person, signed_in, system
from linkage.access.actor import Actor
from linkage.people.enums import Role
from linkage.support_requests.models import Question, Referral, SupportRequest

# The kinds of action links that this app's mails carry.
STOP_LINK = "support_requests.stop"
ANSWER_LINK = "support_requests.answer"
REFERRAL_LINK = "support_requests.referral"
# No action link: its holder is nobody yet.
REFER_TOKEN = "support_requests.refer"  # noqa: S105 - the name of a kind of address

# Who speaks for a school beside its staff: the chair and the trust officer stand for the head.
FOR_SCHOOL = (Role.HEAD, Role.CHAIR, Role.TRUST_OFFICER)


def may_ask(actor: Actor) -> bool:
    """Whether the actor could ask for some school: confirmed staff and governors, officers, coordinators."""
    return known_person(actor) and (
        bool(actor.staff_of) or asks_on_behalf(actor) or bool(actor.organisations(*FOR_SCHOOL))
    )


def asks_on_behalf(actor: Actor) -> bool:
    """Whether the actor may ask for a school they do not work at."""
    return holds(Role.COORDINATOR, Role.OFFICER)(actor)


def speaks_for(actor: Actor, organisation_id: uuid.UUID | None) -> bool:
    """Whether the actor belongs to a school: its staff and governors, and who answers for it."""
    return actor.is_staff_of(organisation_id) or actor.acts_for(organisation_id, *FOR_SCHOOL)


def owns_draft(actor: Actor, target: SupportRequest | None) -> bool:
    """Whether this is the actor's own draft: nobody else sees one."""
    return target is not None and target.status == "draft" and actor.is_person(target.asked_by_id)


def is_asker(actor: Actor, target: SupportRequest | None) -> bool:
    """Whether the actor asked, is the school's contact for it, or answers for the school."""
    return target is not None and (
        actor.is_person(target.asked_by_id)
        or actor.is_person(target.contact_id)
        or actor.acts_for(target.organisation_id, *FOR_SCHOOL)
    )


def handles(actor: Actor, target: SupportRequest | None) -> bool:
    """Whether the actor works on it: a coordinator, the officer named for the school, or an officer who owns it.

    While its owner is away, an officer who looks after their list works on it as the owner does.

    Who owned it and no longer works on requests has no part in it any more.
    """
    if target is None or target.status == "draft":
        return False
    return (
        actor.has(Role.COORDINATOR)
        or actor.acts_for(target.organisation_id, Role.OFFICER)
        or (actor.has(Role.OFFICER) and actor.looks_after(target.owner_id))
    )


def sees(actor: Actor, target: SupportRequest | None) -> bool:
    """Whether the actor may read it; a draft only its writer."""
    if target is None or target.status == "draft":
        return owns_draft(actor, target)
    return is_asker(actor, target) or handles(actor, target)


def answers(actor: Actor, target: Question | None) -> bool:
    """Whether the actor may answer the programme's question for the school."""
    return target is not None and is_asker(actor, target.support_request)


def agrees(actor: Actor, target: Referral | None) -> bool:
    """Whether the actor is the person of the school whom a referral names."""
    return target is not None and actor.is_person(target.contact_id)


_ASKERS = "staff and governors of a school, officers and coordinators"
_SCHOOL = "the asker, the school's contact, and who answers for the school"
_HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"
_works = holds(Role.COORDINATOR, Role.OFFICER)


def _action(name: str, label: str, who: str, gate: Any, on: Any = None) -> Action:
    return Action(f"support_requests.{name}", label, who, gate, on)


ASK = _action("ask", "looked at how to ask", "everybody signed in", signed_in)
START = _action("start", "began a request", _ASKERS, may_ask)
READ_IN = _action("read_in", "began a request from an e-mail", "officers and coordinators", asks_on_behalf)
SAVE = _action("save", "answered a question of the form", "who began the draft", may_ask, owns_draft)
DISCARD = _action("discard", "deleted a draft", "who began the draft", may_ask, owns_draft)
SUBMIT = _action("submit", "asked for support", "who began the draft", may_ask, owns_draft)
SEE = _action("see", "looked at a request", f"{_SCHOOL}; {_HANDLERS}", known_person, sees)
TAKE = _action("take", "said that we have it", _HANDLERS, _works, handles)
REASSIGN = _action("reassign", "changed who looks after it", _HANDLERS, _works, handles)
QUESTION = _action("question", "asked the school a question", _HANDLERS, _works, handles)
ANSWER = _action("answer", "answered the question", _SCHOOL, either(known_person, by_link(ANSWER_LINK)), answers)
GIVE = _action("give", "gave requests to somebody", "officers and coordinators", asks_on_behalf)
GO_ON = _action("go_on", "went on without the answer", _HANDLERS, _works, handles)
TICK = Action("support_requests.tick", "reminded schools and told of late steps", "the hourly job", system)
CHOOSE = _action("choose", "began to choose who to introduce", _HANDLERS, _works, handles)
CANNOT_HELP = _action("cannot_help", "could not help yet", _HANDLERS, _works, handles)
JOIN = _action("join", "said that the school joins something instead", _HANDLERS, _works, handles)
CLOSE = _action("close", "closed it", _HANDLERS, _works, handles)
WITHDRAW = _action("withdraw", "withdrew it", _SCHOOL, either(known_person, by_link(STOP_LINK)), is_asker)
_CONTACT = "the person of the school whom the referral names"
_answers_referral = either(known_person, by_link(REFERRAL_LINK))
REFER = Action("support_requests.refer", "referred a school", "anybody", anybody, public=True)
CONFIRM_REFERRAL = Action(
    "support_requests.confirm_referral", "confirmed their address", "whoever has the mail", anybody, public=True
)
DISOWN_REFERRAL = Action(
    "support_requests.disown_referral", "said that it was not they", "whoever has the mail", anybody, public=True
)
LIST_REFERRALS = _action("list_referrals", "looked at what they referred", "whoever refers, their own", known_person)
WATCH_REFERRALS = _action(
    "watch_referrals", "looked which schools have not answered a referral", "coordinators", holds(Role.COORDINATOR)
)
AGREE = _action("agree", "agreed to be helped", _CONTACT, _answers_referral, agrees)
DECLINE = _action("decline_referral", "did not want what they were referred for", _CONTACT, _answers_referral, agrees)
CHASE = _action("chase_referrals", "looked which schools have not answered", "a job of the house", system)
FORGET_REFERRALS = _action("forget_referrals", "forgot referrals that are over", "a job of the house", system)
