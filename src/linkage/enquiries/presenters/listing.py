"""The list of enquiries."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from linkage.enquiries.enums import EnquiryKind, EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.enquiries.presenters.record import promise_in_words
from linkage.enquiries.rules import Promise
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.models import Person
from linkage.ui import lists
from linkage.ui.icons import icon

OPEN_NOW, ENDED = "open", "ended"
STANDINGS = {"late": "Late", "soon": "Due soon", "plain": "In time", "stopped": "Paused"}
NOBODY = "Nobody"
NO_CLOCK = 10_000


@dataclass(frozen=True)
class Row:
    """One enquiry in the list; `owner` is who looks after it now."""

    enquiry: Enquiry
    url: str
    owner: str
    promise: Promise | None
    arrived_at: datetime
    age: str

    @property
    def is_open(self) -> str:
        """Whether somebody still has to do something about it."""
        return OPEN_NOW if self.enquiry.is_open else ENDED

    @property
    def standing(self) -> str:
        """How its clock stands; nothing when there is none."""
        return self.promise.standing if self.promise else ""

    @property
    def days_left(self) -> int:
        """For the order: what has no clock comes last."""
        return self.promise.days_left if self.promise else NO_CLOCK

    @property
    def status(self) -> str:
        """Where it is, in words."""
        return f"With {self.enquiry.passed_to.name}" if self._with_head else str(self.enquiry.state.label)

    @property
    def _with_head(self) -> bool:
        return self.enquiry.is_with_head and self.enquiry.passed_to is not None


def row(enquiry: Enquiry, *, url: str, owner: Person | None, promise: Promise | None, at: datetime) -> Row:
    """Return one row."""
    arrived_at = enquiry.confirmed_at or enquiry.filed_at
    return Row(
        enquiry=enquiry,
        url=url,
        owner=owner.name if owner else NOBODY,
        promise=promise,
        arrived_at=arrived_at,
        age=words.ago(day_of(arrived_at), day_of(at)),
    )


def _sender(found: Row) -> dict[str, object]:
    link = Markup('<a class="govuk-link" href="{}">{}</a>').format(found.url, found.enquiry.sender_name)
    return {"text": link, "sub": found.enquiry.place}


def _promise(found: Row) -> str:
    said = promise_in_words(found.promise)
    return said.text if said else ""


def _promise_shown(found: Row) -> str:
    said = promise_in_words(found.promise)
    if said is None:
        return "None"
    shape = icon("warning" if said.state == "late" else "clock")
    return Markup('<span class="lk-clock lk-clock--{}">{}{}</span>').format(said.state, shape, said.text)


_SENDER = lists.Column("From", _sender, export=lambda found: found.enquiry.sender_name)
_WHAT = lists.Column("What", lambda found: str(found.enquiry.what.label))
_STATUS = lists.Column("Where it is", lambda found: found.status)
_OWNER = lists.Column("Owner", lambda found: found.owner)
_PROMISE = lists.Column("Next promise", _promise_shown, export=_promise)
_CAME = lists.Column("Came", lambda found: found.age, export=lambda found: day_of(found.arrived_at))
_PLACE = lists.Column("School or organisation", lambda found: found.enquiry.place)
_WORDS = lists.Column("In their words", lambda found: found.enquiry.words)

ENQUIRIES = lists.ListDefinition(
    noun="enquiry",
    noun_plural="enquiries",
    columns=[_SENDER, _WHAT, _STATUS, _OWNER, _PROMISE, _CAME],
    filters=[
        lists.Filter("is", "Open or ended", key=lambda found: found.is_open, labels={OPEN_NOW: "Open", ENDED: "Ended"}),
        lists.Filter(
            "what", "What", key=lambda found: found.enquiry.kind, labels={k.value: str(k.label) for k in EnquiryKind}
        ),
        lists.Filter(
            "status",
            "Where it is",
            key=lambda found: found.enquiry.status,
            labels={s.value: str(s.label) for s in EnquiryStatus},
        ),
        lists.Filter("clock", "Clock", key=lambda found: found.standing, labels=STANDINGS),
        lists.Filter("owner", "Owner", key=lambda found: found.owner),
    ],
    sorts=[
        lists.Sort("urgent", "Most urgent first", key=lambda found: (found.days_left, found.arrived_at)),
        lists.Sort("newest", "Newest first", key=lambda found: found.arrived_at, reverse=True),
        lists.Sort("oldest", "Oldest first", key=lambda found: found.arrived_at),
    ],
    empty_title="Nobody has written yet",
    empty_text="Whoever scans the poster or writes from the public page stands here once they have shown who they are.",
)
EXPORTED = [_SENDER, _PLACE, _WHAT, _STATUS, _OWNER, _PROMISE, _CAME, _WORDS]
