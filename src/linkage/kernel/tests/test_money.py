import pytest

from linkage.kernel import money


@pytest.mark.parametrize(
    ("pence", "said"),
    [(0, "£0.00"), (5, "£0.05"), (45_000, "£450.00"), (123_456_789, "£1,234,567.89"), (-50, "-£0.50")],
)
def test_money_is_said_with_pence(pence, said):
    assert money.pounds(pence) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "half a day"), (2, "1 day"), (3, "1 and a half days"), (4, "2 days"), (11, "5 and a half days")],
)
def test_half_days_are_said_as_days(count, said):
    assert money.half_days(count) == said
