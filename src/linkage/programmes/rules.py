"""What a programme's name, address, colour and numbers must be."""

import re

from linkage.kernel.violations import Violation
from linkage.search.folding import fold

SHORTEST_SLUG, LONGEST_SLUG = 3, 40
# Addresses of the installation itself, which a programme's address would hide, and words that would mislead.
RESERVED_SLUGS = frozenset({
    "about", "accessibility", "account", "accounts", "admin", "api", "apple-touch-icon", "assets", "favicon",
    "health", "help", "home", "linkage", "mailbox", "media", "metrics", "privacy", "register", "robots",
    "safeguarding", "security", "set-up", "setup", "sign-in", "sign-out", "signin", "static", "status", "well-known",
})  # fmt: skip
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug_from(name: str) -> str:
    """Return an address made from a name: "Ribble Linkage" gives "ribble-linkage"."""
    return _NOT_SLUG.sub("-", fold(name)).strip("-")[:LONGEST_SLUG].strip("-")


def slug_can_be_used(slug: str, *, is_taken: bool) -> list[Violation]:
    """The address is 3 to 40 small letters, figures and hyphens, starts with a letter and is not in use."""
    if not (SHORTEST_SLUG <= len(slug) <= LONGEST_SLUG and _SLUG.fullmatch(slug)):
        sentence = (
            "Write the address with 3 to 40 small letters, figures and single hyphens, starting with a letter, "
            "for example ribble-linkage"
        )
    elif slug in RESERVED_SLUGS:
        sentence = f"Linkage uses the address {slug} itself: choose another, for example {slug}-schools"
    elif is_taken:
        sentence = f"Another programme here uses the address {slug}: choose another"
    else:
        return []
    return [Violation("slug_can_be_used", sentence, "slug")]


def name_is_given(name: str) -> list[Violation]:
    """The programme has a name."""
    return [] if name.strip() else [Violation("name_is_given", "Enter the name of the programme", "name")]


def colour_is_hex(colour: str) -> list[Violation]:
    """The colour is written as # and six figures or letters from a to f."""
    if _COLOUR.fullmatch(colour):
        return []
    sentence = "Write the colour as # and six figures or letters from a to f, for example #0b5d66"
    return [Violation("colour_is_hex", sentence, "colour")]
