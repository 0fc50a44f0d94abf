"""The letter of assurance as a page and as a PDF: who says of whom that checks are in order, and no certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from linkage.access.actor import Actor
from linkage.documents import presenters as documents
from linkage.engagements import policy
from linkage.engagements.enums import AT_WORK, BEFORE_START
from linkage.engagements.models import Engagement, Participant
from linkage.engagements.queries.assurance import Letter
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.programmes.queries import Sender

TEMPLATE = "engagements/data/letter_of_assurance.typ"
LETTER_NAME = "letter-of-assurance.pdf"


@dataclass(frozen=True)
class AssurancePage:
    """The letter as a page: what is said of whom, of whom it is missing, and who can say it."""

    said: list[list[str]]
    missing: str
    can_say: str
    waits: str
    can_write_rules: bool


def assurance_page(
    actor: Actor, engagement: Engagement, letter: Letter, can_say: Sequence[Participant]
) -> AssurancePage:
    """Return the page of the letter of assurance."""
    is_open = engagement.status in (*AT_WORK, *BEFORE_START)
    return AssurancePage(
        said=[[each.person.name, each.said_by.name, words.day(day_of(each.said_at))] for each in letter.said],
        missing=_names(letter.missing),
        can_say=_names(can_say) if is_open else "",
        waits=_waits(engagement, letter),
        can_write_rules=is_open and policy.SAY_VISITOR_RULES.allows(actor, engagement),
    )


def letter_pdf(engagement: Engagement, letter: Letter, sender: Sender) -> bytes:
    """Return the letter as a PDF for reception; the same words give the same file."""
    return documents.render(TEMPLATE, _data(engagement, letter, sender), made_at=letter.said_at)


def _data(engagement: Engagement, letter: Letter, sender: Sender) -> dict[str, Any]:
    return {
        "programme": sender.name,
        "colour": sender.colour,
        "home": engagement.home_organisation.name,
        "host": engagement.client_organisation.name,
        "title": engagement.title,
        "starts": words.day(engagement.starts_on),
        "ends": words.day(engagement.ends_on),
        "rules": engagement.visitor_rules,
        "people": [
            {"name": each.person.name, "by": each.said_by.name, "on": words.day(day_of(each.said_at))}
            for each in letter.said
        ],
    }


def _names(found: Sequence[Participant]) -> str:
    return words.listing([each.person.name for each in found])


def _waits(engagement: Engagement, letter: Letter) -> str:
    """Who says what is still missing."""
    home = engagement.home_organisation.name
    who = f"{letter.home_head.name}, head of {home}," if letter.home_head else f"The head of {home}"
    return f"{who} has still to say it for {_names(letter.missing)}."
