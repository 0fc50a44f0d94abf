"""The directory's search beside what Django's documentation would build, on the same people under the same role.

    python -m benchmarks.search --size 100k

*Query* is the first page of a search with words and filters, in order. *Facets* is the same page with every count
beside it. *Typo* is a name with two letters swapped: the search that finds nobody, the spelling, and the search again.
*Textbook* is a stored `SearchVector` with a GIN index, indexes on what is filtered by, `SearchRank`, the same wall;
*no wall* is the same again as the owner of the table, for whom row-level security hides nothing: the index is used.
"""

import argparse
import json
import random
import sys
import time
from datetime import date
from pathlib import Path

from benchmarks import apart
from benchmarks.search import textbook
from benchmarks.search.rounds import Rounds
from benchmarks.search.world import Maker

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
HALF_TERMS = date(2026, 11, 1), date(2027, 1, 1)


def main() -> None:
    """Measure, and print, last, one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", choices=SIZES, default="100k")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--json", action="store_true", help="print the last line only")
    options.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        _inside(Path(chosen.inside), chosen)
        return
    found = apart.measured("benchmarks.search", "--size", chosen.size, "--seed", chosen.seed, "--rounds", chosen.rounds)
    if not chosen.json:
        print(json.dumps(found, indent=2))
    print(json.dumps(found))


def _inside(folder: Path, chosen: argparse.Namespace) -> None:
    from linkage.database import supervisor  # noqa: PLC0415 - reads LINKAGE_HOME

    started = time.perf_counter()
    with supervisor.borrowed(folder):
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        print(f"making {SIZES[chosen.size]:,} people", file=sys.stderr, flush=True)
        world = Maker(SIZES[chosen.size], random.Random(chosen.seed), HALF_TERMS[0]).make()
        textbook.make()
        print(f"made in {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
        print(json.dumps(Rounds(world, chosen.rounds, random.Random(chosen.seed + 1), HALF_TERMS).run()))


if __name__ == "__main__":
    main()
