"""The kinds of mails about support that is bought, each with an example about an invented school."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from linkage.kernel.days import LONDON
from linkage.links.enums import CommissionStatus, FundKind, Provider
from linkage.links.models import Commission, CommissionDecision, CommissionOutcome, FundingSource
from linkage.links.presenters import buying_mails
from linkage.links.queries.commissions import Told
from linkage.messaging.presenters import Kind, Mail
from linkage.people.models import Person
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

NOBODY = UUID(int=0)
AMOUNT = 175_000
NAMES = {
    "title": "Reading in Year 9",
    "school": "Thistlebank School",
    "amount": "£1,750.00",
    "fund": "School improvement fund 2026 to 2027",
    "prepared_by": "Farah Siddiqui",
}
Values = Mapping[str, str]


def _person(name: str) -> Person:
    return Person(id=uuid5(NOBODY, name), programme_id=NOBODY, name=name, email="somebody@school.example")


def _told(values: Values) -> Told:
    farah = _person(values["prepared_by"])
    commission = Commission(
        id=NOBODY,
        programme_id=NOBODY,
        status=CommissionStatus.AWAITING_APPROVAL,
        support_request=SupportRequest(id=NOBODY, programme_id=NOBODY, status=RequestStatus.MATCHING),
        title=values["title"],
        need="Two of our teachers learn to lead reading in tutor time.",
        half_days=7,
        day_price_pence=50_000,
        amount_pence=AMOUNT,
        provider_kind=Provider.OPEN,
        starts_on=date(2027, 1, 12),
        ends_on=date(2027, 3, 26),
        funding=FundingSource(id=NOBODY, programme_id=NOBODY, name=values["fund"], kind=FundKind.PROGRAMME),
        prepared_by=farah,
        saved_by=farah,
        sent_by=farah,
        cancel_reason="Our own reading lead is back from leave.",
    )
    decision = CommissionDecision(
        id=NOBODY,
        programme_id=NOBODY,
        decided_by=_person("Alan Fielding"),
        decided_at=datetime(2026, 11, 10, 9, 0, tzinfo=LONDON),
        amount_pence=AMOUNT,
        is_approved=False,
        reason="Three days are enough to begin with.",
    )
    outcome = CommissionOutcome(id=NOBODY, programme_id=NOBODY, place=1, outcome="Tutors read with their group daily")
    return Told(commission, "/", "/", values["school"], (outcome,), decision)


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Told], Mail]) -> Kind:
    return Kind(f"links.{name}", title, when, to, lambda values: write(_told(values)), names=NAMES)


_PREPARER = "Who sent it, and whoever looks after the request"
_SCHOOL = "Whoever asked, and the person it is for"
BUYING_KINDS = (
    _kind(
        "approval",
        "Approve money",
        "When support to buy is sent for approval",
        "Everybody who may approve it",
        lambda told: buying_mails.approval(told, path="/"),
    ),
    _kind(
        "approval_reminder",
        "Money still waits for approval",
        "When it has waited, twice at most",
        "Everybody who may approve it",
        lambda told: buying_mails.approval(told, path="/", is_reminder=True),
    ),
    _kind("approved", "The money is approved", "When somebody approves it", _PREPARER, buying_mails.approved),
    _kind("refused", "The money was refused", "When somebody refuses it", _PREPARER, buying_mails.refused),
    _kind(
        "ordered", "Support is ordered for you", "When you enter the purchase reference", _SCHOOL, buying_mails.ordered
    ),
    _kind(
        "buying_cancelled",
        "Not ordered after all",
        "When you cancel what was ordered",
        _SCHOOL,
        buying_mails.cancelled,
    ),
)
