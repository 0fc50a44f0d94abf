"""The questions people ask, as the public page shows them, and the words that come with Linkage."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from linkage.programmes.models import FrequentQuestion

Pairs = tuple[tuple[str, str], ...]

SHIPPED: Pairs = (
    (
        "What does it cost?",
        (
            "The introduction is free. If a school then wants several days of a colleague\u2019s time, the two "
            "headteachers agree what is fair between them."
        ),
    ),
    (
        "What can we ask about?",
        (
            "Anything that schools do. A subject or a year group, reading, behaviour, attendance, special needs, early "
            "career teachers. Just as much the timetable, appraisal, recruitment, the site, the office or IT. If it is "
            "in no list, say it in your own words."
        ),
    ),
    (
        "Who checks the people who offer help?",
        (
            "Their own headteacher nominates them and says what they are good at. We do not grade people. You see "
            "facts you can look into: what they have done, where they work and when the entry was last confirmed."
        ),
    ),
    (
        "Why do you step out once we have met?",
        (
            "So that it stays yours. We bring two people together; when you talk, who visits whom and what it may cost "
            "is for the two schools to settle. If it does not work out, tell us and we look again."
        ),
    ),
    (
        "Will other schools see that we asked?",
        "No. You can also hide your school\u2019s name: it is shown only when we introduce you.",
    ),
    (
        "Are the headteachers asked first?",
        (
            "No. We introduce the two of you at once, and both headteachers are told. The head of the school that "
            "helps has one working day to ask us to stop it."
        ),
    ),
    (
        "How much time does it take to help?",
        (
            "You say how many schools you can help each half-term. When those places are taken, nobody can ask you "
            "for more."
        ),
    ),
    (
        "How do I become somebody who helps?",
        (
            "Your headteacher nominates you, and you decide in your own words whether you are listed. You need not "
            "wait for that: say on this page that you would like to help, and we ask your headteacher."
        ),
    ),
    (
        "Why would we share our own people?",
        (
            "Whoever explains their work to somebody else sees it anew. It is a way for a colleague to grow without "
            "leaving, something to build an appraisal on, and it meets schools you would not have met. The school "
            "that helps this year may be the one that asks next year."
        ),
    ),
    (
        "What if I am worried about a child?",
        "Do not use this service. Follow your school\u2019s safeguarding procedure now.",
    ),
)


def shown(own: Iterable[FrequentQuestion]) -> Pairs:
    """Return the questions and answers of the public page: the programme's own, or ours while it has none."""
    return tuple((each.question, each.answer) for each in own) or SHIPPED


@dataclass(frozen=True)
class Row:
    """One question as the coordinator orders it."""

    id: UUID
    question: str
    answer: str
    is_first: bool
    is_last: bool


def rows(own: Iterable[FrequentQuestion]) -> list[Row]:
    """Return the programme's own questions; the first cannot go up, nor the last down."""
    standing = list(own)
    last = len(standing) - 1
    return [
        Row(each.pk, each.question, each.answer, is_first=place == 0, is_last=place == last)
        for place, each in enumerate(standing)
    ]
