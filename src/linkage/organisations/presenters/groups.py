"""What the page of a school group shows of the schools that could join it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from linkage.organisations import rules
from linkage.organisations.forms import LONGEST_SEARCH
from linkage.organisations.models import Member

SHOWN = 20
LONGEST_NUMBER = 5


@dataclass(frozen=True)
class Outside:
    """The schools that could join a group, some at a time: a programme can have hundreds.

    `known` and `shown` are choices (value and words), all of them and those on the page; `total` is how many the
    search found, `address` the search itself and `more_address` the same with more schools, empty at the end.
    """

    text: str
    known: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str], ...]
    total: int
    address: str
    more_address: str

    @property
    def is_long(self) -> bool:
        """Whether there are so many that they have to be searched."""
        return len(self.known) > SHOWN


def outside(members: Sequence[Member], asked: Mapping[str, str]) -> Outside:
    """Return those of these schools that the address asks for: `q` words of them, `show` how many."""
    text = asked.get("q", "").strip()[:LONGEST_SEARCH]
    number = asked.get("show", "")[:LONGEST_NUMBER]
    length = max(SHOWN, int(number)) if number.isdecimal() else SHOWN
    found = [each for each in members if _holds(each, rules.folded(text).split())]
    return Outside(
        text=text,
        known=tuple(_choice(each) for each in members),
        shown=tuple(_choice(each) for each in found[:length]),
        total=len(found),
        address=_address(text, length),
        more_address=_address(text, length + SHOWN) if len(found) > length else "",
    )


def _holds(member: Member, wanted: Sequence[str]) -> bool:
    school = member.organisation
    written = f"{school.search_text} {rules.folded(f'{school.district} {school.authority_name}')}"
    return all(word in written for word in wanted)


def _choice(member: Member) -> tuple[str, str]:
    school = member.organisation
    return str(member.pk), ", ".join(part for part in (school.name, school.town) if part)


def _address(text: str, length: int) -> str:
    kept = {"q": text} if text else {}
    if length > SHOWN:
        kept["show"] = str(length)
    return f"?{urlencode(kept)}" if kept else ""
