"""Findings set aside with a reason, and the complaint when such a reason is no longer needed."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.rules.source import Finding

FILE = Path(__file__).with_name("waivers.toml")
SHORTEST_REASON = 20


@dataclass(frozen=True)
class Waiver:
    rule: str
    path: str
    reason: str
    about: str = ""
    limit: int = 0

    def covers(self, finding: Finding) -> bool:
        """Whether this excuses the finding; `about`, when given, must be the first word of its message."""
        same = (self.rule, self.path) == (finding.rule, finding.path)
        return same and self.about in {"", finding.message.split()[0]} and finding.measure <= self.limit


def read(file: Path = FILE) -> list[Waiver]:
    return [Waiver(**entry) for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("waiver", [])]


def without_reason(waivers: Iterable[Waiver]) -> list[Waiver]:
    return [waiver for waiver in waivers if len(waiver.reason.strip()) < SHORTEST_REASON]


def remaining(findings: Sequence[Finding], rules: Iterable[str], waivers: Sequence[Waiver] | None = None) -> list[str]:
    """What remains to be mended among `rules`: findings nobody waived, and waivers nothing needs."""
    rules, waivers = set(rules), read() if waivers is None else waivers
    left = [str(finding) for finding in findings if not any(waiver.covers(finding) for waiver in waivers)]
    idle = [
        f"waivers.toml: {waiver.rule} for {waiver.path} is no longer needed: remove it"
        for waiver in waivers
        if waiver.rule in rules and not any(waiver.covers(finding) for finding in findings)
    ]
    return sorted(left) + sorted(idle)
