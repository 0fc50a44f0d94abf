"""Two whole programmes whose every word is marked, so that one word of the other in any answer is a leak."""

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from linkage.access import links as action_links
from linkage.database.tenancy import acting_in
from linkage.organisations.models import MembershipRule, RegisterImport, SchoolGroup, SchoolGroupPlace
from linkage.organisations.tests import factories as organisations
from linkage.programmes.models import Closure, FrequentQuestion, Programme
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW
from tests.trust.matrix import (
    approaches,
    buying,
    engagements,
    enquiries,
    entries,
    mails,
    neighbours,
    peer_review,
    persons,
    practice,
    referrals,
    requests,
    sheets,
    signposts,
)
from tests.trust.matrix.marking import mark


@dataclass
class Side:
    """One programme: its people by role, and one of each record by the name its url argument has."""

    programme: Programme
    canary: str
    accounts: dict[str, object] = field(default_factory=dict)
    people: dict[str, object] = field(default_factory=dict)
    records: dict[str, uuid.UUID] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


def build(slug: str) -> Side:
    """Make a programme with every kind of record, each of its words marked with a random canary."""
    programme = programmes.programme(slug=slug)
    side = Side(programme, canary=f"canary{secrets.token_hex(8)}")
    with acting_in(programme.id):
        schools = _members(side)
        persons.add(side, schools)
        entries.add(side, schools)
        requests.add(side, schools)
        persons.add_papers(side, schools)
        approaches.add(side)
        buying.add(side, schools)
        engagements.add(side, schools)
        practice.add(side, schools)
        neighbours.add(side)
        peer_review.add(side, schools)
        enquiries.add(side, schools)
        sheets.add(side, schools)
        signposts.add(side)
        referrals.add(side)
        mails.add(side)
        mark(programme.id, side.canary)
        mails.write_to_sender(side)
    with acting_in(None):
        loading = RegisterImport.objects.create(file_name="register.csv", started_at=NOW)
    side.records["import_id"] = loading.pk
    return side


def _members(side: Side) -> list:
    schools = [organisations.school() for _ in range(3)]
    members = [organisations.member(side.programme, school) for school in schools]
    group = SchoolGroup.objects.create(programme=side.programme, name="Group")
    SchoolGroupPlace.objects.create(programme=side.programme, group=group, member=members[0])
    MembershipRule.objects.get_or_create(programme=side.programme)
    closure = Closure.objects.create(
        programme=side.programme, name="Holiday", starts_on=NOW.date(), ends_on=NOW.date() + timedelta(days=4)
    )
    frequent = FrequentQuestion.objects.create(programme=side.programme, question="Ask", answer="Answer", place=0)
    own_body = organisations.school(urn=None, programme=side.programme, kind="charity", name="Own body")
    side.records |= {
        "organisation_id": schools[0].pk,
        "member_id": members[0].pk,
        "invited_id": schools[2].pk,
        "group_id": group.pk,
        "closure_id": closure.pk,
        "frequent_question_id": frequent.pk,
        "own_body_id": own_body.pk,
        "body_id": own_body.pk,
        "home_id": schools[1].pk,
    }
    return schools


def token(side: Side, kind: str, record_id: uuid.UUID, person: str, state: str) -> str:
    """Return an action link of this side."""
    return action_links.make(
        kind,
        programme_id=side.programme.id,
        record_id=record_id,
        person_id=side.people[person].pk,
        state=state,
    )
