"""The visits of an engagement as its two schools see them: the timeline, one visit, and the bar of days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import AT_WORK, BEFORE_START, VisitStatus
from linkage.engagements.models import Engagement, Visit
from linkage.engagements.presenters.visit_mails import words_of_length
from linkage.engagements.queries.visits import Seen
from linkage.kernel import money, words
from linkage.ui.next_actions import Clock, clock

V = VisitStatus
MOST_TITLE, NEWEST = 120, 4
# More boxes than this cannot be told apart on a telephone: the bar is drawn in three pieces.
MOST_BOXES, WIDTH, GAP = 30, 600, 1.5


@dataclass(frozen=True)
class Row:
    """One visit on the timeline."""

    visit: Visit
    title: str
    when: str
    tag: tuple[str, str, str] | None
    clock: Clock | None
    text: str
    is_next: bool


@dataclass(frozen=True)
class VisitsPanel:
    """The visits on the Summary page."""

    engagement_id: UUID
    rows: tuple[Row, ...]
    # Whether visits can be booked now.
    is_open: bool


@dataclass(frozen=True)
class DaysShown:
    """The days of an engagement: the bar, and its figures in days."""

    bar: Markup
    used: str
    booked: str
    left: str
    agreed: str

    @property
    def is_counted(self) -> bool:
        """Whether days were agreed at all."""
        return self.agreed != "0"


@dataclass(frozen=True)
class VisitsPage:
    """Everything the tab shows: what is to come, soonest first, and what has been, newest first."""

    to_come: tuple[Row, ...]
    so_far: tuple[Row, ...]
    days: DaysShown
    can_book: bool
    can_write_rules: bool
    closed: str


@dataclass(frozen=True)
class VisitPage:
    """Everything the page of one visit shows."""

    title: str
    lead: str
    tag: tuple[str, str, str]
    clock: Clock | None
    facts: list[tuple[str, str]]
    note: list[tuple[str, str]]
    is_draft: bool
    sent_back: str
    visitor_rules: str
    # What follows a visit that is still to come.
    to_come: str
    next: str
    host: str
    can_move: bool
    can_have_file: bool


def visits_page(actor: Actor, engagement: Engagement, found: Sequence[Seen], days: rules.Days) -> VisitsPage:
    """Return the visits tab."""
    to_come, so_far = _parted(actor, found)
    closed = rules.visits_can_be_booked(engagement.status)
    return VisitsPage(
        to_come=tuple(to_come),
        so_far=tuple(so_far),
        days=days_shown(days),
        can_book=not closed and policy.BOOK_VISIT.allows(actor, engagement),
        can_write_rules=engagement.status in (*AT_WORK, *BEFORE_START) and policy.leads_client(actor, engagement),
        closed=closed[0].sentence if closed else "",
    )


def visits_panel(actor: Actor, engagement: Engagement, found: Sequence[Seen]) -> VisitsPanel:
    """Return the four that the Summary shows: the next one, then the newest that have been; more to come where few."""
    to_come, so_far = _parted(actor, found)
    shown = [*to_come[: max(1, NEWEST - len(so_far))], *so_far]
    return VisitsPanel(engagement.pk, tuple(shown[:NEWEST]), is_open=not rules.visits_can_be_booked(engagement.status))


def _parted(actor: Actor, found: Sequence[Seen]) -> tuple[list[Row], list[Row]]:
    """To come, soonest first; so far, newest first. A note that is sent says that the visit has been."""
    ahead = [each for each in found if not each.has_come and each.visit.state == V.PLANNED][::-1]
    been = [each for each in found if each.has_come or each.visit.state != V.PLANNED]
    return [_row(actor, each, is_first=each is ahead[0]) for each in ahead], [_row(actor, each) for each in been]


def _row(actor: Actor, seen: Seen, *, is_first: bool = False) -> Row:
    visit = seen.visit
    is_sent = visit.state in (V.WRITTEN, V.AGREED)
    is_over = is_sent or visit.state == V.CANCELLED
    title = words.shortened(seen.done, MOST_TITLE) if is_sent and seen.done else visit.about
    parts = (("So far", seen.so_far), ("Next", seen.next_step))
    said = [f"{key}: {_sentence(text)}" for key, text in parts if is_sent and text]
    return Row(
        visit=visit,
        title=f"Next: {title}" if is_first else title,
        when=f"{words.day(visit.visits_on)}, {words_of_length(visit)}, {visit.visitor.name}",
        tag=_tag(actor, seen) if seen.has_come or is_over else None,
        clock=_note_clock(seen),
        text=" ".join(said),
        is_next=not seen.has_come and not is_over,
    )


def _tag(actor: Actor, seen: Seen) -> tuple[str, str, str]:
    visit = seen.visit
    if visit.state == V.WRITTEN:
        is_mine = policy.hosts(actor, visit)
        host = visit.engagement.client_organisation.name
        return ("wait", f"Waiting for {'you' if is_mine else host} to agree", "hourglass")
    if visit.state == V.AGREED:
        return "good", "Agreed", "tick"
    if visit.state == V.CANCELLED:
        return "quiet", "Cancelled, counts as given" if visit.counts_as_given else "Cancelled", "dash"
    if not seen.has_come:
        return "info", "Planned", "calendar"
    if policy.writes(actor, visit):
        return "you", "Sent back to you" if visit.sent_back else "Write the note", "pen"
    return "wait", "Note not written yet", "hourglass"


def _note_clock(seen: Seen) -> Clock | None:
    """How the note stands, while it is wanted: five working school days after the visit it is late."""
    is_open = seen.visit.engagement.status in AT_WORK
    return clock(seen.days_left) if seen.is_note_wanted and is_open else None


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def visit_page(actor: Actor, seen: Seen) -> VisitPage:
    """Return the page of one visit, with the one thing to do on it: "write", "agree" or "read"."""
    visit, engagement = seen.visit, seen.visit.engagement
    is_open = engagement.status in AT_WORK
    writes = is_open and policy.writes(actor, visit) and seen.is_note_wanted
    agrees = is_open and policy.hosts(actor, visit) and visit.state == V.WRITTEN
    is_planned = visit.state == V.PLANNED
    can_book = not rules.visits_can_be_booked(engagement.status)
    return VisitPage(
        title=visit.about,
        lead=f"{words.day(visit.visits_on)}, {words_of_length(visit)}",
        tag=_tag(actor, seen),
        clock=_note_clock(seen),
        facts=_facts(visit),
        note=note_of(seen),
        is_draft=is_planned or visit.state == V.CANCELLED,
        sent_back=visit.sent_back if is_planned else "",
        visitor_rules=engagement.visitor_rules,
        to_come=_to_come(actor, visit) if is_planned and not seen.has_come else "",
        next="write" if writes else "agree" if agrees else "",
        host=engagement.client_organisation.name,
        can_move=is_planned and can_book and policy.arranges(actor, visit),
        can_have_file=is_planned or visit.state == V.CANCELLED,
    )


def _to_come(actor: Actor, visit: Visit) -> str:
    writes = "You write" if actor.is_person(visit.visitor_id) else f"{visit.visitor.name} writes"
    host = visit.engagement.client_organisation.name
    return (
        f"{writes} a short note on that day, or within {words.number(rules.NOTE_DAYS)} working days of it. {host} "
        "reads it and agrees it."
    )


def note_of(seen: Seen) -> list[tuple[str, str]]:
    """Return what of the note the reader may read, box by box."""
    parts = (("What we did", seen.done), ("Impact so far", seen.so_far), ("What comes next", seen.next_step))
    return [(title, text) for title, text in parts if text]


def _facts(visit: Visit) -> list[tuple[str, str]]:
    engagement = visit.engagement
    rows = [
        ("Who comes", f"{visit.visitor.name}, {engagement.home_organisation.name}"),
        ("Where", engagement.client_organisation.name),
        ("Day", words.day(visit.visits_on)),
        ("How long", words_of_length(visit).capitalize()),
    ]
    if visit.state == V.AGREED and visit.agreed_by:
        rows.append(("Agreed by", visit.agreed_by.name))
    if visit.counts_as_given:
        rows.append(("Its time", f"{_length(visit)} used. {engagement.client_organisation.name} cancelled it"))
    return rows


def cancelling(visit: Visit, *, counts_as_given: bool) -> str:
    """Return what follows where the reader cancels it now."""
    if not counts_as_given:
        return "Both schools are told, and its day is free again."
    home = visit.engagement.home_organisation.name
    return (
        f"Both schools are told. You agreed {words.number(rules.VISIT_NOTICE_DAYS)} working days’ notice, and this is "
        f"less: {_length(visit)} counts as given. If it is {home} that cannot come, ask them to cancel it instead. If "
        "another day would do, move it: then no time is lost."
    )


def _length(visit: Visit) -> str:
    return money.half_days(visit.half_days)


def days_shown(days: rules.Days) -> DaysShown:
    """Return the bar of days and its figures."""
    return DaysShown(
        bar=_bar(days),
        used=_in_days(days.used),
        booked=_in_days(days.booked),
        left=_in_days(days.left),
        agreed=_in_days(days.agreed),
    )


def _in_days(half_days: int) -> str:
    return f"{half_days / 2:g}"


def _bar(days: rules.Days) -> Markup:
    """A box for each day, or each half where there are halves: used full, booked pale, the rest empty."""
    if not days.agreed:
        return Markup("")
    parts = (("f-accent", days.used), ("f-line", days.booked), ("f-track", days.left))
    total = sum(count for _, count in parts)
    size = 1 if any(count % 2 for _, count in parts) else 2
    boxes = list(_boxes(parts, size) if total // size <= MOST_BOXES else parts)
    step, start, drawn = WIDTH / total, 0.0, Markup("")
    for shade, count in boxes:
        width = count * step
        if count:
            drawn += Markup('<rect class="{}" x="{:.1f}" y="2" width="{:.1f}" height="18" rx="3"/>').format(
                shade, start + GAP, width - 2 * GAP
            )
        start += width
    said = f"{_in_days(days.agreed)} days: {_in_days(days.used)} used, {_in_days(days.booked)} booked, "
    return Markup(
        '<svg class="lk-svg lk-days" viewBox="0 0 600 22" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>'
    ).format(f"{said}{_in_days(days.left)} left", drawn)


def _boxes(parts: Iterable[tuple[str, int]], size: int) -> Iterable[tuple[str, int]]:
    return ((shade, size) for shade, count in parts for _ in range(count // size))


def noted(visit: Visit, *, is_draft: bool) -> str:
    """Return what is said once a note was kept or sent."""
    if is_draft:
        return "Kept as a draft that nobody but you sees"
    return f"Sent. {visit.engagement.client_organisation.name} reads it and agrees it"
