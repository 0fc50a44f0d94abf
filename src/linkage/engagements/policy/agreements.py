"""The agreement: who reads it, who writes at it and who signs."""

from linkage.access.action import Action, known_person, system
from linkage.access.actor import Actor
from linkage.engagements.enums import Party
from linkage.engagements.models import Agreement, Engagement
from linkage.engagements.policy.parties import LEADS, PARTIES, edits_steps, is_party, leads, sees, works_on
from linkage.links.enums import Side
from linkage.people.enums import Role


def parties_of(actor: Actor, target: Engagement) -> list[Party]:
    """Return for whom the actor signs: each head, who leads the giving, and where it was bought the programme."""
    stands = {
        Party.CLIENT_HEAD: actor.acts_for(target.client_organisation_id, Role.HEAD),
        Party.HOME_HEAD: actor.acts_for(target.home_organisation_id, Role.HEAD),
        Party.LEAD: any(each.is_lead and actor.is_person(each.person_id) for each in target.of_side(Side.HOME)),
        Party.PROGRAMME: target.commission_id is not None and works_on(actor, target),
    }
    return [party for party, does_sign in stands.items() if does_sign]


def reads_agreement(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor reads what is agreed: the two schools, and who signs for the programme where it was bought."""
    return target is not None and (is_party(actor, target) or bool(parties_of(actor, target)))


def signs(actor: Actor, target: Agreement | None) -> bool:
    """Whether the actor signs for somebody; who took a role over does, and who left it does not."""
    return target is not None and bool(parties_of(actor, target.engagement))


_SIGNERS = "the two heads, who leads the giving, and where it was bought a coordinator or officer who works on it"
_READERS = f"{PARTIES}; {_SIGNERS}"
_FACT = f"{_READERS}; coordinators, officers and auditors the fact only"
SEE_AGREEMENT = Action("engagements.see_agreement", "looked at the agreement", _FACT, known_person, sees)
READ_AGREEMENT = Action("engagements.read_agreement", "read the agreement", _READERS, known_person, reads_agreement)
DRAFT_AGREEMENT = Action("engagements.draft_agreement", "wrote at the agreement", LEADS, known_person, leads)
OFFER = Action("engagements.offer", "offered the agreement for signing", LEADS, known_person, leads)
TAKE_OFFER_BACK = Action("engagements.take_offer_back", "took the agreement back", LEADS, known_person, leads)
AMEND = Action("engagements.amend", "began a new version of the agreement", LEADS, known_person, leads)
DROP_AMENDMENT = Action("engagements.drop_amendment", "left the agreement as it is", LEADS, known_person, leads)
SIGN = Action("engagements.sign", "signed the agreement", _SIGNERS, known_person, signs)
EDIT_CLAUSES = Action("engagements.edit_clauses", "changed the clauses of agreements", "coordinators", edits_steps)
REMIND_TO_SIGN = Action("engagements.remind_to_sign", "reminded who has still to sign", "a job of the house", system)
