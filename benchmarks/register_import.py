"""How fast the register comes in: python -m benchmarks.register_import --size 50000 --json

Compared with a raw COPY of the same file into a table of plain text columns, and with Django's bulk_create of the same
schools. The file is made from a seed in the form of the true full-column download (Windows-1252, text quoted, numbers
bare); the database is a cluster of its own in a temporary folder, with PostgreSQL's ordinary settings. Every figure is
the median of its rounds, taken in turns, so that a noisy neighbour disturbs all of them alike.
"""

import argparse
import csv
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import apart

SAMPLE = Path(__file__).parents[1] / "src/linkage/organisations/tests/data/gias-full-columns-surrey-2021.csv"
COLUMNS = 100
CHANGED_SHARE = 0.01
GOALS = {"first_vs_copy": 1.3, "refresh_vs_copy": 0.2, "bulk_create_vs_first": 25, "peak_mb": 100}
_WORDS = ("Alder", "Ash", "Beech", "Birch", "Cedar", "Elm", "Hazel", "Holly", "Larch", "Maple", "Oak", "Rowan")
# In the true full file four rows of five hold no comma inside a value.
PLAIN_SHARE = 0.8


def make_file(path: Path, size: int, seed: int, *, changed: frozenset[int] = frozenset()) -> None:
    """Write a register of `size` invented schools; those in `changed` say something else than without it."""
    chance = random.Random(seed)
    with SAMPLE.open(encoding="cp1252", newline="") as file:
        header, *rows = csv.reader(file)
    header = header[:COLUMNS]
    plain = [row for row in rows if not any("," in value for value in row)]
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write(",".join(f'"{name}"' for name in header))
        for number in range(size):
            kind = chance.choice(plain if chance.random() < PLAIN_SHARE else rows)
            school = dict(zip(header, kind, strict=False))
            name = f"{chance.choice(_WORDS)} {chance.choice(_WORDS)} {chance.choice(('Primary', 'High'))} School"
            if number % 1000 == 0:
                name = f"St Thomas à {name}"  # as rare as in the true file
            school |= {
                "URN": str(1_000_000 + number),
                "EstablishmentName": f"{name} (new)" if number in changed else name,
                "EstablishmentNumber": f"{chance.randrange(10_000):04d}",
                "UKPRN": str(10_000_000 + number),
                "Street": f"{chance.randrange(200)} {chance.choice(_WORDS)} Road",
                "Postcode": f"PR{chance.randrange(1, 30)} {chance.randrange(1, 10)}{chr(65 + number % 26)}Q",
                "SchoolWebsite": f"www.school{number}.example",
                "NumberOfPupils": str(chance.randrange(60, 1500)),
                "PercentageFSM": f"{chance.randrange(600) / 10}",
                "Easting": str(chance.randrange(300_000, 600_000)),
                "Northing": str(chance.randrange(100_000, 600_000)),
            }
            file.write("\r\n" + ",".join(_cell(value) for value in school.values()))


def _cell(value: str) -> str:
    """As the true file writes it: bare whole numbers, everything else quoted."""
    return value if re.fullmatch(r"[1-9]\d*", value) else '"' + value.replace('"', '""') + '"'


def main() -> None:
    """Measure, and print a table or, last, one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=50_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    options.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        _inside(Path(chosen.inside), chosen.size, chosen.seed, chosen.rounds)
        return
    found = apart.measured(
        "benchmarks.register_import", "--size", chosen.size, "--seed", chosen.seed, "--rounds", chosen.rounds
    )
    if not chosen.json:
        print(json.dumps(found, indent=2))
        return
    print(json.dumps(found))


def _inside(folder: Path, size: int, seed: int, rounds: int) -> None:
    from linkage.database import supervisor  # noqa: PLC0415 - reads LINKAGE_HOME

    with supervisor.borrowed(folder) as cluster:
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        files = [folder / f"register-{n}.csv" for n in range(rounds + 1)]
        make_file(files[0], size, seed)
        chance = random.Random(seed + 1)
        for path in files[1:]:
            changed = frozenset(chance.sample(range(size), round(size * CHANGED_SHARE)))
            make_file(path, size, seed, changed=changed)
        print(json.dumps(_Rounds(cluster.conninfo(dbname="linkage"), files, size).run()))


class _Rounds:
    """The rounds, one after the other, each with a COPY, a first load and a refresh."""

    def __init__(self, conninfo: str, files: list[Path], size: int) -> None:
        self._conninfo = conninfo
        self._files = files
        self._size = size

    def run(self) -> dict[str, Any]:
        """Return seconds, ratios and peak memory."""
        seconds: dict[str, list[float]] = {"copy": [], "first": [], "refresh": []}
        peaks = []
        for number, changed in enumerate(self._files[1:]):
            seconds["copy"].append(self._copy())
            self._empty()
            taken, peak = _with_peak(partial(self._import, self._files[0], self._size, 0))
            seconds["first"].append(taken)
            peaks.append(peak)
            seconds["refresh"].append(_timed(partial(self._import, changed, 0, round(self._size * CHANGED_SHARE))))
            print(f"round {number + 1}: " + ", ".join(f"{k} {v[-1]:.3f}" for k, v in seconds.items()), file=sys.stderr)
        self._empty()
        middle = {name: median(values) for name, values in seconds.items()}
        middle["bulk_create"] = self._bulk_create()
        return {
            "benchmark": "register_import",
            "size": self._size,
            "columns": COLUMNS,
            "file_mb": round(self._files[0].stat().st_size / 1e6, 1),
            "processors": os.cpu_count(),
            "seconds": {name: round(value, 3) for name, value in middle.items()},
            "goals": GOALS,
            "ratios": {
                "first_vs_copy": round(middle["first"] / middle["copy"], 2),
                "refresh_vs_copy": round(middle["refresh"] / middle["copy"], 3),
                "bulk_create_vs_first": round(middle["bulk_create"] / middle["first"], 1),
            },
            "peak_mb": round(max(peaks), 1),
        }

    def _copy(self) -> float:
        """COPY the file as it is into a table of text columns, with psycopg, and commit."""
        import psycopg  # noqa: PLC0415

        columns = ", ".join(f"c{n} text" for n in range(COLUMNS))
        with psycopg.connect(self._conninfo, autocommit=True) as database:
            database.execute("drop table if exists raw")  # type: ignore[arg-type]
            database.execute(f"create table raw ({columns})")  # type: ignore[arg-type]
            started = time.perf_counter()
            statement = "copy raw from stdin with (format csv, header true, encoding 'WIN1252')"
            with database.cursor().copy(statement) as copy, self._files[0].open("rb") as file:
                while block := file.read(1 << 18):
                    copy.write(block)
            taken = time.perf_counter() - started
            database.execute("drop table raw")
        return taken

    def _import(self, path: Path, imported: int, changed: int) -> None:
        from linkage.access.actor import Actor  # noqa: PLC0415
        from linkage.organisations import operations  # noqa: PLC0415

        done = operations.import_register(
            actor=Actor.system("benchmark"), at=_now(), path=path, file_name=path.name, on=date(2026, 9, 1)
        )
        found = (done.imported, done.changed, done.rejected)
        # A refresh also takes back what the round before changed.
        expected = (imported, changed, 0)
        assert found == expected, f"{path.name}: {found}, expected {expected}"

    def _bulk_create(self) -> float:
        """Read the file with the csv module and hand the same facts to Django's bulk_create."""
        from linkage.database.tenancy import acting_in  # noqa: PLC0415
        from linkage.organisations.models import Organisation  # noqa: PLC0415

        def create() -> None:
            with self._files[0].open(encoding="cp1252", newline="") as file, acting_in(None):
                rows = csv.DictReader(file)
                Organisation.objects.bulk_create((_school(row) for row in rows), batch_size=1000)

        return _timed(create)

    def _empty(self) -> None:
        import psycopg  # noqa: PLC0415

        with psycopg.connect(self._conninfo, autocommit=True) as database:
            database.execute("truncate organisations_organisation cascade")
            database.execute("truncate organisations_registerlines")


def _school(row: dict[str, str]) -> Any:
    from linkage.organisations.models import Organisation  # noqa: PLC0415
    from linkage.organisations.rules import phases_of  # noqa: PLC0415

    low, high = (int(row[name]) if row[name] else None for name in ("StatutoryLowAge", "StatutoryHighAge"))
    type_name = row["TypeOfEstablishment (name)"]
    return Organisation(
        urn=int(row["URN"]),
        name=row["EstablishmentName"],
        status={"Open": "open"}.get(row["EstablishmentStatus (name)"], "closing"),
        phases=list(phases_of(row["PhaseOfEducation (name)"], type_name, low, high)),
        type_name=type_name,
        type_group=row["EstablishmentTypeGroup (name)"],
        religious_character=row["ReligiousCharacter (name)"],
        diocese=row["Diocese (name)"],
        authority_code=row["LA (code)"],
        authority_name=row["LA (name)"],
        district=row["DistrictAdministrative (name)"],
        trust_name=row["Trusts (name)"],
        street=row["Street"],
        town=row["Town"],
        postcode=row["Postcode"],
        website=row["SchoolWebsite"],
        age_low=low,
        age_high=high,
        pupils=int(row["NumberOfPupils"] or 0),
        fsm_percent=row["PercentageFSM"] or None,
        easting=int(row["Easting"]),
        northing=int(row["Northing"]),
        register_date=date(2026, 9, 1),
    )


def _now() -> Any:
    from django.utils import timezone  # noqa: PLC0415

    return timezone.now()


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _with_peak(work: Callable[[], None]) -> tuple[float, float]:
    """Return the seconds, and the megabytes by which this process grew at most (Linux only)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the high-water mark begins anew
    idle = _memory("VmRSS")
    taken = _timed(work)
    return taken, (_memory("VmHWM") - idle) / 1000


def _memory(name: str) -> int:
    """Return kilobytes."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
