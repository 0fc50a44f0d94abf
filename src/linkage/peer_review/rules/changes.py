"""What a new plan changes for whom, so that nobody else is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Stood:
    """A visit as it stands: its host and week, who goes, and who of them writes and who leads, by key."""

    host: str
    week: int
    visitors: frozenset[str]
    writer: str
    lead: str = ""


@dataclass(frozen=True)
class Change:
    """What becomes of the visit to one host; `before` is None for a new one, `after` None for one that is cancelled."""

    host: str
    before: Stood | None
    after: Stood | None

    @property
    def is_moved(self) -> bool:
        """Whether the week is another one."""
        return self.before is not None and self.after is not None and self.before.week != self.after.week

    @property
    def come(self) -> frozenset[str]:
        """Who goes now and did not."""
        return _visitors(self.after) - _visitors(self.before)

    @property
    def gone(self) -> frozenset[str]:
        """Who went and does not any more."""
        return _visitors(self.before) - _visitors(self.after)

    @property
    def concerned(self) -> frozenset[str]:
        """Whose diary or part changes: the host, who comes or goes, all where the week moves, who writes and leads."""
        if self.before is None or self.after is None or self.is_moved:
            return _visitors(self.before) | _visitors(self.after) | {self.host}
        parts = ((self.before.writer, self.after.writer), (self.before.lead, self.after.lead))
        others = {who for before, after in parts if before != after for who in (before, after)}
        return (self.come | self.gone | others | {self.host}) - {""}


def planned(visits: Iterable[Mapping[str, Any]]) -> list[Stood]:
    """Return the visits of a kept plan."""
    return [
        Stood(each["host"], each["week"], frozenset(each["visitors"]), each["writer"], each.get("lead", ""))
        for each in visits
    ]


def changes(standing: Iterable[Stood], wanted: Iterable[Stood]) -> list[Change]:
    """Return what has to change so that what stands becomes what is wanted, by host."""
    before, after = ({each.host: each for each in visits} for visits in (standing, wanted))
    hosts = sorted(before.keys() | after.keys())
    return [Change(host, before.get(host), after.get(host)) for host in hosts if before.get(host) != after.get(host)]


def _visitors(visit: Stood | None) -> frozenset[str]:
    return frozenset() if visit is None else visit.visitors
