"""The decision: one candidate is introduced, and what was known is kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.brokering import policy, problem, queries, rules
from linkage.brokering.operations.deciding import decide, known
from linkage.brokering.operations.ending import settle_others
from linkage.directory import operations as directory
from linkage.directory import queries as entries
from linkage.directory.models import Entry
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import operations as links
from linkage.links.models import Link
from linkage.programmes import queries as programmes
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import SupportRequest


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
    _hold_open(actor, support_request)
    if programmes.settings(actor=actor).asks_first:
        raise UnableToLink("Your programme asks first: nobody is introduced before they have said yes")
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
    snapshot = known(actor=actor, at=at, need=found.need, ranking=ranking, chosen=str(entry_id))
    snapshot |= {"round": planned} if planned else {}
    decide(actor=actor, at=at, support_request=support_request, entry=entry, snapshot=snapshot)
    settle_others(actor=actor, at=at, support_request=support_request)
    return made


def _hold_open(actor: Actor, support_request: SupportRequest) -> None:
    support_request.hold()
    if not queries.is_looking(actor=actor, support_request=support_request):
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
