"""Two answers side by side for each theme: the picture on a line, and the same in words."""

from dataclasses import dataclass

from markupsafe import Markup

from linkage.engagements import rules
from linkage.engagements.enums import Ready
from linkage.engagements.queries.readiness import Asked, Readiness
from linkage.kernel import words
from linkage.links.enums import Side


@dataclass(frozen=True)
class GapRow:
    """One theme with both answers: the picture, the same in words, and whether to talk about it."""

    title: str
    picture: Markup
    words: str
    is_to_talk: bool
    since: str


def gap_rows(found: Readiness, each: Asked) -> list[GapRow]:
    """Return each theme of one asking that both have shown, with what changed since the first."""
    first = found.shown[0]
    since = first if first.asking.number != each.asking.number else None
    names, to_talk = titles(found), not_ready(each) if each.asking.wants_talk else set()
    return [_row(found, each, theme, names[theme], since, is_red=theme in to_talk) for theme in each.themes]


def _row(found: Readiness, each: Asked, theme: str, title: str, first: Asked | None, *, is_red: bool) -> GapRow:
    mine, theirs = _pair(found, each, theme)
    is_wide = rules.is_wide(mine, theirs)
    # What was talked about, or asked again since, is not asked for any more.
    may_talk = each.asking.talked_on is None and each is found.shown[-1]
    return GapRow(
        title=title,
        picture=_picture(mine, theirs, is_wide=is_wide),
        words=_both(mine, theirs),
        is_to_talk=may_talk and (is_wide or is_red),
        since=_since(_pair(found, first, theme), (mine, theirs)) if first and theme in first.themes else "",
    )


def _pair(found: Readiness, each: Asked, theme: str) -> tuple[int, int]:
    return each.value(found.side, theme) or Ready.NOT_YET, each.value(found.other, theme) or Ready.NOT_YET


def _both(mine: int, theirs: int) -> str:
    said = Ready(mine).label.lower(), Ready(theirs).label.lower()
    return f"Both: {said[0]}" if mine == theirs else f"You: {said[0]}. They: {said[1]}"


def _since(before: tuple[int, int], now: tuple[int, int]) -> str:
    """What has changed since the first time, in words."""
    if before == now:
        return "As the first time"
    you, they = (_steps(new - old) for old, new in zip(before, now, strict=True))
    return f"Since the first time: both {you}" if you == they else f"Since the first time: you {you}, they {they}"


def _steps(change: int) -> str:
    if change == 0:
        return "the same"
    steps = words.number(abs(change))
    return f"{steps} {'step' if abs(change) == 1 else 'steps'} {'up' if change > 0 else 'down'}"


def not_ready(each: Asked) -> set[str]:
    """Return the themes somebody is not ready for."""
    return {theme for found in each.answers.values() for theme, one in found.items() if one.value == Ready.NOT_YET}


# Where 1 to 4 stand on the line, as in the picture of the page.
_PLACES = {1: 14, 2: 58, 3: 102, 4: 146}
_LINE = Markup('<path class="s-line w2" d="M14 14H146M14 10v8M58 10v8M102 10v8M146 10v8"/>')


def _picture(mine: int, theirs: int, *, is_wide: bool) -> Markup:
    """Two answers on a line from 1 to 4: a dot for the reader's side, a dark square for the other."""
    here, there = _PLACES[mine], _PLACES[theirs]
    if mine == theirs:
        drawn = Markup(
            '<circle class="f-accent" cx="{0}" cy="14" r="9"/><rect x="{1}" y="10.5" width="7" height="7" fill="#fff"/>'
        ).format(here, here - 3.5)
    else:
        drawn = Markup(
            '<path class="{2} w6" d="M{0} 14H{1}"/><rect x="{3}" y="7" width="14" height="14" rx="2" class="f-ink"/>'
            '<circle class="f-accent" cx="{0}" cy="14" r="8"/>'
        ).format(here, there, "s-amber" if is_wide else "s-mid", there - 7)
    return Markup(
        '<span class="lk-gap"><svg class="lk-svg" viewBox="0 0 160 28" aria-hidden="true" focusable="false">'
        "{}{}</svg></span>"
    ).format(_LINE, drawn)


def titles(found: Readiness) -> dict[str, str]:
    """Return what each theme is called."""
    return {each.theme: each.title for each in found.questions}


def schools(found: Readiness) -> tuple[str, str]:
    """Return the reader's school and the other."""
    both = found.engagement.client_organisation.name, found.engagement.home_organisation.name
    return both if found.side == Side.CLIENT else (both[1], both[0])
