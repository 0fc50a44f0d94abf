"""What is asked of the reader before both sides have shown how ready they feel, and after."""

from dataclasses import dataclass

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import AT_WORK, BEFORE_START, Kind
from linkage.engagements.presenters.readiness_gaps import not_ready, schools
from linkage.engagements.queries.readiness import Asked, Readiness
from linkage.kernel import words

CHANGEABLE = (*BEFORE_START, *AT_WORK)


@dataclass(frozen=True)
class ReadinessAsk:
    """What is asked of the reader, and the name of the page on which it is done; without a button they wait."""

    title: str
    text: str
    button: str = ""
    to: str = ""


def what_is_asked(actor: Actor, found: Readiness) -> ReadinessAsk | None:
    """Return the one thing that is asked of this reader, or for whom they wait; nothing while it is paused or over."""
    engagement, current = found.engagement, found.current
    if engagement.state not in CHANGEABLE:
        return None
    if current is None:
        return _ask_to_begin(actor, found)
    if not current.is_shown:
        return _ask_to_answer(actor, found, current)
    if current.waits_for_talk:
        number = len(not_ready(current))
        return ReadinessAsk(
            f"Talk about {words.number(number)} {'thing' if number == 1 else 'things'}",
            "Somebody answered “not yet” there. Ring or meet, and note in a sentence or two what came of it.",
            "Note the conversation",
            "engagements:readiness-talked",
        )
    if engagement.kind == Kind.SPONSORSHIP and found.side not in found.governors and policy.leads(actor, engagement):
        return ReadinessAsk(
            "Note that your governors have signed off",
            "Who signed it off, in which meeting, and on which day. Both schools read it.",
            "Note it",
            "engagements:readiness-governors",
        )
    return None


def _ask_to_begin(actor: Actor, found: Readiness) -> ReadinessAsk | None:
    if not policy.leads(actor, found.engagement):
        return None
    return ReadinessAsk(
        "Say how ready you are",
        "A few questions about trust, time and what was agreed. Each side answers in private, and you see each other’s "
        "answers when both have said “show”.",
        "Begin",
        "engagements:readiness-begin",
    )


def _ask_to_answer(actor: Actor, found: Readiness, current: Asked) -> ReadinessAsk:
    _, theirs = schools(found)
    if current.has_shown(found.side):
        return ReadinessAsk(
            f"You have answered, {theirs} has not yet", "You both see all answers once they have said “show” too."
        )
    said = "They have answered." if current.has_shown(found.other) else "They have not yet answered."
    if is_complete(found):
        return _ask_to_show(actor, found, said)
    asked = words.count(len(current.themes), "question")
    has_begun, is_again = bool(current.answers[found.side]), current.asking.number > 1
    same = ", the same as last time: then you see what has changed" if is_again else ""
    return ReadinessAsk(
        "Say how ready you are now" if is_again else "Say how ready you are",
        f"{asked}{same}. Only your side sees your answers until both have said “show”. {said}",
        "Go on with your answers" if has_begun else "Answer",
        "engagements:readiness-answer",
    )


def _ask_to_show(actor: Actor, found: Readiness, said: str) -> ReadinessAsk:
    """Whoever leads says "show"; everybody else of that side waits for them."""
    if policy.leads(actor, found.engagement):
        return ReadinessAsk(
            "Show your answers",
            f"Everything is answered. The other side reads it once both have said “show”. {said}",
            "Check and show",
            "engagements:readiness-show",
        )
    lead = found.engagement.of_side(found.side)[:1]
    who = " or ".join([*(each.person.name for each in lead), "your head"])
    return ReadinessAsk("Your side has answered everything", f"{who} says “show”. Until then you can change it. {said}")


def is_untouched(found: Readiness) -> bool:
    """Return whether how many questions there are may still be chosen."""
    current = found.current
    return current is not None and current.asking.number == 1 and not current.sheets_shown


def is_to_answer(found: Readiness) -> bool:
    """Return whether the reader's side has still to show its answers."""
    current = found.current
    return current is not None and not current.is_shown and not current.has_shown(found.side)


def is_complete(found: Readiness) -> bool:
    """Return whether the reader's side has answered everything."""
    current = found.current
    return current is not None and all(current.value(found.side, theme) for theme in current.themes)
