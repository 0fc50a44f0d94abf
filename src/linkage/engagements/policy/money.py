"""Money: the programme's card of prices, what is quoted, what was spent, and invoice sheets."""

from linkage.access.action import Action, known_person
from linkage.access.actor import Actor
from linkage.engagements.models import Claim, Engagement, Invoice
from linkage.engagements.policy.agreements import reads_agreement
from linkage.engagements.policy.parties import LEADS, PARTIES, edits_steps, leads, leads_client, leads_home
from linkage.links.enums import Side

_READERS = f"{PARTIES}; where it was bought a coordinator or officer who works on it"
_HOME = "the head of the school that helps, and who leads for it"


def takes_claim_off(actor: Actor, target: Claim | None) -> bool:
    """Whether the actor takes this off again: who leads for the school that noted it."""
    if target is None:
        return False
    side = leads_home if target.side == Side.HOME else leads_client
    return side(actor, target.engagement)


def reads_money(actor: Actor, target: Engagement | None) -> bool:
    """Whether the actor reads what it costs: who reads what is agreed."""
    return reads_agreement(actor, target)


def sends_invoice(actor: Actor, target: Invoice | None) -> bool:
    """Whether the actor says what becomes of an invoice sheet: who leads for the school that made it."""
    return target is not None and leads_home(actor, target.engagement)


def notes_paid(actor: Actor, target: Invoice | None) -> bool:
    """Whether the actor says that it was paid: who leads for either school."""
    return target is not None and leads(actor, target.engagement)


READ_MONEY = Action("engagements.read_money", "looked at the money", _READERS, known_person, reads_money)
SAVE_QUOTE = Action("engagements.save_quote", "wrote what it costs", LEADS, known_person, leads)
ADD_CLAIM = Action("engagements.add_claim", "noted what was given or spent", LEADS, known_person, leads)
DROP_CLAIM = Action(
    "engagements.drop_claim",
    "took off what was given or spent",
    "the head of the school that noted it, and who leads for it",
    known_person,
    takes_claim_off,
)
MAKE_INVOICE = Action("engagements.make_invoice", "made an invoice sheet", _HOME, known_person, leads_home)
NOTE_SENT = Action("engagements.note_sent", "noted that an invoice was sent", _HOME, known_person, sends_invoice)
NOTE_PAID = Action("engagements.note_paid", "noted that an invoice was paid", LEADS, known_person, notes_paid)
VOID_INVOICE = Action("engagements.void_invoice", "took an invoice sheet back", _HOME, known_person, sends_invoice)
EDIT_RATE_CARD = Action("engagements.edit_rate_card", "changed what support costs", "coordinators", edits_steps)
