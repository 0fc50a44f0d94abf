"""Reads of choosing: who could help with a request, and the mail before it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.brokering import policy, problem, rules
from linkage.brokering.rules import Ranking
from linkage.directory import queries as directory
from linkage.directory.queries import Pooled
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.kernel.violations import Violation
from linkage.links import queries as links
from linkage.links import rules as link_rules
from linkage.links.queries import Introduced
from linkage.programmes import queries as programmes
from linkage.support_requests import policy as request_policy
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.ui.next_actions import NextAction


@dataclass(frozen=True)
class Choice:
    """Who could help with one request and why not the others; `people` by entry id."""

    ranking: Ranking
    people: dict[str, Pooled]


@dataclass(frozen=True)
class Chosen:
    """One candidate, and the facts of the mail that would go out."""

    person: Pooled
    told: Introduced
    is_same_trust: bool


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
    return Choice(rules.rank(found.need, found.helpers), found.people)


def chosen(*, actor: Actor, support_request: SupportRequest, entry_id: UUID, at: datetime) -> Chosen | NotNow:
    """Return one candidate of a request, or why they are none (any more); raises NotFound for an unknown entry."""
    school = support_request.organisation
    if school is None:
        raise NotFound("candidate")
    found = choice(actor=actor, support_request=support_request, at=at)
    calendar = programmes.calendar(actor=actor, authority_code=school.authority_code)
    entry = directory.entry(actor=actor, entry_id=entry_id)
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
    return Chosen(person, told, is_same_trust)


def next_actions(*, actor: Actor, at: datetime) -> Iterator[NextAction]:
    """Return the schools for which nobody was found and for whom the actor looks again when places are counted anew."""
    if actor.kind != "person" or not policy.CHOOSE.allows(actor):
        return
    current = support_requests.current(actor=actor, at=at)
    waiting = [each for each in current if each.state == RequestStatus.CANNOT_HELP_YET]
    said_at = _said_at(actor, waiting) if waiting else {}
    owners = support_requests.Owners(actor, at)
    for each in waiting:
        if policy.CHOOSE.allows(actor, each) and owners.waits_for(actor, each):
            yield _look_again(actor, each, said_at.get(each.pk, each.saved_at), at)


def _said_at(actor: Actor, found: list[SupportRequest]) -> dict[UUID, datetime]:
    """When each school was last told that nobody could be found yet."""
    told = AuditEntry.objects.filter(
        programme_id=actor.tenant_id,
        action=request_policy.CANNOT_HELP.name,
        target_id__in=[each.pk for each in found],
    )
    return {
        target_id: told_at for target_id, told_at in told.order_by("at").values_list("target_id", "at") if target_id
    }


def _look_again(actor: Actor, found: SupportRequest, said_at: datetime, at: datetime) -> NextAction:
    """Something that waits until the half-term after the school was told, and from then on for the actor."""
    again_on = programmes.next_half_term(actor=actor, on=day_of(said_at)).starts_on
    school = found.organisation.name if found.organisation else ""
    is_due = day_of(at) >= again_on
    return NextAction(
        title=f"Look again: {found.title}" if is_due else found.title,
        text=f"{school}. Nobody could be found; there may be places now" if is_due else f"{school}. Nobody yet",
        url=reverse("support_requests:request", args=[found.programme.slug, found.pk]),
        button="Look again",
        since=said_at,
        due_on=again_on,
        waiting_for="" if is_due else "somebody who can help",
        happens_next=f"You look again from {words.day(again_on)}, or on any day before",
        section="requests",
    )
