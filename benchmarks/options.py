"""What every benchmark of a solver is asked on its command line, and how it answers: last, one line of JSON."""

import argparse
import json
from collections.abc import Iterable
from typing import Any, Protocol


class Measured(Protocol):
    """What measures one size of one world."""

    def __call__(self, size: str, seed: int, *, is_alone: bool) -> dict[str, Any]:
        """Return what was found."""


def run(measured: Measured, *, about: str | None, sizes: Iterable[str], usual: str) -> None:
    """Read the options, measure, and print."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", choices=tuple(sizes), default=usual)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--alone", action="store_true", help="without the other solvers")
    options.add_argument("--json", action="store_true", help="print the last line only")
    chosen = options.parse_args()
    found = measured(chosen.size, chosen.seed, is_alone=chosen.alone)
    if not chosen.json:
        print(json.dumps(found, indent=2))
    print(json.dumps(found))
