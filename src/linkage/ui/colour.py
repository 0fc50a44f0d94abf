"""One colour chosen by a programme becomes the seven of its style sheet. Pure arithmetic; refuses nothing."""

import re
from dataclasses import dataclass

Rgb = tuple[float, float, float]

HOUSE = "#0b5d66"
WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)
NIGHT: Rgb = (0x0B, 0x14, 0x20)
# With black, or the night blue for the deepest.
STRONG, DEEP = 0.28, 0.45
# How much of the colour is left when it is mixed with white.
SOFT, TINT, LINE, MID = 0.06, 0.14, 0.34, 0.62
# Text on white, text on its own tint, and the lines of charts in the middle shade on white.
ON_WHITE, ON_TINT, ON_MID = 7.0, 4.5, 3.0
STEP = 0.02


@dataclass(frozen=True)
class Palette:
    """The seven colours, and whether the chosen one had to be made darker to be readable."""

    accent: str
    strong: str
    deep: str
    soft: str
    tint: str
    line: str
    mid: str
    is_darkened: bool

    @property
    def properties(self) -> dict[str, str]:
        """The values by the names `linkage.css` uses."""
        return {
            "--lk-accent": self.accent,
            "--lk-accent-strong": self.strong,
            "--lk-accent-deep": self.deep,
            "--lk-accent-soft": self.soft,
            "--lk-accent-tint": self.tint,
            "--lk-accent-line": self.line,
            "--lk-accent-mid": self.mid,
        }


def palette(choice: str) -> Palette:
    """Mix the seven colours; the choice is darkened until text in it can be read on white and on its own tint."""
    wanted = _read(choice)
    accent = wanted
    while not _readable(_read(_write(accent))):
        accent = _mix(accent, BLACK, STEP)
    accent = _read(_write(accent))
    return Palette(
        accent=_write(accent),
        strong=_write(_mix(accent, BLACK, STRONG)),
        deep=_write(_mix(accent, NIGHT, DEEP)),
        soft=_write(_mix(WHITE, accent, SOFT)),
        tint=_write(_mix(WHITE, accent, TINT)),
        line=_write(_mix(WHITE, accent, LINE)),
        mid=_write(_mix(WHITE, accent, MID)),
        is_darkened=accent != wanted,
    )


def stylesheet(slug: str, choice: str) -> str:
    """The programme's own style sheet: its colours and nothing else."""
    if not re.fullmatch(r"[a-z0-9-]+", slug):
        slug = ""
    values = " ".join(f"{name}: {value};" for name, value in palette(choice).properties.items())
    return f'html[data-programme="{slug}"] {{ {values} }}\n'


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG between two colours written as #rrggbb."""
    return _contrast(_read(one), _read(other))


def _readable(accent: Rgb) -> bool:
    tint, mid = _mix(WHITE, accent, TINT), _mix(WHITE, accent, MID)
    on_white, on_tint = _contrast(accent, WHITE), _contrast(accent, _read(_write(tint)))
    return on_white >= ON_WHITE and on_tint >= ON_TINT and _contrast(_read(_write(mid)), WHITE) >= ON_MID


def _read(choice: str) -> Rgb:
    found = re.fullmatch(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})", choice.strip())
    if found is None:
        return _read(HOUSE)
    digits = found[1] if len(found[1]) == len("rrggbb") else "".join(digit * 2 for digit in found[1])
    return (int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


def _write(colour: Rgb) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in colour)


def _mix(base: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (one * (1 - share) + two * share for one, two in zip(base, other, strict=True))
    return (red, green, blue)


def _contrast(one: Rgb, other: Rgb) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
