"""How sharing with each other programme stands, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.programmes.models import Programme
from linkage.programmes.queries import Sharing


@dataclass(frozen=True)
class NeighbourRow:
    """One other programme; `tag` is the shape and words of how it stands, `button` what may be said, `ends` undone."""

    id: UUID
    name: str
    tag: tuple[str, str]
    text: str
    button: str
    ends: str


def rows(programmes: Iterable[Programme], sharing: Iterable[Sharing], ours: Programme) -> list[NeighbourRow]:
    """Return a row for each programme but ours, by name."""
    known = {each.programme.pk: each for each in sharing}
    others = [each for each in programmes if each.pk != ours.pk]
    return [_row(known.get(each.pk) or Sharing(each, None, None)) for each in others]


def _row(found: Sharing) -> NeighbourRow:
    other = found.programme
    if found.ours and found.theirs:
        since = words.day(day_of(max(found.ours, found.theirs)))
        text = f"Since {since}. Your schools find what theirs share with neighbours, and theirs what yours do."
        return NeighbourRow(other.pk, other.name, ("good", "You share"), text, "", ends="Share no more")
    if found.ours:
        text = f"You said so on {words.day(day_of(found.ours))}. It begins once they say so too; they see that you did."
        return NeighbourRow(other.pk, other.name, ("wait", "Waits for them"), text, "", ends="Take the offer back")
    if found.theirs:
        text = f"They said so on {words.day(day_of(found.theirs))}. It begins once you say so too."
        return NeighbourRow(other.pk, other.name, ("wait", "Waits for you"), text, "Share with them too", ends="")
    return NeighbourRow(other.pk, other.name, ("quiet", "Not shared"), "", "Offer to share", ends="")
