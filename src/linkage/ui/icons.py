"""The 16-pixel icons of the pages, one stroke in the colour of the text beside them, and the tags that carry them."""

from functools import cache

from markupsafe import Markup

_OPEN = (
    '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
    'stroke-linejoin="round" aria-hidden="true" focusable="false">'
)
SHAPES = {
    "arrow": '<path d="M3 8h10M9 4l4 4-4 4"/>',
    "ban": '<circle cx="8" cy="8" r="5.8"/><path d="M4 4l8 8"/>',
    "calendar": '<rect x="2.5" y="3.5" width="11" height="10" rx="1.5"/><path d="M2.5 6.5h11M5.5 2v3M10.5 2v3"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.8V8l2.2 1.6"/>',
    "cross": '<path d="M4 4l8 8M12 4l-8 8"/>',
    "dash": '<path d="M3.5 8h9"/>',
    "dot": '<circle cx="8" cy="8" r="3.5" fill="currentColor"/>',
    "download": '<path d="M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.5h10"/>',
    "file": '<path d="M4 2.5h5l3 3v8H4z"/><path d="M9 2.5v3h3"/>',
    "filter": '<path d="M2.5 4h11M4.5 8h7M6.5 12h3"/>',
    "hidden": '<path d="M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM3 13L13 3"/>',
    "hourglass": '<path d="M4 2.5h8M4 13.5h8M5 2.5c0 3.5 6 3.5 6 5.5s-6 2-6 5.5M11 2.5c0 3.5-6 3.5-6 5.5s6 2 6 5.5"/>',
    "info": '<circle cx="8" cy="8" r="6"/><path d="M8 7.3v3.7M8 5v.1"/>',
    "lock": '<rect x="3.5" y="7" width="9" height="6.5" rx="1.3"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
    "mail": '<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="M2.5 4.5L8 9l5.5-4.5"/>',
    "pen": '<path d="M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z"/>',
    "phone": '<path d="M3.5 2.5h2.6l1.2 3-1.6 1.2a8 8 0 0 0 3.6 3.6l1.2-1.6 3 1.2v2.6c0 .6-.5 1-1 1'
    'C7.5 13.5 2.5 8.5 2.5 3.5c0-.5.4-1 1-1z"/>',
    "pin": '<path d="M8 14s4.8-4.2 4.8-7.6A4.8 4.8 0 0 0 3.2 6.4C3.2 9.8 8 14 8 14z"/>'
    '<circle cx="8" cy="6.4" r="1.6"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "pound": '<path d="M11.2 4.6a2.6 2.6 0 0 0-5 .9c0 1.4.8 2.1.8 3.3 0 1.5-1 2.9-2.3 3.9h6.8M4.6 8.6h5"/>',
    "ring": '<circle cx="8" cy="8" r="5"/>',
    "search": '<circle cx="7" cy="7" r="4.3"/><path d="M10.2 10.2L13.5 13.5"/>',
    "swap": '<path d="M3 6h9.5L10 3.5M13 10H3.5L6 12.5"/>',
    "tick": '<path d="M3 8.5l3.2 3.2L13 5"/>',
    "warning": '<path d="M8 2.5l6 11H2z"/><path d="M8 6.5v3.2M8 11.6v.1"/>',
}


@cache
def icon(name: str) -> Markup:
    """Return the picture called `name`; an unknown name is a mistake in the template and raises."""
    return Markup(f"{_OPEN}{SHAPES[name]}</svg>")  # noqa: S704  # every shape is written above


# Shape and word carry the meaning; colour only helps.
_TAG_SHAPES = {"you": "dot", "wait": "hourglass", "good": "tick", "bad": "cross", "info": "arrow", "quiet": "ring"}


def tag(kind: str, text: str, shape: str = "") -> Markup:
    """Return a tag.

    `kind` is you (waits for you), wait (for another), good, bad, info (changed, next) or quiet (a neutral fact).
    """
    return Markup('<strong class="govuk-tag lk-tag lk-tag--{}">{}{}</strong>').format(
        kind, icon(shape or _TAG_SHAPES[kind]), text
    )
