"""Asking somebody as the pages show it: the mail before it goes, the steps, and where each one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.brokering.enums import ApproachAnswer, ApproachStatus, Part
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.presenters import mails
from linkage.brokering.queries import Asking, Chosen, Line, Standing, ToAsk
from linkage.brokering.rules import approaches
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.messaging.presenters import Mail
from linkage.programmes.enums import AskingOrder
from linkage.support_requests.enums import ENDED, OPEN, RequestStatus
from linkage.support_requests.presenters.record import INTRODUCED, came_of
from linkage.ui.registry import Promise, RecordPanel

MOST_ALTERNATES, USUAL_ALTERNATES = 5, 2
S = ApproachStatus
TAGS = {
    S.PREPARED: "info",
    S.SENT: "wait",
    S.ACCEPTED: "good",
    S.DECLINED: "bad",
    S.SUGGESTED: "info",
    S.LAPSED: "quiet",
    S.RELEASED: "quiet",
}
STEP_OF = {Part.HEAD.value: "Asking the head", Part.PERSON.value: "Asking the person"}
PARTS = {
    AskingOrder.HEAD_PERSON: (Part.HEAD.value, Part.PERSON.value),
    AskingOrder.PERSON_HEAD: (Part.PERSON.value, Part.HEAD.value),
    AskingOrder.HEAD: (Part.HEAD.value,),
    AskingOrder.PERSON: (Part.PERSON.value,),
}
# Where the person is the head, whoever stands for the head is asked instead.
INSTEAD = {Part.HEAD.value: Part.CHAIR.value}
NEXT_WAITS = "Nobody is asked now. The next choice stands ready, and waits for one click of yours."
ALONE = "They are the head, and we know nobody who stands for the head there: nobody else has to agree."
AT_CHOOSING = (RequestStatus.MATCHING, RequestStatus.IN_TRIAGE)


@dataclass(frozen=True)
class Row:
    """One who was asked or stands ready, as whoever looks after the request reads of them."""

    approach_id: str
    name: str
    entry_id: str
    school: str
    tag: tuple[str, str]
    says: tuple[str, ...]
    is_out: bool
    is_ready: bool
    # The answer that was noted for one of them and can still be taken back, where there is one.
    noted_id: str


@dataclass(frozen=True)
class TakingBack:
    """The page before a noted answer is taken back; `in_the_way` is why it cannot be, nothing where it can."""

    is_theirs: bool
    lead: str
    after: str
    in_the_way: str


def alternates(chosen: Chosen) -> list[tuple[str, str]]:
    """Return who could stand ready after somebody, best for this request first: (key, name and school)."""
    others = [each for each in chosen.others if each.entry_id != chosen.person.entry_id]
    return [(str(each.entry_id), f"{each.name}, {each.organisation.name}") for each in others[:MOST_ALTERNATES]]


def first_mail(shown: ToAsk) -> Mail:
    """The mail as the first who is asked will read it."""
    if shown.releases:
        return mails.ask_head(shown.told, has_agreed=False, is_chair=shown.is_chair)
    return mails.ask_person(shown.told, has_agreed=False)


def asked_next(asked: Approach | None) -> str:
    """What became of asking the next."""
    if asked is None:
        return "Nobody who stood ready can be asked now: a break, no place left, or no head we know. Choose again"
    return f"{asked.entry.headline} is the next choice now, and the question is on its way"


def steps_of(shown: Standing) -> tuple[dict[str, str], ...]:
    """Where a request of a programme that asks first has got to; nothing for one that introduces at once."""
    found = shown.support_request
    if not shown.settings.asks_first or found.submitted_at is None:
        return ()
    parts = PARTS[AskingOrder(shown.settings.asking_order)]
    asked = [(STEP_OF[part], shown.asked_at.get(part) or shown.asked_at.get(INSTEAD.get(part, ""))) for part in parts]
    last, ended_at = came_of(found)
    # What was passed over is no step: a head who is asked themselves, and everybody where something else came of it.
    is_over = last != INTRODUCED and ended_at is not None
    taken = [each for n, each in enumerate(asked) if each[1] or not (is_over or any(at for _, at in asked[n:]))]
    known: list[tuple[str, datetime | None]] = [
        ("Asked", found.submitted_at),
        ("Answered", found.acknowledged_at),
        ("Choosing", found.routed_at),
        *taken,
        (last, ended_at),
    ]
    reached = max(place for place, (_, at) in enumerate(known) if at is not None)
    now = min(reached, 2) if found.state in AT_CHOOSING else reached
    return tuple(_step(text, at, place, now, is_open=found.state in OPEN) for place, (text, at) in enumerate(known))


def panels(shown: Standing) -> list[RecordPanel]:
    """Return what the page of a request shows of asking: the steps, and for who looks after it everybody asked."""
    steps, found = steps_of(shown), shown.support_request
    is_short = found.state == RequestStatus.LINKED and shown.is_looking
    if not shown.lines and not is_short:
        return [RecordPanel(steps=steps)] if steps else []
    rows = [_row(each, shown.at) for each in _in_order(shown.lines)]
    out, ready = [each for each in rows if each.is_out], [each for each in rows if each.is_ready]
    context = {
        "rows": rows,
        "heading": _heading(shown, out) if rows else "Another person is wanted",
        "next_name": ready[0].name if ready else "",
        "can_ask_next": bool(ready) and found.state not in ENDED,
        "is_first_thing": bool(ready) and not out,
        "can_choose": shown.is_looking and found.state not in (*AT_CHOOSING, RequestStatus.WAITING_FOR_SCHOOL),
        "is_short": is_short,
        "questions": [each.question for each in shown.lines if each.question],
    }
    waits = found.state == RequestStatus.APPROACHING and ready and not out
    return [RecordPanel("brokering/panel.html", context, steps, happens_next=NEXT_WAITS if waits else "")]


def taking_back(actor: Actor, at: datetime, asked: AskedPerson, built: str) -> TakingBack:
    """Return what the page says before a noted answer is taken back, to who noted it and to whom it was noted for."""
    is_theirs = actor.is_person(asked.person_id)
    about = f"{asked.approach.entry.headline} may help"
    in_the_way = [
        *approaches.was_noted_lately(at, is_noted=asked.is_on_behalf, undo_by_at=asked.undo_by_at),
        *approaches.nothing_was_built(built),
    ]
    who = asked.answered_by.name if asked.answered_by else "Somebody"
    whose = "for you" if is_theirs else f"for {asked.person.name}"
    then = "You are asked yourself, on the next page." if is_theirs else f"{asked.person.first_name} is asked again."
    return TakingBack(
        is_theirs=is_theirs,
        lead=f"{who} noted an answer {whose}, whether {about}: {mails.said(asked)}" if asked.answer else "",
        after=f"What followed from it is undone. {then}",
        in_the_way=in_the_way[0].sentence if in_the_way else "",
    )


def promises(held: Iterable[tuple[Approach, Asking]]) -> dict[UUID, Promise]:
    """What the place of somebody who is asked is held for, by the key of the asking; no name of a hidden school."""
    return {
        each.pk: Promise(
            to=f"Held while we ask, for {told.school}",
            title=told.about,
            url=reverse("programmes:home", args=[each.programme.slug]),
        )
        for each, told in held
    }


def _in_order(lines: tuple[Line, ...]) -> list[Line]:
    """Who is asked now, then who stands ready, then what is over, the latest first."""
    out = [each for each in lines if each.approach.is_out]
    ready = [each for each in lines if each.approach.state == S.PREPARED]
    over = [each for each in lines if each not in out and each not in ready]
    over.sort(key=lambda each: each.approach.ended_at or each.approach.prepared_at, reverse=True)
    return [*out, *sorted(ready, key=lambda each: each.approach.place), *over]


def _heading(shown: Standing, out: list[Row]) -> str:
    if out:
        return "Who is being asked"
    return "Nobody is being asked now" if shown.support_request.state in OPEN else "Who was asked"


def _row(line: Line, at: datetime) -> Row:
    approach = line.approach
    entry = approach.entry
    return Row(
        approach_id=str(approach.pk),
        name=entry.headline,
        entry_id=str(entry.pk),
        school=entry.organisation.name,
        tag=(TAGS[approach.state], str(approach.state.label)),
        says=tuple(_says(line, at)),
        is_out=approach.is_out,
        is_ready=approach.state == S.PREPARED,
        noted_id=next((str(one.pk) for one in line.asked if one.undo_by_at is not None and at <= one.undo_by_at), ""),
    )


def _says(line: Line, at: datetime) -> list[str]:
    approach = line.approach
    said = [ALONE] if approach.agrees_alone else []
    said += [_said(one) for one in line.asked if one.answered_at]
    if line.waited_for is not None:
        said.append(_waits(line, line.waited_for, at))
    elif approach.state in (S.LAPSED, S.RELEASED) and approach.ended_at and approach.sent_at:
        said.append(f"Since {words.day(day_of(approach.ended_at))}.")
    return said


def _said(one: AskedPerson) -> str:
    who = _who(one)
    day = words.day(day_of(one.answered_at)) if one.answered_at else ""
    behalf = ", noted here for them" if one.is_on_behalf else ""
    if one.answer == ApproachAnswer.YES:
        return f"{who}said yes on {day}{behalf}."
    address = f" {one.colleague_email}" if one.colleague_email else ""
    return f"On {day}{behalf}: {mails.why(one)}{address}"


def _waits(line: Line, one: AskedPerson, at: datetime) -> str:
    since = words.ago(one.asked_at, at) if one.asked_at else ""
    waits = (
        f"We wait for {_who(one)}asked {since}." if one.releases else f"We wait for {one.person.name}, asked {since}."
    )
    if line.question or line.days is None:
        return f"{waits} They have a question, and their days begin again with its answer."
    if one.reminders > 1:
        return f"{waits} Without an answer we ask no more from {words.day(line.days.lapses_on)}."
    return f"{waits} A reminder goes on {words.day(line.days.next_on(one.reminders))}."


def _who(one: AskedPerson) -> str:
    if one.is_chair:
        return f"{one.person.name}, who stands for their head, "
    return f"{one.person.name}, their head, " if one.releases else f"{one.person.name} "


def _step(text: str, at: datetime | None, place: int, now: int, *, is_open: bool) -> dict[str, str]:
    note = f"{day_of(at).day} {day_of(at):%B}" if at else ""
    if place == now and is_open:
        return {"text": text, "state": "now", "note": f"since {note}" if place and note else note}
    is_done = at is not None and place <= now
    return {"text": text, "state": "done" if is_done else "", "note": note if is_done else ""}
