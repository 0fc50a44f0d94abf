"""Beginning support over time, who takes part, its steps, and its course from start to end."""

from linkage.access.action import Action, holds, known_person, system
from linkage.access.actor import Actor
from linkage.engagements.policy.parties import HANDLERS, LEADS, PARTIES, edits_steps, leads, marks, sees
from linkage.links import policy as links
from linkage.links.models import Commission, Link
from linkage.people.enums import Role


def begins_from_link(actor: Actor, target: Link | None) -> bool:
    """Whether the actor takes an introduction further: the two people, and the heads of both schools."""
    return links.is_party(actor, target)


def begins_from_commission(actor: Actor, target: Commission | None) -> bool:
    """Whether the actor brings together who gives what is bought: whoever looks after the request."""
    return links.works_on(actor, target)


_works = holds(Role.COORDINATOR, Role.OFFICER)
LIST = Action(
    "engagements.list", "looked at the support over time", "everybody known to the programme, their own", known_person
)
SEE = Action(
    "engagements.see",
    "looked at support over time",
    f"{PARTIES}; coordinators, officers and auditors the days and steps only",
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
    "engagements.begin_bought", "brought the two schools together", HANDLERS, _works, begins_from_commission
)
CHANGE = Action("engagements.change", "changed what it is about", LEADS, known_person, leads)
CHANGE_KIND = Action("engagements.change_kind", "made something else of it", LEADS, known_person, leads)
ADD_PERSON = Action("engagements.add_person", "added somebody", LEADS, known_person, leads)
LET_GO = Action("engagements.let_go", "took somebody off", LEADS, known_person, leads)
MARK = Action("engagements.mark", "said that a step is done", f"{PARTIES}; {HANDLERS}", known_person, marks)
TAKE_MARK_BACK = Action(
    "engagements.take_mark_back", "took back that a step is done", f"{PARTIES}; {HANDLERS}", known_person, marks
)
START = Action("engagements.start", "started it", LEADS, known_person, leads)
PAUSE = Action("engagements.pause", "paused it", LEADS, known_person, leads)
RESUME = Action("engagements.resume", "went on with it", LEADS, known_person, leads)
STOP = Action("engagements.stop", "stopped it", LEADS, known_person, leads)
BEGIN_END = Action("engagements.begin_end", "began to bring it to an end", LEADS, known_person, leads)
GO_ON = Action("engagements.go_on", "went on after all", LEADS, known_person, leads)
CLOSE = Action("engagements.close", "ended it", LEADS, known_person, leads)
EDIT_STEPS = Action("engagements.edit_steps", "changed the steps", "coordinators", edits_steps)
REMIND_DUE = Action("engagements.remind_due", "looked what is due", "a job of the house", system)
