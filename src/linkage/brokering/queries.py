"""Reads of choosing: who could help with a request, and the mail before it is sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.brokering import problem, rules
from linkage.brokering.rules import Candidate, Ranking
from linkage.directory import queries as directory
from linkage.directory.queries import Pooled
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.links import queries as links
from linkage.links import rules as link_rules
from linkage.links.queries import Introduced
from linkage.programmes import queries as programmes
from linkage.support_requests.models import SupportRequest


@dataclass(frozen=True)
class Choice:
    """Who could help with one request and why not the others; `people` by entry id."""

    ranking: Ranking
    people: dict[str, Pooled]


@dataclass(frozen=True)
class Chosen:
    """One candidate with the reasons, and the facts of the mail that would go out."""

    candidate: Candidate
    person: Pooled
    told: Introduced
    is_same_trust: bool


def choice(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Choice:
    """Return who could help with a request, best for this request first, and why not the others."""
    found = problem.assemble(actor=actor, support_request=support_request, at=at)
    return Choice(rules.rank(found.need, found.helpers), found.people)


def chosen(*, actor: Actor, support_request: SupportRequest, entry_id: UUID, at: datetime) -> Chosen:
    """Return one candidate of a request; raises NotFound for an entry that cannot be introduced for it."""
    found = choice(actor=actor, support_request=support_request, at=at)
    candidate = found.ranking.candidate(str(entry_id))
    school = support_request.organisation
    if candidate is None or school is None:
        raise NotFound("candidate")
    calendar = programmes.calendar(actor=actor, authority_code=school.authority_code)
    told = links.to_introduce(
        actor=actor,
        support_request=support_request,
        entry=directory.entry(actor=actor, entry_id=entry_id),
        first_contact_by_on=link_rules.first_contact_by(day_of(at), calendar),
    )
    person = found.people[str(entry_id)]
    is_same_trust = bool(school.trust_uid) and school.trust_uid == person.organisation.trust_uid
    return Chosen(candidate, person, told, is_same_trust)
