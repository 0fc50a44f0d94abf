"""Small pictures drawn by the server: SVG with classes only, never inline style (the policy forbids it)."""

from markupsafe import Markup, escape

TRACK = 100
WIDTH = 600
GAP = 1.5


def bar(value: float, most: float, *, shade: str = "accent") -> Markup:
    """Draw a share as one bar; the number beside it carries the meaning, so the picture is hidden from readers."""
    width = round(TRACK * min(value, most) / most, 1) if most else 0
    return Markup(
        '<svg class="lk-svg lk-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect class="f-track" x="0" y="2" width="100" height="10" rx="1"/>'
        '<rect class="f-{}" x="0" y="2" width="{}" height="10" rx="1"/></svg>'
    ).format(shade, width)


def days_bar(promised: int, free: int, unit: str = "day") -> Markup:
    """Draw the days (or another unit) of one half-term: promised ones pale, free ones filled."""
    total = promised + free
    if not total:
        return Markup("")
    each = WIDTH / total
    boxes = Markup("").join(
        Markup('<rect class="{}" x="{:.1f}" y="2" width="{:.1f}" height="18" rx="3"/>').format(
            "f-line" if place < promised else "f-accent", place * each + GAP, each - 2 * GAP
        )
        for place in range(total)
    )
    return Markup(
        '<svg class="lk-svg lk-days" viewBox="0 0 600 22" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>'
    ).format(escape(_days_label(promised, free, unit)), boxes)


def _days_label(promised: int, free: int, unit: str) -> str:
    def counted(number: int) -> str:
        return f"{number} {unit}{'' if number == 1 else 's'}"

    if not promised:
        return f"{counted(free)} free"
    return f"{counted(promised)} promised, {free} free"
