"""The steps that each kind begins with; a programme edits its own copy.

In our words from what programmes do: readiness and diligence before a plan, all parties sign, a look half-way, an
ending that is thought of at the start, and a question a term later (practice.md 1.1, 1.4, 1.5, 1.7).
"""

from typing import NamedTuple

from linkage.engagements.enums import Doer, Gate, Kind

# Codes that are found out from what was written here, so nobody ticks them.
OBJECTIVES, CARRIES_ON, REVIEW, READINESS = "objectives", "carries-on", "half-way", "readiness"
ASSURANCE = "assurance"
BY_ITSELF = frozenset({OBJECTIVES, CARRIES_ON, REVIEW, READINESS, ASSURANCE})
# Both have agreed when this one is done.
AGREEMENT = "agreement"
# What is looked into before anybody agrees: who did it and what came of it is asked with the day.
CHECKS = frozenset({"conflict", "diligence"})
# Done here as well, and ticked by hand where they were done elsewhere.
THANKS, LASTED = "thanks", "lasted"


class StepText(NamedTuple):
    """One step as a list says it."""

    code: str
    title: str
    text: str
    doer: str
    gate: str
    is_required: bool = True


_CONFLICT = StepText(
    "conflict",
    "Check that nobody has a conflict of interest",
    "Family, the same trust, a recent inspection, pupils the two schools compete for",
    Doer.PROGRAMME,
    Gate.AGREE,
)
_READINESS = StepText(
    READINESS,
    "Say how ready you are",
    "Each side answers in private. You see both when both have said “show”",
    Doer.BOTH,
    Gate.AGREE,
)
_OBJECTIVES = StepText(
    OBJECTIVES, "Write what should change", "How you will know, and where it stands today", Doer.CLIENT, Gate.AGREE
)
_AGREEMENT = StepText(AGREEMENT, "Agree it in writing", "The day on which everybody had signed", Doer.BOTH, Gate.START)
_CARRIES_ON = StepText(
    CARRIES_ON, "Write who carries on afterwards", "The best time to think of the end is now", Doer.CLIENT, Gate.START
)
_REVIEW = StepText(REVIEW, "Look at it together half-way", "Each side says how each aim stands", Doer.BOTH, Gate.END)
_LETTER = StepText(
    ASSURANCE,
    "Send the letter of assurance to the host",
    "The home school says that its checks on staff are in order. No certificate is sent or kept",
    Doer.HOME,
    Gate.START,
)
_THANKS = StepText(THANKS, "Thank whoever gave the days", "", Doer.CLIENT, Gate.END, is_required=False)
_LASTED = StepText(LASTED, "Say after a term what has lasted", "“No change” is an answer too", Doer.CLIENT, Gate.AFTER)

DEFAULTS: dict[str, tuple[StepText, ...]] = {
    Kind.PEER: (
        _READINESS._replace(is_required=False),
        _OBJECTIVES,
        _AGREEMENT._replace(text="The day on which you both said yes"),
        _CARRIES_ON._replace(is_required=False),
        _REVIEW._replace(is_required=False),
        _LASTED,
    ),
    Kind.DEPLOYMENT: (_CONFLICT, _READINESS, _OBJECTIVES, _AGREEMENT, _LETTER, _CARRIES_ON, _REVIEW, _THANKS, _LASTED),
    Kind.SPONSORSHIP: (
        _CONFLICT,
        _READINESS,
        StepText(
            "diligence",
            "Look into finances, staff and buildings",
            "Due diligence by the sponsor: who looked, and what came of it",
            Doer.HOME,
            Gate.AGREE,
        ),
        StepText(
            "governors",
            "The governors decide",
            "The day of the meeting, and what they resolved",
            Doer.CLIENT,
            Gate.AGREE,
        ),
        StepText("board", "The sponsor’s board decides", "The day, and what it resolved", Doer.HOME, Gate.AGREE),
        _OBJECTIVES,
        StepText(
            "consultation",
            "Hear staff, parents and the community",
            "The last day of the consultation, and where the answers are",
            Doer.CLIENT,
            Gate.START,
        ),
        _AGREEMENT,
        _LETTER,
        _CARRIES_ON,
        StepText("application", "Apply to become part of the trust", "The day it was sent", Doer.CLIENT, Gate.END),
        StepText("order", "The order is made", "The day of the academy order", Doer.PROGRAMME, Gate.END),
        _REVIEW,
        StepText("conversion", "The school joins", "The day from which it belongs to the sponsor", Doer.BOTH, Gate.END),
        _LASTED,
    ),
}
