"""Who may choose whom to introduce."""

from linkage.access.action import Action, holds, known_person
from linkage.access.actor import Actor
from linkage.brokering.models import SharedShortlist
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests

_HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"
_works = holds(Role.COORDINATOR, Role.OFFICER)

CHOOSE = Action("brokering.choose", "looked at who could help", _HANDLERS, _works, support_requests.handles)
LINK = Action("brokering.link", "made the introduction", _HANDLERS, _works, support_requests.handles)


def _answers(actor: Actor, shortlist: SharedShortlist | None) -> bool:
    """The asker, the school's contact, and who answers for the school."""
    return shortlist is not None and support_requests.is_asker(actor, shortlist.support_request)


def _sees(actor: Actor, shortlist: SharedShortlist | None) -> bool:
    return shortlist is not None and support_requests.sees(actor, shortlist.support_request)


def _shared_by_us(actor: Actor, shortlist: SharedShortlist | None) -> bool:
    return shortlist is not None and support_requests.handles(actor, shortlist.support_request)


_SCHOOL = "the asker, the school's contact, and who answers for the school"
SHARE = Action("brokering.share", "shared a few people with the school", _HANDLERS, _works, support_requests.handles)
GO_ON = Action("brokering.go_on", "went on without the school’s choice", _HANDLERS, _works, _shared_by_us)
SEE_SHORTLIST = Action(
    "brokering.see_shortlist", "looked at the people shared with it", f"{_SCHOOL}; {_HANDLERS}", known_person, _sees
)
ANSWER_SHORTLIST = Action(
    "brokering.answer_shortlist", "said who they would like to meet", _SCHOOL, known_person, _answers
)
