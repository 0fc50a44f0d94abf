"""The decision for somebody, and what was known when it was made."""

from datetime import datetime
from typing import Any

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.brokering.enums import ShortlistEnd
from linkage.brokering.models import Decision
from linkage.brokering.operations.sharing import end_shared
from linkage.brokering.rules import Need, Ranking, terms
from linkage.directory.models import Entry
from linkage.people import queries as people
from linkage.support_requests.models import SupportRequest

# What only a person can know, and says before anybody is told; the rest of the conflicts are rules.
DECLARED = ("family_ties", "same_pupils", "recent_inspector")


@part_of_operation
def decide(
    *, actor: Actor, at: datetime, support_request: SupportRequest, entry: Entry, snapshot: dict[str, Any]
) -> Decision:
    """Keep that the actor chose this entry for this request, with what was known of all candidates.

    Whatever was shared with the school has led to this, or is overtaken by it.
    """
    end_shared(actor=actor, at=at, support_request=support_request, because=ShortlistEnd.DECIDED)
    return Decision.objects.create(
        programme_id=support_request.programme_id,
        support_request=support_request,
        entry=entry,
        decided_by=people.person(actor=actor, person_id=actor.person_id),
        decided_at=at,
        snapshot=snapshot,
    )


@part_of_operation
def known(*, actor: Actor, at: datetime, need: Need, ranking: Ranking, chosen: str) -> dict[str, Any]:  # noqa: ARG001
    """Return what was known: ids, terms, points and names of rules; nobody's name, and no words of anybody's."""
    return {
        "chosen": chosen,
        "settings": {
            "bridge_months": need.bridge_months,
            "is_same_trust_excluded": need.is_same_trust_excluded,
            "areas_suggested": need.is_suggested,
        },
        "weights": terms.WEIGHTS,
        "candidates": [
            {
                "entry": candidate.helper.entry_id,
                "points": candidate.points,
                "terms": {term.name: term.points for term in candidate.terms},
            }
            for candidate in ranking.candidates
        ],
        "why_not": [
            {"entry": refusal.helper.entry_id, "rules": [obstacle.rule for obstacle in refusal.obstacles]}
            for refusal in ranking.why_not
        ],
        "declared_none": list(DECLARED),
    }
