"""Two whole programmes whose every word is marked, so that one word of the other in any answer is a leak."""

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from linkage.access import links as action_links
from linkage.accounts.tests import factories as accounts
from linkage.areas.models import Area
from linkage.brokering.models import (
    Approach,
    AskedPerson,
    CandidateQuestion,
    Decision,
    SharedPerson,
    SharedShortlist,
)
from linkage.database.tenancy import acting_in
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import (
    DriveAsk,
    Entry,
    EntryArea,
    Nomination,
    NominationDrive,
    SavedSearch,
    SchoolMove,
    ShortlistPlace,
    UnmetNeed,
)
from linkage.enquiries.models import Enquiry, Reply
from linkage.imports.enums import ImportKind, ImportStatus
from linkage.imports.models import ColumnMemory, SheetImport
from linkage.links.models import (
    Commission,
    CommissionDecision,
    CommissionOutcome,
    FundingSource,
    Link,
    PastLink,
    Pulse,
)
from linkage.messaging.models import InboundFile, InboundMail, Message, Wording
from linkage.organisations.models import MembershipRule, RegisterImport, SchoolGroup, SchoolGroupPlace
from linkage.organisations.tests import factories as organisations
from linkage.people.enums import AffiliationRole, DesignationStatus, Holder, InvitationMethod, Role
from linkage.people.models import (
    Affiliation,
    Cover,
    Designation,
    DesignationTitle,
    Digest,
    Invitation,
    Person,
    RoleGrant,
)
from linkage.people.tests import factories as people
from linkage.programmes.models import Closure, FrequentQuestion, Programme
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import AvoidedSchool, Question, RequestArea, SupportRequest
from tests.trust.matrix import referrals, rounds, signposts
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
        _staff(side, schools)
        _records(side, schools)
        _asking(side)
        _buying(side, schools)
        _enquiries(side, schools)
        _spreadsheets(side, schools)
        signposts.add(side)
        referrals.add(side)
        _mailbox(side)
        mark(programme.id, side.canary)
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


def _staff(side: Side, schools: list) -> None:
    client, home, far = schools
    made = {
        "coordinator": people.coordinator(side.programme),
        "officer": people.person(side.programme),
        "auditor": people.person(side.programme),
        "client head": people.head(side.programme, client),
        "asker": people.staff(side.programme, client, AffiliationRole.MIDDLE_LEADER),
        "home head": people.head(side.programme, home),
        "nominee": people.staff(side.programme, home),
        "stranger": people.staff(side.programme, far),
        "leaver": people.person(side.programme),
    }
    people.grant(made["officer"], Role.OFFICER)
    people.grant(made["auditor"], Role.AUDITOR)
    for role, person in made.items():
        account = accounts.account()
        person.account = account
        person.save(update_fields=["account"])
        side.accounts[role], side.people[role] = account, person


def _records(side: Side, schools: list) -> None:
    programme, who = side.programme, side.people
    client, home, far = schools
    own = {"programme": programme}
    area = Area.objects.filter(**own).first() or Area.objects.create(**own, code="phonics", name="Phonics")
    offer = {**own, "organisation": home, "phases": ["secondary"], "ways": ["call"], "words": "Words", "places": 3}
    nomination = Nomination.objects.create(
        **offer,
        nominee=who["nominee"],
        nominated_by=who["home head"],
        status=NominationStatus.AWAITING_AGREEMENT,
        area_codes=[area.code],
        created_at=NOW,
        sent_at=NOW,
    )
    half_written = Nomination.objects.create(
        **{**offer, "words": ""},
        name="Somebody",
        email="somebody@school.example",
        nominated_by=who["home head"],
        status=NominationStatus.DRAFT,
        created_at=NOW,
        saved_at=NOW,
    )
    entry = Entry.objects.create(**offer, person=who["nominee"], nomination=nomination, listed_at=NOW, confirmed_at=NOW)
    EntryArea.objects.create(**own, entry=entry, area=area)
    entry.asked_at = NOW
    entry.save(update_fields=["asked_at"])
    gone = Entry.objects.create(
        **offer,
        person=people.person(programme),
        nomination=nomination,
        listed_at=NOW,
        confirmed_at=NOW,
        status=EntryStatus.HIDDEN,
    )
    move = SchoolMove.objects.create(
        **own, entry=gone, from_organisation=home, to_organisation=client, said_by=gone.person, said_at=NOW
    )
    # Whoever was introduced for a request is not offered for it again: somebody else can still be.
    other = Entry.objects.create(
        **offer, person=people.staff(programme, home), nomination=nomination, listed_at=NOW, confirmed_at=NOW
    )
    EntryArea.objects.create(**own, entry=other, area=area)
    for kept in (entry, gone):
        ShortlistPlace.objects.create(**own, person=who["asker"], entry=kept, kept_at=NOW)
    saved = SavedSearch.objects.create(
        **own, person=who["asker"], name="Search", words="Phonics", kept_at=NOW, seen_at=NOW, new_ids=[entry.pk]
    )
    request = SupportRequest.objects.create(
        **own,
        organisation=client,
        asked_by=who["asker"],
        status=RequestStatus.ACKNOWLEDGED,
        number=1,
        words="Need",
        title="Title",
        ways=["call"],
        window="soon",
        has_consent=True,
        owner=who["coordinator"],
        created_at=NOW,
        saved_at=NOW,
        submitted_at=NOW,
        acknowledged_at=NOW,
    )
    draft = SupportRequest.objects.create(
        **own, organisation=client, asked_by=who["asker"], words="Draft", created_at=NOW, saved_at=NOW
    )
    asked = SupportRequest.objects.create(
        **own,
        organisation=client,
        asked_by=who["asker"],
        status=RequestStatus.WAITING_FOR_SCHOOL,
        number=2,
        words="Need",
        title="Title",
        ways=["call"],
        window="soon",
        has_consent=True,
        owner=who["coordinator"],
        created_at=NOW,
        saved_at=NOW,
        submitted_at=NOW,
        acknowledged_at=NOW,
        waiting_since=NOW,
    )
    question = Question.objects.create(
        **own, support_request=asked, words="Which year", asked_by=who["coordinator"], asked_at=NOW
    )
    RequestArea.objects.create(**own, support_request=request, area=area)
    AvoidedSchool.objects.create(**own, support_request=request, organisation=far)
    link = Link.objects.create(
        **own,
        support_request=request,
        entry=entry,
        title="Title",
        asker=who["asker"],
        helper=who["nominee"],
        client_organisation=client,
        home_organisation=home,
        introduced_by=who["coordinator"],
        introduced_at=NOW,
        first_contact_by_on=NOW.date(),
        undo_by_at=NOW + timedelta(days=1),
        changed_at=NOW,
    )
    pulse = Pulse.objects.create(
        **own, link=link, person=who["asker"], side="client", week=2, due_on=NOW.date(), asked_at=NOW
    )
    decision = Decision.objects.create(
        **own, support_request=request, entry=entry, decided_by=who["coordinator"], decided_at=NOW, snapshot={}
    )
    rounds.begin(who["coordinator"], request, other, entry)
    shared = SharedShortlist.objects.create(
        **own,
        support_request=request,
        is_named=True,
        shared_by=who["coordinator"],
        shared_at=NOW,
        answered_by=who["asker"],
        answered_at=NOW,
        chosen_entry=entry,
        answer="Answer",
    )
    shared_person = SharedPerson.objects.create(
        **own, shortlist=shared, entry=entry, role="Role", note="Note", reasons="Reasons"
    )
    invitation = Invitation.objects.create(
        **own, organisation=far, person=who["leaver"], method=InvitationMethod.EMAIL, sent_at=NOW
    )
    claim = Affiliation.objects.create(
        **own,
        person=who["leaver"],
        organisation=home,
        role=AffiliationRole.TEACHER,
        claimed_at=NOW,
        vouched_at=NOW,
    )
    mails = {
        status: Message.objects.create(
            programme_id=programme.id,
            template="test",
            recipients=[{"name": "N", "email": "n@example.org", "person_id": str(who["asker"].pk)}],
            from_name="From",
            subject="Subject",
            text="Text",
            html="<p>Html</p>",
            message_id=f"<{uuid.uuid4()}@linkage.test>",
            about_id=request.pk,
            status=status,
            created_at=NOW,
            due_at=NOW,
        )
        for status in ("uncertain", "sent", "failed")
    }
    Wording.objects.create(
        **own,
        template="people.declined",
        number=1,
        subject="Subject",
        opening="Opening",
        closing="Closing",
        written_at=NOW,
        written_by_id=who["coordinator"].pk,
    )
    title = DesignationTitle.objects.create(**own, name="Title", awarded_by="Body")
    designation = Designation.objects.create(
        **own,
        title=title,
        person=who["nominee"],
        specialism="For",
        awarded_by="Body",
        from_on=NOW.date() - timedelta(days=700),
        to_on=NOW.date() + timedelta(days=3650),
        evidence="Proof",
        status=DesignationStatus.HELD,
        said_by=who["coordinator"],
        said_at=NOW,
        asked_at=NOW,
        asked=1,
    )
    hub = DesignationTitle.objects.create(**own, name="Hub", holder=Holder.ORGANISATION)
    claimed = Designation.objects.create(
        **own,
        title=hub,
        organisation=home,
        awarded_by="Body",
        from_on=NOW.date() - timedelta(days=700),
        status=DesignationStatus.CLAIMED,
        said_by=who["home head"],
        said_at=NOW,
    )
    Digest.objects.create(**own, person=who["asker"], for_on=NOW.date(), made_at=NOW, actions=1)
    cover = Cover.objects.create(
        **own,
        person=who["coordinator"],
        looks_after=_another_officer(programme),
        from_on=NOW.date() + timedelta(days=3),
        to_on=NOW.date() + timedelta(days=400),
        arranged_by=who["coordinator"],
        arranged_at=NOW,
    )
    UnmetNeed.objects.create(
        **own,
        person=who["asker"],
        organisation=client,
        area_codes=[area.code],
        source="search",
        need=area.code,
        noted_on=NOW.date(),
    )
    drive = NominationDrive.objects.create(**own, area=area, started_by=who["coordinator"], started_at=NOW)
    drive_ask = DriveAsk.objects.create(**own, drive=drive, head=who["home head"], organisation=home, asked_at=NOW)
    with acting_in(None):
        loading = RegisterImport.objects.create(file_name="register.csv", started_at=NOW)
    side.records |= {
        "import_id": loading.pk,
        "drive_id": drive.pk,
        "cover_id": cover.pk,
        "title_id": title.pk,
        "designation_id": designation.pk,
        "claimed_id": claimed.pk,
        "drive_ask_id": drive_ask.pk,
        "person_id": who["asker"].pk,
        "other_id": people.person(programme).pk,
        "area_id": area.pk,
        "nomination_id": nomination.pk,
        "entry_id": entry.pk,
        "gone_id": gone.pk,
        "not_tried_id": other.pk,
        "move_id": move.pk,
        "saved_search_id": saved.pk,
        "request_id": request.pk,
        "draft_id": draft.pk,
        "asked_id": asked.pk,
        "question_id": question.pk,
        "half_written_id": half_written.pk,
        "link_id": link.pk,
        "pulse_id": pulse.pk,
        "decision_id": decision.pk,
        "shared_shortlist_id": shared.pk,
        "shared_person_id": shared_person.pk,
        "invitation_id": invitation.pk,
        "affiliation_id": claim.pk,
        "grant_id": RoleGrant.objects.get(person=who["officer"]).pk,
        "message_id": mails["uncertain"].pk,
        "kind": "people.declined",
        "sent_id": mails["sent"].pk,
        "failed_id": mails["failed"].pk,
    }


_PACKAGES = (
    ("commission_id", "awaiting_approval"),
    ("buying_draft_id", "draft"),
    ("approved_id", "approved"),
    ("ordered_id", "ordered"),
)


def _buying(side: Side, schools: list) -> None:
    """Support that waits for approval, beside what is a draft and what is ordered."""
    who, own, (client, home, _) = side.people, {"programme": side.programme}, schools
    alan = people.person(side.programme, account=accounts.account())
    people.grant(alan, Role.COMMISSIONER)
    side.people["commissioner"], side.accounts["commissioner"] = alan, alan.account
    fund = FundingSource.objects.create(
        **own,
        name="Fund",
        kind="programme",
        starts_on=NOW.date() - timedelta(days=60),
        ends_on=NOW.date() + timedelta(days=700),
        budget_pence=10_000_000,
        taken_pence=100_000,
    )
    request = SupportRequest.objects.get(pk=side.records["request_id"])
    made = {}
    for number, (name, status) in enumerate(_PACKAGES, start=10):
        asked = SupportRequest.objects.create(
            **own,
            organisation=client,
            asked_by=who["asker"],
            status=RequestStatus.MATCHING,
            number=number,
            words="Need",
            title="Title",
            has_consent=True,
            owner=who["coordinator"],
            created_at=NOW,
            saved_at=NOW,
            submitted_at=NOW,
            acknowledged_at=NOW,
            routed_at=NOW,
        )
        made[name] = Commission.objects.create(
            **own,
            status=status,
            support_request=asked,
            title=request.title,
            need="Need",
            half_days=2,
            day_price_pence=50_000,
            amount_pence=50_000,
            other_for="Other",
            provider_kind="organisation",
            organisation=home,
            starts_on=NOW.date() + timedelta(days=60),
            ends_on=NOW.date() + timedelta(days=90),
            funding=fund,
            note="Note",
            prepared_by=who["coordinator"],
            saved_by=who["coordinator"],
            sent_by=who["coordinator"],
            created_at=NOW,
            saved_at=NOW,
            sent_at=NOW,
            sent_count=1,
            purchase_reference="PO",
            cancel_reason="Reason",
        )
        CommissionOutcome.objects.create(
            **own, commission=made[name], place=1, outcome="Outcome", measure="How", baseline="Now", target="Then"
        )
        CommissionDecision.objects.create(
            **own,
            commission=made[name],
            decided_by=alan,
            decided_at=NOW,
            is_approved=False,
            amount_pence=1,
            reason="No",
        )
    side.records |= {name: each.pk for name, each in made.items()} | {"fund_id": fund.pk}


def _another_officer(programme: Programme) -> Person:
    made = people.person(programme)
    people.grant(made, Role.OFFICER)
    return made


def _enquiries(side: Side, schools: list) -> None:
    """One that its sender's head was asked about, and one that nobody has said is theirs."""
    who, own = side.people, {"programme": side.programme, "filed_at": NOW}
    enquiry = Enquiry.objects.create(
        **own,
        kind="interest",
        status="owned",
        sender=who["leaver"],
        organisation=schools[1],
        owner=who["coordinator"],
        passed_to=who["home head"],
        passed_at=NOW,
        confirmed_at=NOW,
        waiting_since=NOW,
    )
    unconfirmed = Enquiry.objects.create(**own, kind="question")
    reply = Reply.objects.create(
        programme=side.programme, enquiry=enquiry, written_by=who["coordinator"], written_at=NOW
    )
    side.records |= {"enquiry_id": enquiry.pk, "unconfirmed_id": unconfirmed.pk, "reply_id": reply.pk}


def _spreadsheets(side: Side, schools: list) -> None:
    own, (client, home, _) = {"programme": side.programme}, schools
    past = PastLink.objects.create(
        **own,
        linked_on=NOW.date() - timedelta(days=900),
        client_organisation=client,
        home_organisation=home,
        people="Who",
        about="About",
        notes="Notes",
        said_when="When",
        row_key="before",
        added_at=NOW,
    )
    sheet = {
        **own,
        "kind": ImportKind.PAST_LINKS,
        "brought_by": side.people["coordinator"],
        "file_name": "old.xlsx",
        "header_row": 1,
        "headings": ["Date", "Asking", "Helping"],
        "mapping": ["linked_on", "client", "home"],
        "created_at": NOW,
    }
    right, wrong = [2, ["14/03/2024", str(client.urn), str(home.urn)]], [4, ["14/03/2024", str(client.urn)] * 2]
    checked = SheetImport.objects.create(
        **sheet, rows=[right, [3, ["soon", str(home.urn), "Nowhere"]], wrong], skipped=[[5, "A total, not a row"]]
    )
    brought = SheetImport.objects.create(
        **sheet,
        status=ImportStatus.DONE,
        counts={"new": 1},
        made_ids=[past.pk],
        row_keys=["before"],
        rows=[wrong],
        confirmed_at=NOW,
    )
    ColumnMemory.objects.create(**own, kind=ImportKind.PAST_LINKS, fingerprint="0", mapping={}, saved_at=NOW)
    side.records |= {"sheet_import_id": checked.pk, "brought_id": brought.pk, "past_link_id": past.pk}


def _asking(side: Side) -> None:
    """A request for which the nominee is asked after their head said yes, somebody stands ready, and one said no."""
    own, who = {"programme": side.programme}, side.people
    entries = {"asked": "entry_id", "ready": "not_tried_id", "gone": "gone_id"}
    entries = {name: Entry.objects.get(pk=side.records[record]) for name, record in entries.items()}
    request = SupportRequest.objects.get(pk=side.records["request_id"])
    request.pk, request._state.adding = uuid.uuid4(), True
    request.status, request.number, request.routed_at = RequestStatus.APPROACHING, 4, NOW
    request.save()
    decision = Decision.objects.create(
        **own,
        support_request=request,
        entry=entries["asked"],
        decided_by=who["coordinator"],
        decided_at=NOW,
        snapshot={},
    )
    made = {
        status: Approach.objects.create(
            **own,
            support_request=request,
            entry=entry,
            decision=decision,
            status=status,
            place=place,
            prepared_at=NOW,
            sent_at=None if status == "prepared" else NOW,
            ended_at=NOW if status == "declined" else None,
        )
        for place, (status, entry) in enumerate(
            {"sent": entries["asked"], "prepared": entries["ready"], "declined": entries["gone"]}.items()
        )
    }
    asked = {"asked_at": NOW, "counts_from": NOW}
    said = {**own, **asked, "person": who["home head"], "part": "head", "number": 0, "answered_at": NOW}
    AskedPerson.objects.create(**said, approach=made["sent"], answer="yes", answered_by=who["home head"])
    declined = AskedPerson.objects.create(
        **said, approach=made["declined"], answer="no", reason="other", note="Note", answered_by=who["home head"]
    )
    person = AskedPerson.objects.create(
        **own, **asked, approach=made["sent"], person=who["nominee"], part="person", number=1
    )
    question = CandidateQuestion.objects.create(
        **own, support_request=request, asked=person, words="How many", asked_at=NOW
    )
    side.records |= {
        "approaching_id": request.pk,
        "approach_id": made["sent"].pk,
        "asked_person_id": person.pk,
        "declined_person_id": declined.pk,
        "candidate_question_id": question.pk,
    }


def _mailbox(side: Side) -> None:
    """One mail that is likely a request, with a file, and one that was filed to a request and nobody has read."""
    own = {"programme": side.programme, "proof": "proven", "received_at": NOW}
    asker = side.people["asker"]
    came = {**own, "from_email": asker.email, "writer_email": asker.email, "writer_name": "Writer", "text": "Words"}
    new = InboundMail.objects.create(**came, status="new", fingerprint="new", subject="Subject", place="Place")
    file = InboundFile.objects.create(
        programme=side.programme,
        mail=new,
        name="plan.pdf",
        content_type="text/plain",
        size=4,
        content=b"Plan",
        is_kept=True,
    )
    filed = InboundMail.objects.create(
        **came,
        status="filed",
        fingerprint="filed",
        person_id=asker.pk,
        about_type=SupportRequest._meta.label_lower,
        about_id=side.records["request_id"],
    )
    held = InboundMail.objects.create(**{**came, "proof": "failed"}, status="held", reason="forged", fingerprint="held")
    side.records |= {"inbound_id": new.pk, "file_id": file.pk, "filed_mail_id": filed.pk, "held_mail_id": held.pk}


def token(side: Side, kind: str, record_id: uuid.UUID, person: str, state: str) -> str:
    """Return an action link of this side."""
    return action_links.make(
        kind,
        programme_id=side.programme.id,
        record_id=record_id,
        person_id=side.people[person].pk,
        state=state,
    )
