"""The day of a visit: what an ordinary one looks like, and what cannot be at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from linkage.kernel import words
from linkage.kernel.violations import Violation
from linkage.peer_review.enums import SessionKind

K = SessionKind
FIRST, LAST = time(7), time(18)
MOST_PARTS = 20


@dataclass(frozen=True)
class Part:
    """One part of a day: from when, how many minutes, for whom (by key; None for all visitors)."""

    starts_at: time
    minutes: int
    kind: str
    about: str = ""
    visiting_id: object = None

    @property
    def begins(self) -> int:
        """From when, in minutes of the day."""
        return self.starts_at.hour * 60 + self.starts_at.minute

    @property
    def ends(self) -> int:
        """Until when, in minutes of the day."""
        return self.begins + self.minutes


# What visitors usually see (domain.md, peer review): a beginning that its host changes.
ORDINARY = (
    Part(time(9), 30, K.WELCOME, "What matters to us, and what we would like you to look at"),
    Part(time(9, 30), 60, K.WALK, "Through lessons, with somebody of ours"),
    Part(time(10, 30), 20, K.BREAK),
    Part(time(10, 50), 60, K.OBSERVATION, "Two lessons, seen together"),
    Part(time(11, 50), 45, K.INTERVIEW, "With the people who lead this"),
    Part(time(12, 35), 40, K.BREAK, "Lunch"),
    Part(time(13, 15), 45, K.BOOKS, "Pupils’ work, without names"),
    Part(time(14), 30, K.TALK),
    Part(time(14, 30), 45, K.FEEDBACK, "What you saw, with our leadership team"),
)


def part_fits(new: Part, others: Iterable[Part]) -> list[Violation]:
    """Return what is wrong with a part of a day beside the others: outside of school, or somebody in two places."""
    if new.starts_at < FIRST or new.ends > LAST.hour * 60:
        return [Violation("part_fits", "Choose a time between 7am and 6pm", "starts_at")]
    known = list(others)
    if len(known) >= MOST_PARTS:
        return [Violation("part_fits", "A day of so many parts is too full. Take one off first")]
    for each in known:
        is_for_both = None in (new.visiting_id, each.visiting_id) or new.visiting_id == each.visiting_id
        if is_for_both and new.begins < each.ends and each.begins < new.ends:
            when = words.clock(each.starts_at)
            said = f"At {when} there is “{SessionKind(each.kind).label}” for the same visitors. Choose another time"
            return [Violation("part_fits", said, "starts_at")]
    return []
