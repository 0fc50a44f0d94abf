"""More of everything: the same programme after a busy year, for counting what a page asks when its lists grow."""

import uuid
from datetime import timedelta

from django.db import models

from linkage.access.models import AuditEntry
from linkage.areas.models import Area
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion, Decision, SharedPerson, SharedShortlist
from linkage.directory.models import Entry, EntryArea, Nomination
from linkage.enquiries.models import Enquiry, Reply
from linkage.links.models import (
    Commission,
    CommissionDecision,
    CommissionOutcome,
    Destination,
    DestinationArea,
    FundingSource,
    Link,
    Pulse,
    Signpost,
    SignpostPlace,
)
from linkage.messaging.models import InboundFile, InboundMail, Message
from linkage.organisations.models import Organisation, SchoolGroup, SchoolGroupPlace
from linkage.organisations.tests import factories as organisations
from linkage.peer_review.models import Round, RoundSchool
from linkage.people.enums import Role
from linkage.people.models import Affiliation, Cover, Designation, DesignationTitle, Invitation, Person
from linkage.people.tests import factories as people
from linkage.practice.models import Practice
from linkage.programmes.models import Closure, FrequentQuestion
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import AvoidedSchool, Question, Referral, RequestArea, SupportRequest
from tests.trust.matrix import rounds
from tests.trust.matrix.copies import again
from tests.trust.matrix.world import Side


def tell(side: Side, number: int) -> None:
    """Let a story stand on the pages of the request and the link, each line by somebody else."""
    teller = people.person(side.programme)
    for model, record in (
        (SupportRequest, "request_id"),
        (Link, "link_id"),
        (Nomination, "nomination_id"),
        (Enquiry, "enquiry_id"),
    ):
        AuditEntry.objects.create(
            programme_id=side.programme.id,
            at=NOW + timedelta(minutes=number),
            action={SupportRequest: "support_requests.take", Link: "links.say_met"}.get(model, "directory.send"),
            actor_kind="person",
            actor_person_id=teller.pk,
            target_type=model._meta.label_lower,
            target_id=side.records[record],
        )


def add(side: Side, number: int) -> None:
    """Add one more of each kind of record; the tenancy block is the caller's."""
    own, kept = {"programme": side.programme}, _Kept(side)
    client, home = kept.of(SupportRequest, "request_id").organisation, kept.of(Link, "link_id").home_organisation
    school = organisations.school()
    member = organisations.member(side.programme, school)
    group = SchoolGroup.objects.create(**own, name=f"Group {number}")
    SchoolGroupPlace.objects.create(**own, group=group, member=member)
    SchoolGroupPlace.objects.create(**own, group=kept.of(SchoolGroup, "group_id"), member=member)
    again(kept.of(Closure, "closure_id"))
    again(kept.of(FrequentQuestion, "frequent_question_id"), place=number)
    area = Area.objects.create(**own, code=f"area-{number}", name=f"Area {number}")
    helper = people.staff(side.programme, home)
    people.staff(side.programme, client)
    people.grant(people.person(side.programme), Role.OFFICER)
    people.head(side.programme, school)
    newcomer = people.person(side.programme)
    again(kept.of(Invitation, "invitation_id"), person=newcomer)
    again(kept.of(Cover, "cover_id"), person=people.coordinator(side.programme))
    title = again(kept.of(DesignationTitle, "title_id"), name=f"Title {number}")
    for each in (helper, kept.of(Designation, "designation_id").person):
        again(kept.of(Designation, "designation_id"), title=title, person=each)
    again(kept.of(Designation, "claimed_id"), title=title)
    for each in (client, home):
        claimant = people.person(side.programme, answered_at=NOW)
        again(kept.of(Affiliation, "affiliation_id"), person=claimant, organisation=each)
    _records(side, kept, number, helper, school, area)
    tell(side, number)


def _records(side: Side, kept: "_Kept", number: int, helper: Person, school: Organisation, area: Area) -> None:
    own = {"programme": side.programme}
    nomination = again(kept.of(Nomination, "nomination_id"), nominee=helper)
    again(kept.of(Nomination, "half_written_id"))
    entry = again(kept.of(Entry, "entry_id"), person=helper, nomination=nomination)
    EntryArea.objects.create(**own, entry=entry, area=area)
    EntryArea.objects.create(**own, entry=kept.of(Entry, "entry_id"), area=area)
    request = again(kept.of(SupportRequest, "request_id"), number=100 + number)
    again(kept.of(SupportRequest, "draft_id"))
    asked = again(kept.of(SupportRequest, "asked_id"), number=200 + number)
    again(kept.of(Question, "question_id"), support_request=asked)
    for each in (request, kept.of(SupportRequest, "request_id"), kept.of(SupportRequest, "draft_id")):
        RequestArea.objects.create(**own, support_request=each, area=area)
        AvoidedSchool.objects.create(**own, support_request=each, organisation=school)
    again(kept.of(Referral, "referral_id"))
    link = again(kept.of(Link, "link_id"), support_request=request, entry=entry, helper=helper)
    again(kept.of(Pulse, "pulse_id"), link=link)
    destination = again(kept.of(Destination, "destination_id"), title=f"Destination {number}")
    DestinationArea.objects.create(**own, destination=destination, area=area)
    for signpost in (kept.of(Signpost, "signpost_id"), again(kept.of(Signpost, "signpost_id"))):
        SignpostPlace.objects.create(**own, signpost=signpost, destination=destination, place=number, title="Title")
    _buying(kept, number, request)
    again(kept.of(Decision, "decision_id"), support_request=request, entry=entry)
    planned = SupportRequest.objects.filter(**own, number__lte=100 + number)
    rounds.plan(side.people["coordinator"], 10 + number, planned, kept.of(Entry, "not_tried_id"))
    approach = again(kept.of(Approach, "approach_id"), entry=entry)
    asked_helper = again(kept.of(AskedPerson, "asked_person_id"), approach=approach, person=helper)
    again(kept.of(CandidateQuestion, "candidate_question_id"), asked=asked_helper)
    shared = again(kept.of(SharedShortlist, "shared_shortlist_id"), support_request=request, chosen_entry=entry)
    for each in (shared, kept.of(SharedShortlist, "shared_shortlist_id")):
        again(kept.of(SharedPerson, "shared_person_id"), shortlist=each, entry=entry)
    for record in ("practice_id", "awaiting_head_practice_id", "draft_practice_id", "lapsed_practice_id"):
        again(kept.of(Practice, record))
    for record in ("round_id", "open_round_id", "draft_round_id"):
        again(kept.of(Round, record))
        again(kept.of(RoundSchool, "round_school_id"), round=kept.of(Round, record), organisation=school, person=helper)
    again(kept.of(Enquiry, "enquiry_id"), sender=helper, organisation=school)
    again(kept.of(Reply, "reply_id"))
    again(kept.of(Message, "message_id"), message_id=f"<{uuid.uuid4()}@linkage.test>")
    for record in ("inbound_id", "filed_mail_id", "held_mail_id"):
        again(kept.of(InboundMail, record), fingerprint=f"{record}-{number}")
    again(kept.of(InboundFile, "file_id"))


def _buying(kept: "_Kept", number: int, request: SupportRequest) -> None:
    """More money, more that is bought, and more that is hoped for and decided about each."""
    again(kept.of(FundingSource, "fund_id"), name=f"Fund {number}")
    again(kept.of(Commission, "commission_id"), support_request=request)
    for record in ("commission_id", "buying_draft_id", "approved_id", "ordered_id"):
        found = kept.of(Commission, record)
        again(CommissionOutcome.objects.filter(commission=found).first(), place=100 + number)
        again(CommissionDecision.objects.filter(commission=found).first())


class _Kept:
    """The records the world began with."""

    def __init__(self, side: Side) -> None:
        self.side = side

    def of(self, model: type[models.Model], record: str) -> models.Model:
        return model.objects.get(pk=self.side.records[record])
