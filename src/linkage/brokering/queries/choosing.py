"""Reads of choosing: who could help with a request, and the mail before it is sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.brokering import problem, rules
from linkage.brokering.rules import Ranking
from linkage.directory import queries as directory
from linkage.directory.models import Entry
from linkage.directory.queries import Pooled
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.kernel.violations import Violation
from linkage.links import queries as links
from linkage.links import rules as link_rules
from linkage.links.queries import Introduced
from linkage.programmes import queries as programmes
from linkage.support_requests.models import SupportRequest


@dataclass(frozen=True)
class Choice:
    """Who could help with one request and why not the others; `people` by entry id, `silent` who was asked
    before and did not answer.
    """

    ranking: Ranking
    people: dict[str, Pooled]
    silent: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Chosen:
    """One candidate, and the facts of the mail that would go out."""

    person: Pooled
    entry: Entry
    told: Introduced
    is_same_trust: bool
    # Everybody who could help, best for this request first.
    others: tuple[Pooled, ...] = ()


@dataclass(frozen=True)
class NotNow:
    """Somebody who cannot be introduced for a request now, and why; `told` has the words their mail would have had.

    `choice` is who could be introduced instead, where it is known already.
    """

    name: str
    violations: list[Violation]
    told: Introduced
    choice: Choice | None = None


def choice(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Choice:
    """Return who could help with a request, best for this request first, and why not the others."""
    found = problem.assemble(actor=actor, support_request=support_request, at=at)
    return Choice(rules.rank(found.need, found.helpers), found.people, found.silent)


def chosen(*, actor: Actor, support_request: SupportRequest, entry_id: UUID, at: datetime) -> Chosen | NotNow:
    """Return one candidate of a request, or why they are none (any more); raises NotFound for an unknown entry."""
    school = support_request.organisation
    if school is None:
        raise NotFound("candidate")
    found = choice(actor=actor, support_request=support_request, at=at)
    calendar = programmes.calendar(actor=actor, authority_code=school.authority_code)
    entry = _entry(actor, entry_id)
    told = links.to_introduce(
        actor=actor,
        support_request=support_request,
        entry=entry,
        first_contact_by_on=link_rules.first_contact_by(day_of(at), calendar),
    )
    if found.ranking.candidate(str(entry_id)) is None:
        return NotNow(entry.headline, found.ranking.in_the_way(str(entry_id)), told, found)
    person = found.people[str(entry_id)]
    is_same_trust = bool(school.trust_uid) and school.trust_uid == person.organisation.trust_uid
    others = tuple(found.people[each.helper.entry_id] for each in found.ranking.candidates)
    return Chosen(person, entry, told, is_same_trust, others)


def _entry(actor: Actor, entry_id: UUID) -> Entry:
    """The entry without its areas, which the mail does not name."""
    found = directory.entries_by_id(actor=actor, entry_ids=[entry_id]).prefetch_related(None).first()
    if found is None:
        raise NotFound("entry")
    return found
