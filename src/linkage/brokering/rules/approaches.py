"""Who is asked, what makes an answer whole, and what follows from it: pure functions on plain values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

HEAD, CHAIR, PERSON = "head", "chair", "person"
ORDERS: dict[str, tuple[str, ...]] = {
    "head_person": (HEAD, PERSON),
    "person_head": (PERSON, HEAD),
    "head": (HEAD,),
    "person": (PERSON,),
}
# How long somebody without time is offered to be left in peace.
BREAK_DAYS = 60
# So many working days the school has for a question before whoever looks after the request sees to it.
REPLY_DAYS = 3


def parts(order: str, *, has_head: bool, is_head_themselves: bool, has_chair: bool) -> tuple[str, ...]:
    """Return as what people are asked, in order.

    Nobody releases themselves: for who is a head whoever stands for the head agrees (`has_chair`), and the head is
    asked as the person. Where nobody is known to stand for them, or nobody has to agree, only the head is asked.
    """
    if not has_head:
        return (PERSON,)
    if not is_head_themselves:
        return ORDERS[order]
    if not has_chair or HEAD not in ORDERS[order]:
        return (PERSON,)
    return {"head": (CHAIR, PERSON)}.get(order) or tuple(CHAIR if part == HEAD else part for part in ORDERS[order])


def agrees_alone(order: str, *, is_head_themselves: bool, has_chair: bool) -> bool:
    """Whether somebody's head should agree, and is they themselves, with nobody known who stands for them."""
    return is_head_themselves and not has_chair and HEAD in ORDERS[order]


def has_a_head_to_ask(*, order: str, is_school: bool, has_head: bool) -> list[Violation]:
    """Nobody is asked around their head: a school whose head we do not know is asked nothing."""
    if has_head or not is_school or HEAD not in ORDERS[order]:
        return []
    return [Violation("has_a_head_to_ask", "We know nobody as the head of their school. Invite the head first")]


@dataclass(frozen=True)
class Days:
    """When somebody who is asked hears from us again, if they say nothing."""

    first_on: date
    second_on: date
    lapses_on: date
    left: int

    def next_on(self, reminders: int) -> date:
        """The day of the next reminder, or of the lapse."""
        return (self.first_on, self.second_on, self.lapses_on)[min(reminders, 2)]


def days(calendar: SchoolCalendar, counts_from: date, today: date, *, first: int, second: int, lapse: int) -> Days:
    """Return the days of one question in the working school days of whoever is asked."""
    lapses_on = calendar.add(counts_from, lapse)
    return Days(
        first_on=calendar.add(counts_from, first),
        second_on=calendar.add(counts_from, second),
        lapses_on=lapses_on,
        left=calendar.between(today, lapses_on),
    )


def break_until(today: date) -> date:
    """The day on which somebody who has no time now is listed again."""
    return today + timedelta(days=BREAK_DAYS)


def answer_is_whole(
    *, answer: str, reason: str, note: str, colleague_name: str, colleague_email: str, question: str
) -> list[Violation]:
    """A no has its reason, another reason its words, a suggestion a name and an address, a question its words."""
    found: list[Violation] = []
    if answer == "no" and not reason:
        found.append(Violation("answer_is_whole", "Choose why not: what happens next depends on it", "reason"))
    if answer == "no" and reason == "other" and not note.strip():
        found.append(Violation("answer_is_whole", "Say in a few words what it is", "note"))
    if answer == "suggest" and not colleague_name.strip():
        found.append(Violation("answer_is_whole", "Write the name of your colleague", "colleague_name"))
    if answer == "suggest" and not colleague_email.strip():
        found.append(Violation("answer_is_whole", "Write the e-mail address of your colleague", "colleague_email"))
    if answer == "ask" and not question.strip():
        found.append(Violation("answer_is_whole", "Write your question", "question"))
    return found


def was_noted_lately(at: datetime, *, is_noted: bool, undo_by_at: datetime | None) -> list[Violation]:
    """Only an answer that was noted for somebody can be taken back, until the same time on the next working day."""
    if not is_noted or undo_by_at is None:
        return [Violation("was_noted_lately", "They gave this answer themselves, or it was taken back already")]
    if at > undo_by_at:
        return [Violation("was_noted_lately", "This was noted too long ago to be taken back. Talk to them instead")]
    return []


def nothing_was_built(built: str) -> list[Violation]:
    """Nobody else has acted on it: `built` says who has, in a sentence; nothing where nobody has."""
    return [Violation("nothing_was_built", built)] if built else []


def still_missing(*, wanted: int, found: int, out: int) -> int:
    """Return of how many more people a yes is needed, beside those who are being asked."""
    return max(0, wanted - found - out)
