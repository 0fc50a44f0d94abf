"""A request as its page shows it: to the school in plain words, to who works on it with owner and clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.support_requests import policy, rules
from linkage.support_requests.enums import ENDED, OPEN, OUTCOMES, RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.presenters import asking, more
from linkage.support_requests.presenters.clocks import ClockWords, clock_in_words
from linkage.support_requests.presenters.names import hides_name_from, shown_asker, shown_name
from linkage.support_requests.queries import Steps

S = RequestStatus
# How a status stands for the school, and for who works on it: the shape of the tag.
SCHOOL_TAGS = {
    S.WAITING_FOR_SCHOOL: "you",
    S.LINKED: "good",
    S.SIGNPOSTED: "good",
    S.COMMISSIONED: "good",
    S.JOINED: "good",
    S.CANNOT_HELP_YET: "bad",
}
WORKING_TAGS = {**SCHOOL_TAGS, S.WAITING_FOR_SCHOOL: "wait", S.APPROACHING: "wait"}
WORKING_WORDS = {
    S.SUBMITTED: "Nobody has said yet that we have it",
    S.ACKNOWLEDGED: "To be looked at",
    S.IN_TRIAGE: "To be looked at",
    S.WAITING_FOR_SCHOOL: "Waiting for the school",
    S.MATCHING: "Waiting for you to choose",
    S.APPROACHING: "Waiting for an answer",
}
# What comes next in the words of who works on it, where the school reads of itself.
WORKING_NEXT = {
    S.APPROACHING: "Somebody has been asked whether they can help. When they agree, both are introduced by e-mail.",
    S.LINKED: "The two schools have been introduced by e-mail. They talk to each other from here.",
    S.SIGNPOSTED: "The school was pointed to something by e-mail. It stands below, with what became of it.",
    S.COMMISSIONED: "The money is approved and the support is being bought. The school hears when it is ordered.",
    S.JOINED: "The school joins something that is there already, and was told. When it has begun you ask how it went.",
    S.WITHDRAWN: "The school withdrew this request. Nothing more happens.",
}
INTRODUCED = "Introduced"
SHARED = "We found people who could help. Say who you would like to meet: the days until then do not count."
# While somebody is asked, the app that asks them offers what comes next.
CHOOSABLE = {*OPEN, S.CANNOT_HELP_YET} - {S.SUBMITTED, S.WAITING_FOR_SCHOOL, S.APPROACHING}


@dataclass(frozen=True)
class Waits:
    """What holds a request up: an owner who is away, a school that has not answered; and what can be done about it."""

    owner_away: str
    reminded_next: str
    can_go_on: bool
    can_let_go: bool


@dataclass(frozen=True)
class RecordPage:
    """Everything the page of one request shows."""

    reference: str
    title: str
    lead: str
    tags: list[tuple[str, ...]]
    owner: str
    owner_gone: str
    waits: Waits
    clock: ClockWords | None
    steps: list[dict[str, str]]
    words: str
    words_heading: str
    facts: list[tuple[str, str]]
    happens_next: str
    question: Question | None
    works: bool
    can_take: bool
    can_take_over: bool
    can_choose: bool
    can_ask: bool
    can_cannot_help: bool
    can_look_after_all: bool
    can_close: bool
    closes_later: str
    can_withdraw: bool
    can_answer: bool


def record_page(
    *,
    actor: Actor,
    at: datetime,
    support_request: SupportRequest,
    steps: Steps,
    question: Question | None,
    areas: list[Area],
    avoided: list[Organisation],
    referred_by: str = "",
) -> RecordPage:
    """Return the page of a request for this reader; `steps` knows whose it is, and what is promised and waited for."""
    owner, clock, state = steps.owners.of(support_request), steps.clocks.of(support_request), support_request.state
    works, speaks = policy.handles(actor, support_request), policy.is_asker(actor, support_request)
    return RecordPage(
        reference=support_request.reference,
        title=support_request.title,
        lead=_lead(actor, support_request),
        tags=_tags(support_request, works=works),
        owner=owner.name if owner else "Nobody",
        owner_gone=_owner_gone(support_request, owner, works=works),
        waits=_waits(support_request, steps, question, works=works),
        clock=clock_in_words(clock) if works else None,
        steps=stages(support_request),
        words=support_request.words,
        words_heading="In your words" if speaks else "In their words",
        facts=_facts(support_request, areas, avoided, referred_by),
        happens_next=happens_next(support_request, owner, clock, works=works, has_question=question is not None),
        question=question,
        works=works,
        **_can_work(state, owner, works=works),
        closes_later=_closes_later(support_request, at),
        can_withdraw=speaks and state not in (S.CLOSED, S.WITHDRAWN),
        can_answer=speaks and question is not None,
    )


def _can_work(state: S, owner: Person | None, *, works: bool) -> dict[str, Any]:
    """What who works on it can do now; nothing for anybody else."""
    return {
        "can_take": works and state == S.SUBMITTED,
        "can_take_over": works and owner is None and state not in (S.SUBMITTED, *ENDED),
        "can_choose": works and state in CHOOSABLE,
        "can_ask": works and state in (S.SUBMITTED, S.ACKNOWLEDGED, S.IN_TRIAGE, S.MATCHING),
        "can_cannot_help": works and state in set(OPEN) - {S.SUBMITTED},
        "can_look_after_all": works and state == S.JOINED,
        "can_close": works and state in OUTCOMES,
    }


def _closes_later(support_request: SupportRequest, at: datetime) -> str:
    """Why a request that has come to something cannot be closed yet; nothing when it can."""
    return " ".join(each.sentence for each in rules.the_introduction_stands(at, support_request.stands_at))


def _owner_gone(support_request: SupportRequest, owner: Person | None, *, works: bool) -> str:
    """What is said when its owner no longer works on requests; nothing while somebody looks after it."""
    if owner or support_request.owner is None or support_request.state in ENDED:
        return ""
    after = "Nobody looks after this one." if works else "The programme gives yours to somebody else."
    return f"{support_request.owner.name} no longer works on requests. {after}"


def _waits(support_request: SupportRequest, steps: Steps, question: Question | None, *, works: bool) -> Waits:
    clock = steps.answer_clock(support_request)
    return Waits(
        owner_away=_owner_away(steps, support_request),
        reminded_next=_reminded_next(clock, steps.at) if works else "",
        can_go_on=works and question is not None,
        can_let_go=works and clock is not None and clock.has_lapsed,
    )


def _owner_away(steps: Steps, support_request: SupportRequest) -> str:
    """Who looks after it meanwhile; the owner knows themselves that they are away."""
    owner = steps.owners.of(support_request)
    if owner is None or steps.actor.is_person(owner.pk):
        return ""
    acting = steps.owners.acting(support_request)
    if acting is None or acting == owner:
        return ""
    return f"{owner.first_name} is away: {acting.name} looks after it meanwhile."


def _reminded_next(clock: rules.AnswerClock | None, at: datetime) -> str:
    """When the school is reminded, and until when it is only waited for."""
    if clock is None or clock.is_stopped or clock.has_lapsed:
        return ""
    until = f"From {words.day(clock.lapses_on)} you decide how it goes on."
    on = clock.next_reminder_on(day_of(at))
    return f"A reminder goes by itself on {words.day(on)}. {until}" if on else f"They have been reminded. {until}"


def _lead(actor: Actor, support_request: SupportRequest) -> str:
    school = support_request.organisation
    where = f", {school.town}" if school and school.town and not hides_name_from(actor, support_request) else ""
    asker = shown_asker(actor, support_request)
    sent = day_of(support_request.submitted_at or support_request.saved_at)
    by = f" by {asker}" if asker else ""
    return f"{shown_name(actor, support_request)}{where}. Asked{by} on {words.day(sent)}"


def _tags(support_request: SupportRequest, *, works: bool) -> list[tuple[str, ...]]:
    state = support_request.state
    if works:
        kind = WORKING_TAGS.get(state, "you" if state in OPEN else "quiet")
        shown: list[tuple[str, ...]] = [(kind, WORKING_WORDS.get(state, state.label))]
    else:
        shown = [(SCHOOL_TAGS.get(state, "wait" if state in OPEN else "quiet"), state.label)]
    if support_request.is_name_hidden:
        shown.append(("quiet", "School’s name hidden", "hidden"))
    return shown


def stages(support_request: SupportRequest) -> list[dict[str, str]]:
    """Where it has got to: asked, answered, choosing, and what came of it; what is over has its day."""
    known: list[tuple[str, datetime | None]] = [
        ("Asked", support_request.submitted_at),
        ("We have it", support_request.acknowledged_at),
        ("Choosing", support_request.routed_at),
        came_of(support_request),
    ]
    last = max(place for place, (_, at) in enumerate(known) if at is not None or place == 0)
    return [_step(text, at, place, last, support_request) for place, (text, at) in enumerate(known)]


def came_of(support_request: SupportRequest) -> tuple[str, datetime | None]:
    """What came of it and when; an introduction is what is looked for until then."""
    others = {
        "Pointed to something": support_request.signposted_at,
        "Joined something" if support_request.joined_name else "Support bought": support_request.helped_at,
    }
    found = {INTRODUCED: support_request.introduced_at, **others}
    return next(((text, at) for text, at in found.items() if at is not None), (INTRODUCED, None))


def _step(text: str, at: datetime | None, place: int, last: int, about: SupportRequest) -> dict[str, str]:
    note = _short_day(at) if at else ""
    if place == last and about.is_open:
        return {"text": text, "state": "now", "note": f"since {note}" if place else note}
    return {"text": text, "state": "done" if place <= last and at else "", "note": note}


def _short_day(at: datetime) -> str:
    day = day_of(at)
    return f"{day.day} {day:%B}"


def _facts(
    support_request: SupportRequest, areas: list[Area], avoided: list[Organisation], referred_by: str
) -> list[tuple[str, str]]:
    contact = support_request.contact.name if support_request.contact else ""
    rows = [
        ("About", words.listing([area.name for area in areas])),
        ("What would help", asking.ways_in_words(support_request.ways)),
        ("When", asking.window_in_words(support_request.window, support_request.window_note)),
        ("Cannot wait because", support_request.urgent_reason),
        ("Who it is for", support_request.who_for),
        ("Person to talk to", contact),
        ("Referred by", referred_by),
        ("Leave out", asking.named_with_town(avoided)),
        *more.rows(support_request),
        ("Joins", _joins(support_request)),
        ("Agreed to", support_request.consent_text),
    ]
    return [(key, value) for key, value in rows if value]


def _joins(support_request: SupportRequest) -> str:
    """What the school joins instead, and from when."""
    on = support_request.joined_on
    return f"{support_request.joined_name}{f', from {words.day(on)}' if on else ''}"


def happens_next(
    support_request: SupportRequest,
    owner: Person | None,
    clock: rules.ServiceClock | None,
    *,
    works: bool,
    has_question: bool,
) -> str:
    """One sentence for the school, or for who works on it: who does what, and by when."""
    if support_request.state == S.WAITING_FOR_SCHOOL and not has_question:
        return "The school chooses among the people you shared. The clock stands still." if works else SHARED
    if works and support_request.state in WORKING_NEXT:
        return WORKING_NEXT[support_request.state]
    who = owner.name if owner else "The programme"
    by = f" by {words.day(clock.due_on)}" if clock and clock.days_left >= 0 else " as soon as possible"
    sentences: dict[Any, str] = {
        S.SUBMITTED: f"{who} says that we have it{by}.",
        S.ACKNOWLEDGED: f"{who} looks at what you need and begins to choose who to introduce{by}.",
        S.IN_TRIAGE: f"{who} looks at what you need and begins to choose who to introduce{by}.",
        S.WAITING_FOR_SCHOOL: f"{who} has a question for you. The days until you answer do not count.",
        S.MATCHING: f"{who} chooses who could help you, and introduces you by e-mail{by}.",
        S.APPROACHING: "Somebody has been asked whether they can help. We introduce you by e-mail once they say yes.",
        S.LINKED: "You have been introduced by e-mail. The two schools talk to each other from here.",
        S.SIGNPOSTED: "You were pointed to something by e-mail. It stands below, with what happens next.",
        S.COMMISSIONED: "We are buying days of support for you. You hear who comes and when as soon as it is ordered.",
        S.JOINED: "You join something that is there already. We have written to you about it.",
        S.CANNOT_HELP_YET: f"Nobody could be found yet. {who} comes back to you when somebody can help.",
        S.WITHDRAWN: "Your school withdrew this request. Nothing more happens.",
        S.CLOSED: "This request is closed. Nothing more happens.",
    }
    return sentences.get(support_request.state, "")
