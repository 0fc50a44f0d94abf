"""Which stages a school teaches, from the register's phase, the kind of school and the ages."""

from functools import lru_cache

from linkage.organisations.enums import Phase

SIXTH_FORM_AGE = 18
_MIDDLE, _FIRST_SECONDARY_AGE = 11, 12
# What the register's phase says, and the stage that the ages may add to it.
_SAID: dict[str, tuple[tuple[Phase, ...], Phase | None]] = {
    "nursery": ((Phase.NURSERY,), None),
    "primary": ((Phase.PRIMARY,), None),
    "16 plus": ((Phase.SIXTEEN_PLUS,), None),
    "secondary": ((Phase.SECONDARY,), Phase.SIXTEEN_PLUS),
    "all-through": ((Phase.PRIMARY, Phase.SECONDARY), Phase.SIXTEEN_PLUS),
    "middle deemed secondary": ((Phase.PRIMARY, Phase.SECONDARY), Phase.SIXTEEN_PLUS),
    "middle deemed primary": ((Phase.PRIMARY,), Phase.SECONDARY),
}


@lru_cache(maxsize=10_000)
def phases_of(phase: str, type_name: str, age_low: int | None, age_high: int | None) -> tuple[Phase, ...]:
    """Return the stages taught, the telling one first.

    The register has "Not applicable" for every special school and alternative provision: the type says what they are
    and the ages whom they teach. All-through and middle schools teach more than one stage.
    """
    word, kind = phase.strip().lower(), type_name.lower()
    by_age = _by_age(age_low, age_high)
    if "special" in kind:
        return (Phase.SPECIAL, *by_age)
    if "pupil referral" in kind or "alternative provision" in kind or "secure" in kind:
        return (Phase.ALTERNATIVE, *by_age)
    taught, may_follow = _SAID.get(word, ((), None))
    if taught:
        return (*taught, *(phase for phase in by_age if phase == may_follow))
    return by_age or _by_kind(kind)


def _by_age(low: int | None, high: int | None) -> tuple[Phase, ...]:
    if low is None or high is None:
        return ()
    found = []
    if low < _MIDDLE and high > 5:  # noqa: PLR2004 - compulsory school age
        found.append(Phase.PRIMARY)
    if low < 16 and high >= _FIRST_SECONDARY_AGE:  # noqa: PLR2004 - the end of compulsory school age
        found.append(Phase.SECONDARY)
    if high >= SIXTH_FORM_AGE:
        found.append(Phase.SIXTEEN_PLUS)
    return tuple(found) or (Phase.NURSERY,)


def _by_kind(kind: str) -> tuple[Phase, ...]:
    if "further education" in kind or "sixth form" in kind or "16 to 19" in kind or "16-19" in kind:
        return (Phase.SIXTEEN_PLUS,)
    return (Phase.NURSERY,) if "children's centre" in kind or "nursery" in kind else ()
