"""What a school adds to its request and need not."""

from linkage.demo.stage import Stage
from linkage.support_requests.enums import Budget, KeyStage, PromptedBy

# One request in so many comes with more than was asked.
ONE_ADDS = 4


def more(stage: Stage) -> dict[str, object]:
    """Return what a school adds that need not be asked: most add nothing."""
    stage.asked += 1
    if stage.asked % ONE_ADDS:
        return {}
    turn = stage.asked // ONE_ADDS
    return {
        "evidence": "What we saw in books and lessons this half-term, and what pupils told us.",
        "outcomes": "Staff know what to do on an ordinary morning, and do the same.",
        "measures": "We look at the same books again in spring.",
        "key_stages": [list(KeyStage)[turn % len(KeyStage)]],
        "days_imagined": 1 + turn % 3,
        "budget": list(Budget)[turn % len(Budget)],
        "travel_miles": 10 + 5 * (turn % 4),
        "is_online_ok": turn % 2 == 0,
        "prompted_by": list(PromptedBy)[turn % len(PromptedBy)],
    }
