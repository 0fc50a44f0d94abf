"""An enquiry as its page shows it to whoever deals with it."""

from dataclasses import dataclass

from linkage.access.actor import Actor
from linkage.enquiries import policy
from linkage.enquiries.enums import EnquiryKind, EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.enquiries.rules import Promise
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.models import Person
from linkage.ui.next_actions import clock

S = EnquiryStatus
SOONEST_DAYS = 7
TAGS = {
    S.NEW: ("you", "Nobody has taken it on yet"),
    S.OWNED: ("you", "Waiting for you to answer"),
    S.ANSWERED: ("good", "Answered"),
    S.NOMINATION: ("good", "Became a nomination"),
    S.REQUEST: ("good", "Became a request"),
    S.MEMBER: ("good", "The school takes part"),
    S.CLOSED: ("quiet", "Closed"),
}
TITLES = {
    EnquiryKind.INTEREST: "{} would like to help",
    EnquiryKind.QUESTION: "A question from {}",
    EnquiryKind.SCHOOL: "{} would like their school to take part",
    EnquiryKind.PARTNER: "{} offers the help of an organisation",
}
ANSWERABLE = {S.NEW, S.OWNED, S.ANSWERED}


@dataclass(frozen=True)
class ClockWords:
    """The clock in words, and the state that picks its shape and colour."""

    state: str
    text: str


@dataclass(frozen=True)
class RecordPage:
    """Everything the page of one enquiry shows; each `can_…` is a button."""

    title: str
    lead: str
    tag: tuple[str, str]
    owner: str
    promise: ClockWords | None
    facts: list[tuple[str, str]]
    words: str
    head: Person | None
    reason: str
    is_waiting_for_head: bool
    head_is_silent: bool
    can_take: bool
    can_take_over: bool
    can_pass_on: bool
    needs_head: bool
    can_add_school: bool
    can_begin_request: bool
    can_reply: bool
    can_close: bool

    @property
    def answer_is_next(self) -> bool:
        """Whether answering is the one next thing: nothing better can be done with it, and its sender waits."""
        leads_on = self.can_pass_on or self.needs_head or self.can_add_school or self.is_waiting_for_head
        return self.can_reply and self.tag[0] == "you" and not leads_on

    @property
    def has_more(self) -> bool:
        """Whether anything else can be done than the one next thing."""
        return self.can_reply or self.can_begin_request or self.can_close


def record_page(
    *,
    actor: Actor,
    enquiry: Enquiry,
    owner: Person | None,
    promise: Promise | None,
    head: Person | None,
    head_is_silent: bool,
    is_member: bool,
) -> RecordPage:
    """Return the page of an enquiry; `owner` is who looks after it now, `head` the proved head of the school."""
    state, kind = enquiry.state, enquiry.what
    waits = enquiry.is_with_head and not head_is_silent
    answerable = state in ANSWERABLE or enquiry.is_lost
    is_interest = kind == EnquiryKind.INTEREST and answerable and not waits
    return RecordPage(
        title=TITLES[kind].format(enquiry.sender_name),
        lead=_lead(enquiry),
        tag=_tag(enquiry, waits=waits),
        owner=owner.name if owner else "Nobody",
        promise=promise_in_words(promise),
        facts=_facts(enquiry, head),
        words=enquiry.words,
        head=head,
        reason=enquiry.closing_reason,
        is_waiting_for_head=waits,
        head_is_silent=head_is_silent,
        can_take=state == S.NEW or enquiry.is_lost,
        can_take_over=owner is None and enquiry.is_open and state != S.NEW and not enquiry.is_lost,
        can_pass_on=is_interest and not enquiry.is_lost and head is not None and head.pk != enquiry.sender_id,
        needs_head=is_interest and not enquiry.is_lost and head is None,
        can_add_school=_can_add_school(actor, enquiry, is_member=is_member),
        can_begin_request=state in ANSWERABLE and kind in (EnquiryKind.QUESTION, EnquiryKind.SCHOOL),
        can_reply=state in ANSWERABLE,
        can_close=answerable,
    )


def _can_add_school(actor: Actor, enquiry: Enquiry, *, is_member: bool) -> bool:
    would = enquiry.what == EnquiryKind.SCHOOL and enquiry.state in ANSWERABLE and enquiry.organisation is not None
    return would and policy.LET_TAKE_PART.allows(actor, enquiry) and not (is_member and enquiry.state == S.ANSWERED)


def _tag(enquiry: Enquiry, *, waits: bool) -> tuple[str, str]:
    if waits:
        return "wait", "With the head"
    return ("you", "The draft was thrown away") if enquiry.is_lost else TAGS[enquiry.state]


def _lead(enquiry: Enquiry) -> str:
    place = f"{enquiry.place}. " if enquiry.place else ""
    return f"{place}Wrote to you on {words.day(day_of(enquiry.filed_at))}"


def _facts(enquiry: Enquiry, head: Person | None) -> list[tuple[str, str]]:
    sender, school = enquiry.sender, enquiry.organisation
    rows = [
        ("From", enquiry.sender_name),
        ("E-mail", sender.email if sender else ""),
        ("Telephone", sender.phone if sender else ""),
        ("Job title", enquiry.job_title),
        ("School" if school else "Organisation", enquiry.place),
        ("Where", ", ".join(part for part in (school.town, school.authority_name) if part) if school else ""),
        ("Headteacher, as they wrote it", enquiry.head_name),
        ("Headteacher who is proved", head.name if head else ""),
    ]
    return [(key, value) for key, value in rows if value]


def promise_in_words(promise: Promise | None) -> ClockWords | None:
    """Return "Answer by Thursday, 2 working days left"."""
    if promise is None:
        return None
    what = "Answer" if promise.is_taken else "Take it on"
    if promise.is_stopped:
        return ClockWords("plain", "The clock stands still")
    left = clock(promise.days_left).text.lower().replace("day", "working day")
    if promise.days_left < 0:
        return ClockWords("late", f"{what}: {left}")
    if promise.days_left == 0:
        return ClockWords(promise.standing, f"{what} today")
    day = f"{promise.due_on:%A}" if promise.days_left < SOONEST_DAYS else words.day(promise.due_on)
    return ClockWords(promise.standing, f"{what} by {day}, {left}")
