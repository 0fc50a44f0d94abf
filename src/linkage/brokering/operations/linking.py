"""The decision: one candidate is introduced, and what was known is kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.brokering import policy, problem, rules
from linkage.brokering.models import Decision
from linkage.brokering.rules import Need, Ranking, terms
from linkage.directory import operations as directory
from linkage.directory import queries as entries
from linkage.directory.models import Entry
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import operations as links
from linkage.links.models import Link
from linkage.people import queries as people
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import OPEN
from linkage.support_requests.models import SupportRequest

# What only a person can know, and says before the two are introduced; the rest of the conflicts are rules.
DECLARED = ("family_ties", "same_pupils", "recent_inspector")


class UnableToLink(Refused):
    """Two people who cannot be introduced for this request now."""


@operation(policy.LINK, target="support_request")
def link(
    *,
    actor: Actor,
    at: datetime,
    support_request: SupportRequest,
    entry_id: UUID,
    knows_of_none: bool,
    subject: str = "",
    greeting: str = "",
    planned: dict[str, Any] | None = None,
) -> Link:
    """Introduce the school and the person of an entry: one link, one place, one mail, one decision kept.

    `knows_of_none` is the actor's word that none of what is `DECLARED` is known to them. Everything else is looked at
    again while the request is held. `planned` is what a round knew of it, for the decision. Raises UnableToLink, and
    UnableToBook when somebody took the last place.
    """
    _hold_open(support_request)
    if not knows_of_none:
        raise UnableToLink("Say that you know of nothing that speaks against it, or choose somebody else")
    found = problem.assemble(actor=actor, support_request=support_request, at=at)
    ranking = rules.rank(found.need, found.helpers)
    UnableToLink.unless_none(ranking.in_the_way(str(entry_id)))
    entry = entries.entry(actor=actor, entry_id=entry_id)
    made = links.introduce(
        actor=actor, at=at, support_request=support_request, entry=entry, subject=subject, greeting=greeting
    )
    _book(actor, at, entry, made)
    support_requests.record_linked(actor=actor, at=at, support_request=support_request, stands_at=made.undo_by_at)
    Decision.objects.create(
        programme_id=support_request.programme_id,
        support_request=support_request,
        entry=entry,
        decided_by=people.person(actor=actor, person_id=actor.person_id),
        decided_at=at,
        snapshot=_snapshot(found.need, ranking, str(entry_id)) | ({"round": planned} if planned else {}),
    )
    return made


def _hold_open(support_request: SupportRequest) -> None:
    support_request.hold()
    if support_request.state not in OPEN:
        raise UnableToLink(f"This request is now “{support_request.state.label}”: there is nobody to introduce")


def _book(actor: Actor, at: datetime, entry: Entry, made: Link) -> None:
    directory.book_place(
        actor=actor,
        at=at,
        person=entry.person,
        organisation=entry.organisation,
        source_id=made.pk,
        on=day_of(at),
        entry=entry,
    )


def _snapshot(need: Need, ranking: Ranking, chosen: str) -> dict[str, Any]:
    """What was known: ids, terms, points and names of rules; nobody's name, and no words of anybody's."""
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
