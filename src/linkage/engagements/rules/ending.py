"""When each side may say how it was, thank, and be given a certificate. Pure: the docstring is the sentence shown."""

from linkage.engagements.enums import AT_WORK, OVER, EngagementStatus
from linkage.kernel.violations import Violation

MOST_LETTER = 2_000
# For so long after the end home asks how it was.
FEEDBACK_DAYS = 30
_S = EngagementStatus
MAY_THANK = (*AT_WORK, _S.CLOSED, _S.FOLLOWED_UP)
MAY_FEED_BACK = (*AT_WORK, *OVER)


def somebody_has_been(visits: int) -> list[Violation]:
    """How it was is said once somebody has been there."""
    if visits:
        return []
    return [Violation("somebody_has_been", "Say how it was after the first visit, once its note is sent")]


def how_it_was_can_be_said(state: str) -> list[Violation]:
    """How it was is said while the work goes on or once it is over, not while it is paused."""
    if state in MAY_FEED_BACK:
        return []
    label = _S(state).label
    return [Violation("how_it_was_can_be_said", f"This is now “{label}”, so say how it was once it goes on")]


def thanks_can_be_sent(state: str, sent: int) -> list[Violation]:
    """Thanks are sent once, when the work is under way or has come to its end."""
    if sent:
        return [Violation("thanks_can_be_sent", "The letter has been sent already. Read it on “Ending well”")]
    if state in MAY_THANK:
        return []
    label = _S(state).label
    return [Violation("thanks_can_be_sent", f"This is now “{label}”. Thank them once the work is under way")]


def has_certificate(state: str, half_days: int) -> bool:
    """Whether there is a certificate: the work is over, and days were given whose notes both schools agreed."""
    return state in OVER and half_days > 0
