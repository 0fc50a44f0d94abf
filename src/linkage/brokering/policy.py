"""Who may choose whom to introduce."""

from linkage.access.action import Action, holds
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests

_HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"
_works = holds(Role.COORDINATOR, Role.OFFICER)

CHOOSE = Action("brokering.choose", "looked at who could help", _HANDLERS, _works, support_requests.handles)
LINK = Action("brokering.link", "made the introduction", _HANDLERS, _works, support_requests.handles)
