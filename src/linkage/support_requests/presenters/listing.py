"""The list of requests: the queue of who works on them, and a school's own."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.models import Person
from linkage.support_requests import policy, rules
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.names import shown_name
from linkage.support_requests.presenters.record import clock_in_words
from linkage.ui import lists
from linkage.ui.icons import icon

OPEN_NOW, ENDED = "open", "ended"
STANDINGS = {"late": "Late", "soon": "Due soon", "plain": "In time", "stopped": "Waiting for the school or paused"}
NOBODY = "Nobody"


@dataclass(frozen=True)
class Row:
    """One request in the list."""

    support_request: SupportRequest
    url: str
    school: str
    owner: str
    status: str
    sent_at: datetime
    age: str
    clock: rules.ServiceClock | None
    is_name_hidden: bool

    @property
    def is_open(self) -> str:
        """Whether somebody still works on it."""
        return OPEN_NOW if self.support_request.state in OPEN else ENDED

    @property
    def standing(self) -> str:
        """How its clock stands; nothing when there is none."""
        return self.clock.standing if self.clock else ""

    @property
    def days_left(self) -> int:
        """For the order: what has no clock comes last."""
        return self.clock.days_left if self.clock else 10_000


def row(
    actor: Actor,
    support_request: SupportRequest,
    *,
    owner: Person | None,
    clock: rules.ServiceClock | None,
    at: datetime,
    slug: str,
) -> Row:
    """Return one row as this reader may see it; `owner` is who looks after it now."""
    sent = support_request.submitted_at or support_request.saved_at
    works = policy.handles(actor, support_request)
    return Row(
        support_request=support_request,
        url=reverse("support_requests:request", args=[slug, support_request.pk]),
        school=shown_name(actor, support_request),
        owner=owner.name if owner else NOBODY,
        status=support_request.state.label if not works else _working_label(support_request.state),
        sent_at=sent,
        age=words.ago(day_of(sent), day_of(at)),
        clock=clock,
        is_name_hidden=support_request.is_name_hidden,
    )


def _working_label(state: RequestStatus) -> str:
    return "Waiting for the school" if state == RequestStatus.WAITING_FOR_SCHOOL else state.label


def _title(found: Row) -> dict[str, object]:
    link = Markup('<a class="govuk-link" href="{}">{}</a>').format(found.url, found.support_request.title)
    hidden = " (name hidden from others)" if found.is_name_hidden and "hidden)" not in found.school else ""
    return {"text": link, "sub": f"{found.support_request.reference}. {found.school}{hidden}"}


def _clock(found: Row) -> str:
    said = clock_in_words(found.clock)
    return said.text if said else ""


def _clock_shown(found: Row) -> str:
    said = clock_in_words(found.clock)
    if said is None:
        return "None"
    shape = icon("warning" if said.state == "late" else "clock")
    look = Markup('<span class="lk-clock lk-clock--{}">{}{}</span>')
    return look.format(said.state, shape, said.text)


_TITLE = lists.Column("Request", _title, export=lambda found: found.support_request.title)
_REFERENCE = lists.Column("Number", lambda found: found.support_request.reference)
_SCHOOL = lists.Column("School", lambda found: found.school)
_STATUS = lists.Column("Where it is", lambda found: found.status)
_OWNER = lists.Column("Owner", lambda found: found.owner)
_CLOCK = lists.Column("Next promise", _clock_shown, export=_clock)
_ASKED = lists.Column("Asked", lambda found: found.age, export=lambda found: day_of(found.sent_at))

_FILTERS = [
    lists.Filter("is", "Open or ended", key=lambda found: found.is_open, labels={OPEN_NOW: "Open", ENDED: "Ended"}),
    lists.Filter("status", "Where it is", key=lambda found: found.status),
]
_QUEUE_FILTERS = [
    lists.Filter("clock", "Clock", key=lambda found: found.standing, labels=STANDINGS),
    lists.Filter("owner", "Owner", key=lambda found: found.owner),
]
_OLDEST = lists.Sort("oldest", "Oldest first", key=lambda found: found.sent_at)
_NEWEST = lists.Sort("newest", "Newest first", key=lambda found: found.sent_at, reverse=True)
_URGENT = lists.Sort("urgent", "Most urgent first", key=lambda found: (found.days_left, found.sent_at))

QUEUE = lists.ListDefinition(
    noun="request",
    noun_plural="requests",
    columns=[_TITLE, _STATUS, _OWNER, _CLOCK, _ASKED],
    filters=[*_FILTERS, *_QUEUE_FILTERS],
    sorts=[_URGENT, _OLDEST, _NEWEST],
    empty_title="No school has asked yet",
    empty_text="When one does, it stands here with its owner and its clock.",
)
OWN = lists.ListDefinition(
    noun="request",
    noun_plural="requests",
    columns=[_TITLE, _STATUS, lists.Column("Looked after by", lambda found: found.owner), _ASKED],
    filters=_FILTERS,
    sorts=[_NEWEST, _OLDEST],
    empty_title="You have not asked yet",
    empty_text="Six short questions, about three minutes.",
)
EXPORTED = [_REFERENCE, _TITLE, _SCHOOL, _STATUS, _OWNER, _CLOCK, _ASKED]
