"""Papers, and the days of steps. What one side adds as evidence is seen like its answer."""

from linkage.access.action import Action, known_person, system
from linkage.access.actor import Actor
from linkage.engagements.models import Engagement, Paper
from linkage.engagements.policy.parties import (
    HANDLERS,
    LEADS,
    PARTIES,
    is_party,
    leads,
    leads_client,
    leads_home,
    marks,
    side_of,
    works_on,
)
from linkage.links.enums import Side


def reads_paper(actor: Actor, target: Paper | None) -> bool:
    """Whether the actor may read a paper: the two schools; evidence of one side until both show, that side alone.

    Whoever runs the programme reads what they added to a step of theirs.
    """
    if target is None or target.taken_off_at is not None:
        return False
    engagement = target.engagement
    if not is_party(actor, engagement):
        return not target.side and works_on(actor, engagement)
    is_shown = target.asking is None or target.asking.shown_at is not None
    return is_shown or target.side == side_of(actor, engagement)


def changes_paper(actor: Actor, target: Paper | None) -> bool:
    """Whether the actor replaces or takes off a paper: who added it, and who leads for the school that did."""
    if target is None or not reads_paper(actor, target):
        return False
    if actor.is_person(target.added_by_id):
        return True
    lead = {Side.CLIENT: leads_client, Side.HOME: leads_home}.get(Side(target.side)) if target.side else works_on
    return lead is not None and lead(actor, target.engagement)


def adds_paper(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor adds papers: the two schools; whoever looks after the request to a step of the programme."""
    return marks(actor, target)


_ADDERS = f"{PARTIES}; {HANDLERS} to a step of the programme"
_READERS = f"{PARTIES}, evidence of the other side once both have shown; {HANDLERS} what the programme added"
_CHANGERS = "who added it; who leads for the school that added it"
LIST_PAPERS = Action("engagements.list_papers", "looked at the papers", PARTIES, known_person, is_party)
READ_PAPER = Action("engagements.read_paper", "read a paper", _READERS, known_person, reads_paper)
ADD_PAPER = Action("engagements.add_paper", "added a paper", _ADDERS, known_person, adds_paper)
REPLACE_PAPER = Action(
    "engagements.replace_paper", "replaced a paper by a newer version", _CHANGERS, known_person, changes_paper
)
TAKE_PAPER_OFF = Action("engagements.take_paper_off", "took a paper off", _CHANGERS, known_person, changes_paper)
PLAN_STEP = Action("engagements.plan_step", "planned the day of a step", LEADS, known_person, leads)
TELL_REFUSED = Action("engagements.tell_refused", "looked what was found in papers", "a job of the house", system)
