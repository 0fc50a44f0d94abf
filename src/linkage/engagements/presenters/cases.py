"""What others could learn: where it has got to, and what the form begins from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import WITH_CASE
from linkage.engagements.models import Engagement, Objective
from linkage.engagements.queries.cases import CaseFacts
from linkage.kernel import words
from linkage.practice import policy as practice_policy
from linkage.practice import rules as practice_rules
from linkage.practice.models import Practice

MOST_AREAS = 3
# As many as the question takes.
MOST_WORDS = 1_500


@dataclass(frozen=True)
class CasePanel:
    """One line and at most one way on."""

    text: str
    button: str = ""
    url: str = ""


def case_panel(actor: Actor, engagement: Engagement, written: Practice | None, url: str) -> CasePanel | None:
    """Return what the page of the ending says of it; None before it comes to its end."""
    if engagement.state not in WITH_CASE:
        return None
    if written is None:
        text = "What did you learn that another school could use? Both headteachers say yes before anybody reads it."
        return CasePanel(text, "Write it", url) if policy.WRITE_CASE.allows(actor, engagement) else None
    if practice_policy.SEE.allows(actor, written):
        return CasePanel(f"“{written.title}”: {written.state.label.lower()}.", "See it", written.path)
    return CasePanel(f"{written.written_by.name} is writing what others could learn.")


def case_initial(engagement: Engagement, facts: CaseFacts, actor: Actor, today: date) -> dict[str, Any]:
    """What the form holds at first: what it was about, what was done, and how each aim stands beside where it stood."""
    codes = [each.code for each in facts.areas][:MOST_AREAS]
    done = [each.text for aim in facts.objectives for each in aim.doing if each.done_at]
    what = [engagement.need, *(["What we did:"] if done else []), *done]
    return {
        # What an engagement is called often names the other school.
        "title": engagement.support_request.title or engagement.title,
        "what": words.shortened("\n".join(what), MOST_WORDS),
        "evidence": words.shortened("\n".join(_stands(aim) for aim in facts.objectives), MOST_WORDS),
        **dict(zip(("first_area", "second_area", "third_area"), codes, strict=False)),
        "phases": facts.school.phases,
        "owner": str(actor.person_id),
        "review_on": practice_rules.next_review_on(today),
    }


def _stands(aim: Objective) -> str:
    parts = "; ".join(_parts(aim))
    return f"{aim.text}: {parts}" if parts else aim.text


def _parts(aim: Objective) -> Iterator[str]:
    for said, value in (("it was", aim.baseline), ("we aimed at", aim.target), ("it is now", aim.standing)):
        if value:
            yield f"{said} {value}"
