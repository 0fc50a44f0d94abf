"""Everything that can wait for somebody, waiting for one person at once."""

import uuid
from datetime import timedelta

from django.db import models

from linkage.brokering.models import Plan, SharedPerson, SharedShortlist
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import Entry, Nomination, SavedSearch, SchoolMove, UnmetNeed
from linkage.directory.tests.factories import area
from linkage.enquiries.models import Enquiry
from linkage.links.models import Destination, Link, PastLink, Pulse, Signpost
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import MembershipRule
from linkage.organisations.tests import factories as organisations
from linkage.people.enums import AffiliationRole, InvitationMethod
from linkage.people.models import Affiliation, Designation, Invitation, Person
from linkage.people.tests import factories as people
from linkage.practice.models import Practice
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus as S
from linkage.support_requests.models import Referral, SupportRequest
from tests.trust.matrix.copies import again
from tests.trust.matrix.world import Side

# On this day all of it waits, and is not over.
THEN = NOW + timedelta(days=28)


def waits_for(side: Side, person: Person) -> None:
    """Let one of each kind of thing wait for this person; the tenancy is the caller's.

    What only who runs the programme has waits for all of them.
    """
    _of_people(side, person)
    _of_requests(side, person)
    _of_links(side, person)
    _of_entries(side, person)
    _of_practice(side, person)
    again(_kept(side, Enquiry, "enquiry_id"), passed_to=person)
    again(_kept(side, Enquiry, "enquiry_id"), passed_to=None, passed_at=None, owner=person)
    _of_schools(side)


def stands_beside_home(side: Side) -> None:
    """Let a link go quiet, searches find nobody, and the round lack one nominee; the tenancy is the caller's."""
    link = _kept(side, Link, "link_id")
    quiet = again(link.support_request, number=_next_number(side), status=S.LINKED)
    long_ago = NOW - timedelta(days=25)
    again(link, support_request=quiet, status="introduced", introduced_at=long_ago, changed_at=long_ago)
    code = area(side.programme, "hard-to-find", "Braille").code
    looked = UnmetNeed.objects.filter(programme=side.programme).first()
    for _ in range(3):
        again(looked, person=people.person(side.programme), source="search", area_codes=[code], noted_on=NOW.date())
    plan = Plan.objects.filter(programme=side.programme).order_by("-number").first()
    waiting = again(link.support_request, number=_next_number(side), status=S.MATCHING)
    plan.outcome["rows"].append(plan.outcome["rows"][0] | {"request": str(waiting.pk), "asks": [], "unmet": 1})
    plan.outcome["one_more"] = [code]
    plan.save()


def _of_people(side: Side, person: Person) -> None:
    invitation, claim = _kept(side, Invitation, "invitation_id"), _kept(side, Affiliation, "affiliation_id")
    far = invitation.organisation
    again(invitation, person=person, method=InvitationMethod.LETTER)
    Person.objects.filter(pk=person.pk).update(answered_at=NOW)
    again(claim, person=person, organisation=far)
    again(claim, person=people.person(side.programme, answered_at=NOW), organisation=far, role=AffiliationRole.HEAD)
    again(_kept(side, Designation, "designation_id"), person=person)


def _of_requests(side: Side, person: Person) -> None:
    asked = _kept(side, SupportRequest, "request_id")
    first = _next_number(side)
    again(_kept(side, SupportRequest, "draft_id"), asked_by=person)
    for number, state in enumerate((S.SUBMITTED, S.ACKNOWLEDGED, S.CANNOT_HELP_YET), first):
        again(asked, number=number, status=state, owner=person)
    again(asked, number=first + 10, status=S.LINKED, introduced_at=THEN, people_wanted=3, owner=person)
    chooses = again(
        asked, number=first + 11, status=S.WAITING_FOR_SCHOOL, waiting_since=NOW, asked_by=person, owner=person
    )
    shared = again(
        _kept(side, SharedShortlist, "shared_shortlist_id"),
        support_request=chooses,
        answered_at=None,
        answered_by=None,
        chosen_entry=None,
        answer="",
    )
    again(_kept(side, SharedPerson, "shared_person_id"), shortlist=shared)
    again(_kept(side, Referral, "referral_id"), contact=person)


def _of_links(side: Side, person: Person) -> None:
    link = _kept(side, Link, "link_id")
    first = _next_number(side)
    requests = [again(link.support_request, number=first + n, status=S.LINKED) for n in range(4)]
    again(link, support_request=requests[0], asker=person)
    pulsed = again(link, support_request=requests[1], asker=person)
    again(_kept(side, Pulse, "pulse_id"), link=pulsed, person=person)
    again(link, support_request=requests[2], stop_asked_by=person, stop_asked_at=NOW)
    again(link, support_request=requests[3], changed_at=NOW)
    PastLink.objects.create(
        programme=side.programme,
        linked_on=NOW.date() - timedelta(days=900),
        client_organisation=link.home_organisation,
        home_organisation=link.client_organisation,
        row_key=str(uuid.uuid4()),
        added_at=NOW,
    )
    again(_kept(side, Signpost, "signpost_id"), person=person)
    again(_kept(side, Destination, "destination_id"), review_on=THEN.date(), owner=person)


def _of_entries(side: Side, person: Person) -> None:
    nomination = _kept(side, Nomination, "nomination_id")
    again(_kept(side, Nomination, "half_written_id"), nominated_by=person)
    again(nomination, nominated_by=person, nominee=people.person(side.programme))
    again(nomination, nominee=person)
    again(nomination, nominee=people.person(side.programme), status=NominationStatus.AWAITING_APPROVAL)
    entry = _kept(side, Entry, "entry_id")
    again(entry, person=person)
    again(entry, person=people.person(side.programme), status=EntryStatus.LAPSED, lapsed_at=NOW)
    gone = again(entry, person=people.person(side.programme), status=EntryStatus.HIDDEN)
    move = _kept(side, SchoolMove, "move_id")
    again(move, entry=gone, from_organisation=move.to_organisation, to_organisation=move.from_organisation)
    again(_kept(side, SavedSearch, "saved_search_id"), person=person)
    looked = UnmetNeed.objects.filter(programme=side.programme).first()
    for number in range(3):
        again(looked, person=people.person(side.programme), noted_on=THEN.date() - timedelta(days=number))


def _of_practice(side: Side, person: Person) -> None:
    practice = _kept(side, Practice, "practice_id")
    again(
        practice,
        written_by=person,
        organisation=_kept(side, Practice, "draft_practice_id").organisation,
        status="draft",
    )
    again(practice, owner=person)


def _of_schools(side: Side) -> None:
    organisations.member(side.programme, organisations.school(status=SchoolStatus.CLOSED))
    fits = organisations.school(status=SchoolStatus.OPEN, authority_code="888")
    lists = ("authority_codes", "phases", "dioceses", "trust_uids", "religious_characters")
    rule = {**{each: [] for each in lists}, "authority_codes": [fits.authority_code]}
    MembershipRule.objects.filter(programme=side.programme).update(**rule)


def _next_number(side: Side) -> int:
    return 1 + SupportRequest.objects.filter(programme=side.programme).aggregate(last=models.Max("number"))["last"]


def _kept(side: Side, model: type[models.Model], record: str) -> models.Model:
    return model.objects.get(pk=side.records[record])
