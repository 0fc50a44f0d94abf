"""Who may choose whom to introduce, and who plans the round."""

from linkage.access.action import Action, holds
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests

_HANDLERS = "a coordinator, the officer named for the school, and an officer who owns the request"
_works = holds(Role.COORDINATOR, Role.OFFICER)
_PLANNERS = "coordinators"
_plans = holds(Role.COORDINATOR)

CHOOSE = Action("brokering.choose", "looked at who could help", _HANDLERS, _works, support_requests.handles)
LINK = Action("brokering.link", "made the introduction", _HANDLERS, _works, support_requests.handles)
SEE_ROUND = Action("brokering.see_round", "looked at the round", _PLANNERS, _plans)
PLAN = Action("brokering.plan", "planned the round", _PLANNERS, _plans)
RULE = Action("brokering.rule", "said who is kept or ruled out", _PLANNERS, _plans)
WEIGH = Action("brokering.weigh", "changed what matters most in the round", _PLANNERS, _plans)
GO_BACK = Action("brokering.go_back", "went back to the plan before", _PLANNERS, _plans)
APPROVE = Action("brokering.approve", "sent the round", _PLANNERS, _plans)
