"""How ready each side feels: both side by side once they have shown, and until then what is asked of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import AT_WORK, Kind, Ready
from linkage.engagements.models import Engagement
from linkage.engagements.presenters.readiness_asks import (
    CHANGEABLE,
    ReadinessAsk,
    is_complete,
    is_to_answer,
    is_untouched,
    what_is_asked,
)
from linkage.engagements.presenters.readiness_gaps import GapRow, gap_rows, schools, titles
from linkage.engagements.queries.readiness import Asked, Readiness
from linkage.engagements.rules import QuestionText
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import Side

WIDE_GAPS = (
    "Both sides answered in private and then chose to show. Wide gaps are for talking about. They never stop the work."
)


@dataclass(frozen=True)
class ReadinessPanel:
    """What the summary of an engagement shows: what is asked, and both sides of the newest that is shown."""

    engagement_id: Any
    ask: ReadinessAsk | None
    rows: list[GapRow]
    mine: str
    theirs: str
    lead: str


@dataclass(frozen=True)
class Said:
    """One theme of one asking, to be read in full: the questions, and both answers with note and evidence."""

    title: str
    questions: list[tuple[str, str]]
    answers: list[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Talk:
    """A conversation about what was not ready."""

    who: str
    day: date
    outcome: str


@dataclass(frozen=True)
class Shown:
    """One asking that both have shown, in full."""

    heading: str
    rows: list[GapRow]
    said: list[Said]
    talk: Talk | None


@dataclass(frozen=True)
class ReadinessPage:
    """Everything the page about being ready shows to one reader."""

    panel: ReadinessPanel
    sides: list[tuple[str, tuple[str, str, str]]]
    newest: Shown | None
    earlier: list[Shown]
    questions: list[tuple[str, list[tuple[str, str]]]]
    draft: list[dict[str, str]]
    governors: list[tuple[str, str]]
    can: Mapping[str, bool]


def readiness_panel(*, actor: Actor, found: Readiness) -> ReadinessPanel:
    """Return what the summary of an engagement shows about being ready."""
    shown = found.shown
    mine, theirs = schools(found)
    return ReadinessPanel(
        engagement_id=found.engagement.pk,
        ask=what_is_asked(actor, found),
        rows=gap_rows(found, shown[-1]) if shown else [],
        mine=mine,
        theirs=theirs,
        lead=WIDE_GAPS,
    )


def readiness_page(*, actor: Actor, found: Readiness) -> ReadinessPage:
    """Return the page about being ready, as this reader may see it."""
    shown = [_shown(found, each) for each in reversed(found.shown)]
    engagement, current = found.engagement, found.current
    may, leads = engagement.state in CHANGEABLE, policy.leads(actor, engagement)
    themes = current.themes if current else rules.themes_of(is_light=engagement.kind == Kind.PEER)
    is_shared = current.asking.is_shared if current else engagement.is_reciprocal
    has_written = current is not None and not current.is_shown and bool(current.answers[found.side])
    return ReadinessPage(
        panel=readiness_panel(actor=actor, found=found),
        sides=_sides(found, current) if current and not current.is_shown else [],
        newest=shown[0] if shown else None,
        earlier=shown[1:],
        questions=[
            (each.title, asked_of(each, found.side, is_shared=is_shared))
            for each in found.questions
            if each.theme in themes and not shown and not has_written
        ],
        draft=draft_rows(found) if has_written else [],
        governors=_governors(found),
        can={
            "choose": may and leads and is_untouched(found),
            "show": may and leads and is_to_answer(found) and is_complete(found),
            "talk": may and current is not None and _may_note_talk(current),
            "again": _can_ask_again(actor, found),
            "governors": may and leads and engagement.kind == Kind.SPONSORSHIP,
        },
    )


def asked_of(question: QuestionText, side: str, *, is_shared: bool) -> list[tuple[str, str]]:
    """Return what a side is asked, (for whom, question): its own question, or between equals both."""
    if is_shared:
        return [("When you help", question.home), ("When you are helped", question.client)]
    return [("", question.client if side == Side.CLIENT else question.home)]


def draft_initial(found: Readiness) -> dict[str, Any]:
    """Return what the form holds of the side's own draft."""
    current = found.current
    kept = current.answers[found.side] if current else {}
    return {
        f"{theme}_{part}": getattr(answer, part)
        for theme, answer in kept.items()
        for part in ("value", "note", "evidence")
    }


def draft_rows(found: Readiness) -> list[dict[str, str]]:
    """Return what a side is about to show, theme by theme."""
    current = found.current
    if current is None:
        return []
    kept, names = current.answers[found.side], titles(found)
    return [
        {"key": names[theme], "value": _in_full(kept[theme]) if theme in kept else "Not answered"}
        for theme in current.themes
    ]


def talkers(engagement: Engagement) -> str:
    """Return who probably talked: whoever leads on each side."""
    leads = [engagement.of_side(side)[:1] for side in (Side.CLIENT, Side.HOME)]
    return words.listing([each.person.name for found in leads for each in found])


def _sides(found: Readiness, current: Asked) -> list[tuple[str, tuple[str, str, str]]]:
    """Each school, and whether it has shown; nothing is said of what the other one is writing."""
    mine, theirs = schools(found)
    names = ((f"{mine} (you)", found.side), (theirs, found.other))
    return [
        (name, ("good", "Has answered", "tick") if current.has_shown(side) else ("wait", "Not yet", ""))
        for name, side in names
    ]


def _shown(found: Readiness, each: Asked) -> Shown:
    day = words.day(day_of(each.asking.shown_at)) if each.asking.shown_at else ""
    asking, titles = each.asking, {one.theme: one for one in found.questions}
    mine, theirs = schools(found)
    sides = ((f"{mine} (you)", found.side), (theirs, found.other))
    said = [
        Said(
            titles[theme].title,
            _questions(titles[theme], found, is_shared=asking.is_shared),
            [_answer(name, each, side, theme) for name, side in sides],
        )
        for theme in each.themes
    ]
    talk = Talk(asking.talked_who, asking.talked_on, asking.talk_outcome) if asking.talked_on else None
    return Shown(f"Shown on {day}", gap_rows(found, each), said, talk)


def _questions(question: QuestionText, found: Readiness, *, is_shared: bool) -> list[tuple[str, str]]:
    """What was asked, now that both may read everything."""
    if is_shared:
        return asked_of(question, found.side, is_shared=True)
    own, other = asked_of(question, found.side, is_shared=False), asked_of(question, found.other, is_shared=False)
    return [("You were asked", own[0][1]), ("They were asked", other[0][1])]


def _answer(name: str, each: Asked, side: str, theme: str) -> tuple[str, str, str, str]:
    found = each.answers[side][theme]
    return (name, Ready(found.value or Ready.NOT_YET).label, found.note, found.evidence)


def _in_full(answer: Any) -> str:
    said = [Ready(answer.value).label if answer.value else "Not answered", answer.note]
    seen = f"Seen in: {answer.evidence}" if answer.evidence else ""
    return ". ".join(each.rstrip(".") for each in (*said, seen) if each)


def _governors(found: Readiness) -> list[tuple[str, str]]:
    if found.engagement.kind != Kind.SPONSORSHIP:
        return []
    mine, theirs = schools(found)
    names = ((f"{mine} (you)", found.side), (theirs, found.other))
    said = {side: f"{each.who}, {each.meeting}, {words.day(each.decided_on)}" for side, each in found.governors.items()}
    return [(name, said.get(side, "Not yet")) for name, side in names]


def _may_note_talk(current: Asked) -> bool:
    """Where a conversation is asked for, the button above does it."""
    return current.is_shown and current.asking.talked_on is None and not current.waits_for_talk


def _can_ask_again(actor: Actor, found: Readiness) -> bool:
    current = found.current
    return (
        found.engagement.state in AT_WORK
        and policy.leads(actor, found.engagement)
        and current is not None
        and current.is_shown
        and not current.waits_for_talk
    )


def asked_now(found: Readiness) -> list[QuestionText]:
    """Return the questions that the reader's side may answer now; none where nothing is asked, or it has shown."""
    current = found.current
    if current is None or found.engagement.state not in CHANGEABLE or not is_to_answer(found):
        return []
    return [each for each in found.questions if each.theme in current.themes]


def question_parts(found: Readiness, asked: list[QuestionText]) -> list[tuple[QuestionText, list[tuple[str, str]]]]:
    """Return each theme with what the reader's side is asked about it."""
    is_shared = found.current is not None and found.current.asking.is_shared
    return [(each, asked_of(each, found.side, is_shared=is_shared)) for each in asked]


def way_chosen(found: Readiness) -> str:
    """Return what was chosen last; at first the lighter look where both learn from each other, else all."""
    current = found.current
    is_light = current.asking.is_light if current else found.engagement.kind == Kind.PEER
    return "light" if is_light else "full"


def governors_initial(found: Readiness) -> dict[str, Any]:
    """Return what the form holds of what the reader's side has noted."""
    kept = found.governors.get(found.side)
    return {"who": kept.who, "meeting": kept.meeting, "decided_on": kept.decided_on} if kept else {}
