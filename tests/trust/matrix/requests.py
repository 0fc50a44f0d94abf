"""A request with what came of it, one that is a draft, and one that waits for its school."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from linkage.areas.models import Area
from linkage.brokering.models import Decision, SharedPerson, SharedShortlist
from linkage.directory.models import Entry
from linkage.links.models import Link, Pulse
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import AvoidedSchool, Question, RequestArea, SupportRequest
from tests.trust.matrix import rounds

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side", schools: list) -> None:
    """Keep them; the tenancy block is the caller's."""
    who, own = side.people, {"programme": side.programme}
    client, home, far = schools
    area = Area.objects.get(pk=side.records["area_id"])
    entry, other = (Entry.objects.get(pk=side.records[each]) for each in ("entry_id", "not_tried_id"))
    request = _sent(side, client, 1, RequestStatus.ACKNOWLEDGED)
    draft = SupportRequest.objects.create(
        **own, organisation=client, asked_by=who["asker"], words="Draft", created_at=NOW, saved_at=NOW
    )
    asked = _sent(side, client, 2, RequestStatus.WAITING_FOR_SCHOOL, waiting_since=NOW)
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
    side.records |= {
        "request_id": request.pk,
        "draft_id": draft.pk,
        "asked_id": asked.pk,
        "question_id": question.pk,
        "link_id": link.pk,
        "pulse_id": pulse.pk,
        "decision_id": decision.pk,
        "shared_shortlist_id": shared.pk,
        "shared_person_id": shared_person.pk,
    }


def _sent(side: "Side", school: Any, number: int, status: RequestStatus, **more: Any) -> SupportRequest:
    """A request that a school has sent and somebody looks after."""
    return SupportRequest.objects.create(
        programme=side.programme,
        organisation=school,
        asked_by=side.people["asker"],
        status=status,
        number=number,
        words="Need",
        title="Title",
        ways=["call"],
        window="soon",
        has_consent=True,
        owner=side.people["coordinator"],
        created_at=NOW,
        saved_at=NOW,
        submitted_at=NOW,
        acknowledged_at=NOW,
        **more,
    )
