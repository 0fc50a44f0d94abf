"""A request for which somebody is asked."""

import uuid
from typing import TYPE_CHECKING

from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion, Decision
from linkage.directory.models import Entry
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side") -> None:
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
