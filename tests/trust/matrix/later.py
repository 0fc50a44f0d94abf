"""The same records further on their way: only there do the forms of later states stand on a page."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from linkage.areas.models import Area
from linkage.brokering.models import SharedPerson, SharedShortlist
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import Allowance, Entry, Nomination
from linkage.enquiries.models import Enquiry
from linkage.kernel.half_terms import counted_from
from linkage.links.models import Commission, Destination, Link, Signpost
from linkage.organisations.tests import factories as organisations
from linkage.people.tests import factories as people
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from tests.trust.matrix.copies import again
from tests.trust.matrix.world import Side

# The pages to look at again with a record that is further on: its argument, and the record to fill in.
PAGES = (
    ("brokering:introduce", {"entry_id": "not_tried_id"}),
    ("brokering:ask", {"entry_id": "not_tried_id"}),
    ("commissions:commission", {"commission_id": "buying_draft_id"}),
    ("commissions:commission", {"commission_id": "approved_id"}),
    ("commissions:commission", {"commission_id": "ordered_id"}),
    ("commissions:commission", {"commission_id": "refused_id"}),
    ("commissions:change", {"commission_id": "refused_id"}),
    ("directory:nomination", {"nomination_id": "to_check_id"}),
    ("directory:entry", {"entry_id": "paused_id"}),
    ("enquiries:enquiry", {"enquiry_id": "offered_id"}),
    ("enquiries:enquiry", {"enquiry_id": "wondering_id"}),
    ("enquiries:enquiry", {"enquiry_id": "joining_id"}),
    ("imports:import", {"sheet_import_id": "brought_id"}),
    ("links:link", {"link_id": "fresh_id"}),
    ("links:link", {"link_id": "stopping_id"}),
    ("links:stop", {"link_id": "fresh_id"}),
    ("links:undo", {"link_id": "fresh_id"}),
    ("links:stop-by-link", {"link_id": "fresh_id"}),
    ("people:designation", {"designation_id": "claimed_id"}),
    ("people:answer-designation", {"designation_id": "claimed_id"}),
    ("people:prove-head", {"organisation_id": "invited_id"}),
    ("peer_review:round", {"round_id": "open_round_id"}),
    ("peer_review:round", {"round_id": "draft_round_id"}),
    *(("peer_review:visit", {"peer_visit_id": f"{each}_visit_id"}) for each in ("happened", "drafted", "agreed")),
    *(("peer_review:report", {"peer_visit_id": f"{each}_visit_id"}) for each in ("happened", "drafted", "agreed")),
    ("practice:practice", {"practice_id": "awaiting_head_practice_id"}),
    ("practice:practice", {"practice_id": "lapsed_practice_id"}),
    ("practice:practice", {"practice_id": "hidden_practice_id"}),
    ("practice:change", {"practice_id": "hidden_practice_id"}),
    ("practice:change", {"practice_id": "draft_practice_id"}),
    ("mail:message", {"message_id": "sent_id"}),
    ("mail:message", {"message_id": "failed_id"}),
    ("signposts:destination", {"destination_id": "due_id"}),
    ("signposts:destination", {"destination_id": "retired_id"}),
    ("signposts:sent", {"signpost_id": "not_helped_id"}),
    ("support_requests:request", {"request_id": "nobody_took_id"}),
    ("support_requests:request", {"request_id": "introduced_id"}),
    ("support_requests:request", {"request_id": "approaching_id"}),
    ("support_requests:request", {"request_id": "joined_id"}),
    ("support_requests:request", {"request_id": "deciding_id"}),
    ("support_requests:request", {"request_id": "unanswered_id"}),
    ("support_requests:close-unanswered", {"request_id": "unanswered_id"}),
    ("brokering:shortlist", {"request_id": "deciding_id"}),
)


def add(side: Side, at: datetime) -> None:
    """Add one record in each later state, and remember its key; the tenancy block is the caller's."""
    own = {"programme": side.programme}
    Area.objects.create(**own, code="retired", name="Retired", is_in_use=False)
    organisations.member(side.programme, organisations.school(website="www.school.example"))
    nomination = Nomination.objects.get(pk=side.records["nomination_id"])
    to_check = again(nomination, status=NominationStatus.AWAITING_APPROVAL, nominee=people.person(side.programme))
    entry = Entry.objects.get(pk=side.records["entry_id"])
    paused = again(
        entry,
        person=people.person(side.programme),
        status=EntryStatus.PAUSED,
        paused_until_on=timezone.localdate(at) + timedelta(days=9),
    )
    request = SupportRequest.objects.get(pk=side.records["request_id"])
    nobody_took = again(request, number=301, owner=None, status=RequestStatus.SUBMITTED, acknowledged_at=None)
    introduced = again(request, number=302, status=RequestStatus.LINKED)
    joined = again(request, number=304, status=RequestStatus.JOINED, joined_kind="event", joined_name="Event")
    refused = again(
        Commission.objects.get(pk=side.records["commission_id"]), status="refused", support_request=nobody_took
    )
    # The school chooses among the people shared with it; another has been asked something and never answered.
    waiting = {"status": RequestStatus.WAITING_FOR_SCHOOL, "waiting_since": at}
    deciding = again(request, number=306, **waiting)
    shared = SharedShortlist.objects.get(pk=side.records["shared_shortlist_id"])
    unsaid = {"answered_by": None, "answered_at": None, "chosen_entry": None, "answer": ""}
    open_one = again(shared, support_request=deciding, **unsaid)
    again(SharedPerson.objects.get(pk=side.records["shared_person_id"]), shortlist=open_one)
    long_ago = at - timedelta(days=40)
    unanswered = again(request, number=307, status=RequestStatus.WAITING_FOR_SCHOOL, waiting_since=long_ago)
    again(Question.objects.get(pk=side.records["question_id"]), support_request=unanswered, asked_at=long_ago)
    link = Link.objects.get(pk=side.records["link_id"])
    today = {"introduced_at": at, "changed_at": at, "undo_by_at": at + timedelta(days=1)}
    fresh = again(link, **today, support_request=introduced)
    asked_to_stop = {"stop_asked_by": side.people["home head"], "stop_asked_at": at}
    stopping = again(link, **today, **asked_to_stop, support_request=again(introduced, number=303))
    # Whoever visits has days to give, now and when forms name a day.
    for day in (timezone.localdate(at), date(2027, 6, 14)):
        Allowance.objects.update_or_create(
            **own,
            person=side.people["nominee"],
            period_starts_on=counted_from(day),
            defaults={"days_limit": 9, "places_limit": 9},
        )
    destination = Destination.objects.get(pk=side.records["destination_id"])
    signpost = Signpost.objects.get(pk=side.records["signpost_id"])
    not_helped = again(
        signpost,
        support_request=again(signpost.support_request, number=305),
        status="did_not_help",
        answered_at=at,
        next_on=None,
    )
    new = {"status": "new", "owner": None, "passed_to": None, "passed_at": None}
    enquiry = Enquiry.objects.get(pk=side.records["enquiry_id"])
    side.records |= {
        "offered_id": again(enquiry, **new).pk,
        "wondering_id": again(enquiry, **new, kind="question").pk,
        "joining_id": again(enquiry, **new, kind="school", organisation=organisations.school()).pk,
        "due_id": again(destination, review_on=timezone.localdate(at) + timedelta(days=3)).pk,
        "retired_id": again(destination, retired_at=at).pk,
        "not_helped_id": not_helped.pk,
        "to_check_id": to_check.pk,
        "paused_id": paused.pk,
        "fresh_id": fresh.pk,
        "stopping_id": stopping.pk,
        "nobody_took_id": nobody_took.pk,
        "introduced_id": introduced.pk,
        "joined_id": joined.pk,
        "refused_id": refused.pk,
        "deciding_id": deciding.pk,
        "unanswered_id": unanswered.pk,
    }
