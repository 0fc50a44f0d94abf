"""Being asked what it changed, and reading what both sides said."""

from linkage.access.action import Action, by_link, either, known_person, system
from linkage.access.actor import Actor
from linkage.engagements.models import ImpactPulse
from linkage.engagements.policy.parties import PARTIES, is_party, leads_client, leads_home
from linkage.links.enums import Side
from linkage.people.enums import Role

# The kind of action link that a mail with this question carries.
IMPACT_LINK = "engagements.impact"


def answers_impact(actor: Actor, target: ImpactPulse | None) -> bool:
    """Whether the actor answers for the side that is asked: its head, or whoever leads for it, now and not once."""
    if target is None or (actor.answering is not None and actor.answering.record_id != target.pk):
        return False
    leads_side = leads_client if target.side == Side.CLIENT else leads_home
    return leads_side(actor, target.engagement)


def counts_words(actor: Actor) -> bool:
    """Whether the actor is told how many schools said what, never which: whoever runs the programme."""
    return actor.has(Role.COORDINATOR, Role.OFFICER)


SEE_CHANGED = Action("engagements.see_changed", "looked at what it changed", PARTIES, known_person, is_party)
ASK_IMPACT = Action("engagements.ask_impact", "asked what it changed", "the system, at the end and four times", system)
ANSWER_IMPACT = Action(
    "engagements.answer_impact",
    "said what it changed",
    "the head of the side that is asked, and who leads for it",
    either(known_person, by_link(IMPACT_LINK)),
    answers_impact,
)
