"""The list of requests: the queue of who works on them, and a school's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.models import Person
from linkage.support_requests import policy, rules
from linkage.support_requests.enums import ENDED as ENDED_STATES
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.clocks import clock_in_words
from linkage.support_requests.presenters.names import shown_name
from linkage.support_requests.queries import Steps, WaitsFor
from linkage.support_requests.rules import Urgency
from linkage.ui import lists
from linkage.ui.icons import icon

OPEN_NOW, ENDED = "open", "ended"
STANDINGS = {"late": "Late", "soon": "Due soon", "plain": "In time", "stopped": "Waiting for the school or paused"}
URGENCIES: dict[str, str] = {
    Urgency.URGENT: "Cannot wait",
    Urgency.SOON: "As soon as possible",
    Urgency.CAN_WAIT: "Can wait",
}
MINE, NOBODYS, OTHERS = "mine", "nobody", "others"
WHOSE = {MINE: "Mine", NOBODYS: "Nobody’s", OTHERS: "Somebody else’s"}
NOBODY = "Nobody"
# A box to tick in a row; it belongs to the form below the list.
BOX = Markup(
    '<span class="lk-tick govuk-checkboxes govuk-checkboxes--small"><span class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" type="checkbox" name="request" value="{key}" id="give-{key}" form="give">'
    '<label class="govuk-label govuk-checkboxes__label" for="give-{key}">'
    '<span class="govuk-visually-hidden">{said}</span></label></span></span>{text}'
)


@dataclass(frozen=True)
class Row:
    """One request in the list."""

    support_request: SupportRequest
    url: str
    school: str
    owner: str
    owner_note: str
    whose: str
    status: str
    waits_for: WaitsFor | None
    urgency: Urgency
    sent_at: datetime
    ago: str
    # Of what somebody still works on: nothing waits any more in what has ended.
    age_days: int | None
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
    def age(self) -> str:
        """The working school days since it was sent, while somebody works on it."""
        if self.age_days is None:
            return ""
        return words.count(self.age_days, "working day") if self.age_days else "Today"

    @property
    def order(self) -> tuple[object, ...]:
        """What is late comes first, then what the school says cannot wait, then what is due; without a clock last."""
        left = self.clock.days_left if self.clock else 10_000
        return (self.standing != "late", self.clock is None, self.urgency.place, left, self.sent_at)


def row(actor: Actor, support_request: SupportRequest, *, steps: Steps, at: datetime, slug: str) -> Row:
    """Return one row as this reader may see it."""
    sent = support_request.submitted_at or support_request.saved_at
    works = policy.handles(actor, support_request)
    owner, acting = steps.owners.of(support_request), steps.owners.acting(support_request)
    return Row(
        support_request=support_request,
        url=reverse("support_requests:request", args=[slug, support_request.pk]),
        school=shown_name(actor, support_request),
        owner=owner.name if owner else NOBODY,
        owner_note=f"Away. {acting.name} looks after it" if owner and acting and acting != owner else "",
        whose=_whose(actor, owner),
        status=support_request.state.label if not works else _working_label(support_request.state),
        waits_for=steps.waits_for(support_request) if works else None,
        urgency=rules.urgency_of(support_request.urgent_reason, support_request.window),
        sent_at=sent,
        ago=words.ago(day_of(sent), day_of(at)),
        age_days=steps.clocks.age(support_request) if support_request.is_open else None,
        clock=steps.clocks.of(support_request),
        is_name_hidden=support_request.is_name_hidden,
    )


def _whose(actor: Actor, owner: Person | None) -> str:
    if owner is None:
        return NOBODYS
    return MINE if actor.looks_after(owner.pk) else OTHERS


def _working_label(state: RequestStatus) -> str:
    return "Waiting for the school" if state == RequestStatus.WAITING_FOR_SCHOOL else state.label


def _title(found: Row) -> dict[str, object]:
    link = Markup('<a class="govuk-link" href="{}">{}</a>').format(found.url, found.support_request.title)
    return {"text": link, "sub": _school(found)}


def _school(found: Row) -> str:
    hidden = " (name hidden from others)" if found.is_name_hidden and "hidden)" not in found.school else ""
    return f"{found.support_request.reference}. {found.school}{hidden}"


def _to_tick(found: Row) -> dict[str, object]:
    """The request with a box to tick, where it can be given to somebody; urgency as words, for nobody else to see."""
    title = _title(found)
    if found.urgency == Urgency.URGENT:
        said = Markup('<span class="lk-small"><strong>{}</strong> {}</span>')
        title["text"] = Markup("{}<br>{}").format(
            title["text"], said.format("Cannot wait:", found.support_request.urgent_reason)
        )
    if found.support_request.state in ENDED_STATES:
        return title
    key, about = found.support_request.pk, found.support_request
    title["text"] = BOX.format(key=key, said=f"Tick {about.reference}, {about.title}", text=title["text"])
    return title


def _waits(found: Row) -> dict[str, object] | str:
    if found.waits_for is None:
        return found.status
    return {"text": found.waits_for.who, "sub": found.waits_for.what}


def _waits_in_words(found: Row) -> str:
    return f"{found.waits_for.who} {found.waits_for.what}" if found.waits_for else ""


def _owner(found: Row) -> dict[str, object]:
    return {"text": found.owner, "sub": found.owner_note}


def _age(found: Row) -> dict[str, object] | str:
    asked = f"Asked {found.ago}"
    return {"text": found.age, "sub": asked} if found.age else asked


def _clock(found: Row) -> str:
    said = clock_in_words(found.clock)
    return said.text if said else ""


def _clock_shown(found: Row) -> str:
    said = clock_in_words(found.clock)
    if said is None:
        return Markup('<span class="lk-muted">None</span>')
    shape = icon("warning" if said.state == "late" else "clock")
    look = Markup('<span class="lk-clock lk-clock--{}">{}{}</span>')
    return look.format(said.state, shape, said.text)


_TITLE = lists.Column("Request", _title, export=lambda found: found.support_request.title)
_REFERENCE = lists.Column("Number", lambda found: found.support_request.reference)
_SCHOOL = lists.Column("School", lambda found: found.school)
_STATUS = lists.Column("Where it is", lambda found: found.status)
_OWNER = lists.Column("Owner", lambda found: found.owner)
_CLOCK = lists.Column("Next promise", _clock_shown, export=_clock)
_ASKED = lists.Column("Asked", lambda found: found.ago, export=lambda found: day_of(found.sent_at))
_TICK = lists.Column("Request", _to_tick, export=lambda found: found.support_request.title)
_WAITS = lists.Column("Waits for", _waits, export=_waits_in_words)
_QUEUE_OWNER = lists.Column("Owner", _owner, export=lambda found: found.owner)
_AGE = lists.Column("Age", _age, export=lambda found: found.age_days)
_URGENCY = lists.Column("Urgency", lambda found: URGENCIES[found.urgency])

_FILTERS = [
    lists.Filter("is", "Open or ended", key=lambda found: found.is_open, labels={OPEN_NOW: "Open", ENDED: "Ended"}),
    lists.Filter("status", "Where it is", key=lambda found: found.status),
]
_QUEUE_FILTERS = [
    lists.Filter("whose", "Whose", key=lambda found: found.whose, labels=WHOSE),
    lists.Filter("urgency", "Urgency", key=lambda found: found.urgency.value, labels=dict(URGENCIES)),
    lists.Filter("clock", "Clock", key=lambda found: found.standing, labels=STANDINGS),
    lists.Filter("owner", "Owner", key=lambda found: found.owner),
]
_OLDEST = lists.Sort("oldest", "Oldest first", key=lambda found: found.sent_at)
_NEWEST = lists.Sort("newest", "Newest first", key=lambda found: found.sent_at, reverse=True)
_URGENT = lists.Sort("urgent", "Most urgent first", key=lambda found: found.order)

QUEUE = lists.ListDefinition(
    noun="request",
    noun_plural="requests",
    columns=[_TICK, _WAITS, _QUEUE_OWNER, _CLOCK, _AGE],
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
QUEUE_EXPORTED = [*EXPORTED[:4], _WAITS, _OWNER, _CLOCK, _AGE, _URGENCY, _ASKED]


def looks(rows: Sequence[Row], asked: lists.Chosen, watches: str = "") -> tuple[list[tuple[str, str]], str]:
    """The questions a queue is asked each morning with how many each finds, and which of them is shown.

    `watches` is where somebody sees the schools that were referred and have not answered, where they may.
    """
    open_now = [each for each in rows if each.is_open == OPEN_NOW]
    wanted: tuple[tuple[str, dict[str, str], int], ...] = (
        ("Open", {}, len(open_now)),
        ("Mine", {"whose": MINE}, sum(each.whose == MINE for each in open_now)),
        ("Nobody’s", {"whose": NOBODYS}, sum(each.whose == NOBODYS for each in open_now)),
        ("Late", {"clock": "late"}, sum(each.standing == "late" for each in open_now)),
        ("Due soon", {"clock": "soon"}, sum(each.standing == "soon" for each in open_now)),
        ("Waiting", {"clock": "stopped"}, sum(each.standing == "stopped" for each in open_now)),
    )
    now = {name: values for name, values in asked.values.items() if values}
    found, here = [], ""
    for text, narrowed, number in wanted:
        choices = {**narrowed, "is": OPEN_NOW}
        shown = f"{text} ({number})"
        found.append((shown, f"?{urlencode(choices)}"))
        here = shown if now == {name: (value,) for name, value in choices.items()} else here
    if watches:
        found.append(("Referred, no answer yet", watches))
    return found, here
