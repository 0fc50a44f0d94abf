"""What may be done with an enquiry, and by whom."""

from linkage.access.action import Action, anybody, by_link, either, holds, known_person, system
from linkage.access.actor import Actor
from linkage.enquiries.models import Enquiry
from linkage.people.enums import Role

# The kinds of signed addresses that this app's mails carry. The first is no action link: its holder is nobody yet.
CONFIRM_TOKEN = "enquiries.confirm"  # noqa: S105 - the name of a kind of address
HEAD_LINK = "enquiries.head"
WRITE_BACK_LINK = "enquiries.write_back"


def works(actor: Actor) -> bool:
    """Whether the actor deals with enquiries: coordinators, and officers of the whole programme."""
    return actor.has(Role.COORDINATOR, Role.OFFICER)


def handles(actor: Actor, target: Enquiry | None) -> bool:
    """Whether the actor deals with this one."""
    return target is not None and target.programme_id == actor.programme_id and works(actor)


def is_asked(actor: Actor, target: Enquiry | None) -> bool:
    """Whether the actor is the head who was asked to nominate its sender."""
    return target is not None and actor.is_person(target.passed_to_id)


def wrote(actor: Actor, target: Enquiry | None) -> bool:
    """Whether the actor wrote it."""
    return target is not None and actor.is_person(target.sender_id)


_WORKERS = "coordinators, and officers of the whole programme"
_works = holds(Role.COORDINATOR, Role.OFFICER)
_head = either(known_person, by_link(HEAD_LINK))


def _adds_schools(actor: Actor, target: Enquiry | None) -> bool:
    return target is not None and target.programme_id == actor.programme_id and actor.has(Role.COORDINATOR)


FILE = Action("enquiries.file", "wrote to us", "anybody", anybody, public=True)
CONFIRM = Action("enquiries.confirm", "confirmed their address", "whoever has the mail", anybody, public=True)
DISOWN = Action("enquiries.disown", "said that it was not they", "whoever has the mail", anybody, public=True)
LIST = Action("enquiries.list", "looked at the enquiries", _WORKERS, works)
SEE = Action("enquiries.see", "looked at an enquiry", _WORKERS, _works, handles)
TAKE = Action("enquiries.take", "took it on", _WORKERS, _works, handles)
REASSIGN = Action("enquiries.reassign", "changed who looks after it", _WORKERS, _works, handles)
REPLY = Action("enquiries.reply", "answered", _WORKERS, _works, handles)
WRITE_BACK = Action(
    "enquiries.write_back", "wrote back", "who wrote it", either(known_person, by_link(WRITE_BACK_LINK)), wrote
)
PASS_ON = Action("enquiries.pass_on", "passed it on to the head", _WORKERS, _works, handles)
NOMINATE = Action("enquiries.nominate", "began to nominate them", "the head who was asked", _head, is_asked)
NOT_NOW = Action("enquiries.not_now", "said: not now", "the head who was asked", _head, is_asked)
BEGIN_REQUEST = Action("enquiries.begin_request", "began a request from it", _WORKERS, _works, handles)
LET_TAKE_PART = Action(
    "enquiries.let_take_part",
    "let the school take part",
    "coordinators of the programme",
    holds(Role.COORDINATOR),
    _adds_schools,
)
CLOSE = Action("enquiries.close", "closed it", _WORKERS, _works, handles)
FORGET = Action("enquiries.forget", "forgot what nobody confirmed, and what ended long ago", "the nightly job", system)
PRINT = Action("enquiries.print", "opened the poster", "anybody", anybody, public=True)
