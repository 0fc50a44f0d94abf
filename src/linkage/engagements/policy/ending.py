"""How it was for each side, the letter of thanks, and the certificate."""

from linkage.access.action import Action, known_person
from linkage.access.actor import Actor
from linkage.engagements.models import Feedback, Visit
from linkage.engagements.policy.parties import PARTIES, is_party, leads_client, side_of
from linkage.people.enums import Role


def wrote_feedback(actor: Actor, target: Feedback | None) -> bool:
    """Whether the actor wrote it, and still takes part."""
    return target is not None and actor.is_person(target.written_by_id) and is_party(actor, target.engagement)


def reads_feedback(actor: Actor, target: Feedback) -> bool:
    """Whether the actor reads it: its writer's side always, the other once its writer has shown it."""
    side = side_of(actor, target.engagement)
    return bool(side) and (side == target.side or target.shared_at is not None)


def has_certificate(actor: Actor, target: Visit | None) -> bool:
    """Whether the actor may have the certificate for days given on such a visit: the visitor, and their head."""
    return target is not None and (
        actor.is_person(target.visitor_id) or actor.acts_for(target.engagement.home_organisation_id, Role.HEAD)
    )


WRITE_FEEDBACK = Action("engagements.write_feedback", "wrote how it was", PARTIES, known_person, is_party)
SHARE_FEEDBACK = Action(
    "engagements.share_feedback", "showed the other school how it was", "who wrote it", known_person, wrote_feedback
)
SEND_THANKS = Action(
    "engagements.send_thanks",
    "sent a letter of thanks",
    "the head of the school that is helped, and who leads for it",
    known_person,
    leads_client,
)
READ_THANKS = Action("engagements.read_thanks", "read the letter of thanks", PARTIES, known_person, is_party)
READ_CERTIFICATE = Action(
    "engagements.read_certificate",
    "took a certificate home",
    "who gave the days, and the head of their school",
    known_person,
    has_certificate,
)
