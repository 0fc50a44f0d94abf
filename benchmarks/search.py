"""The directory's search beside what Django's documentation would build, on the same people under the same role.

    python -m benchmarks.search --size 100k

*Query* is the first page of a search with words and filters, in order. *Facets* is the same page with every count
beside it. *Typo* is a name with two letters swapped: the search that finds nobody, the spelling, and the search again.
*Textbook* is a stored `SearchVector` with a GIN index, indexes on what is filtered by, `SearchRank`, the same wall.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
GOALS = {"textbook_vs_linkage": 7, "facets_vs_query": 2, "p95_ms": 6, "typo_p95_ms": 10}
NOW_ON, NEXT_ON = date(2026, 11, 1), date(2027, 1, 1)
PHASES = ["nursery", "primary", "secondary", "sixteen_plus", "special", "alternative"]
WAYS = ["call", "visit_us", "visit_you", "coaching", "moderation", "resources", "training"]
AREAS, QUESTIONS, A_STRETCH = 76, 100, 2_000
# Where people live: most schools stand close together.
TOWNS = [
    (530_000, 180_000, 30_000), (385_000, 400_000, 25_000), (408_000, 287_000, 20_000), (430_000, 435_000, 20_000),
    (340_000, 391_000, 12_000), (425_000, 565_000, 15_000), (359_000, 173_000, 15_000), (450_000, 300_000, 120_000),
]  # fmt: skip
SYLLABLES = [consonant + vowel for consonant in "bdfklmnprst" for vowel in "aeio"]


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
    with tempfile.TemporaryDirectory(prefix="linkage-benchmark-") as folder:
        Path(folder).chmod(0o755)
        environment = {**os.environ, "LINKAGE_HOME": folder, "LINKAGE_ROLE": "cli"}
        environment["DJANGO_SETTINGS_MODULE"] = "linkage.config.settings"
        for name in ("DATABASE_URL", "LINKAGE_PG_FAST"):
            environment.pop(name, None)
        command = [sys.executable, "-m", "benchmarks.search", "--inside", folder, "--size", chosen.size]
        command += ["--seed", str(chosen.seed), "--rounds", str(chosen.rounds)]
        answer = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(answer.stdout.splitlines()[-1])
    if not chosen.json:
        print(json.dumps(found, indent=2))
    print(json.dumps(found))


def _inside(folder: Path, chosen: argparse.Namespace) -> None:
    from linkage.database import supervisor  # noqa: PLC0415 - reads LINKAGE_HOME

    with supervisor.borrowed(folder):
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0, stdout=sys.stderr)
        made = _Seed(SIZES[chosen.size], random.Random(chosen.seed)).make()
        print(json.dumps(_Rounds(made, chosen.rounds, chosen.seed).run()))


@dataclass(frozen=True)
class Question:
    """One search: its words, what is chosen, and how many miles from where."""

    words: tuple[str, ...]
    area: str
    phase: str
    way: str
    miles: int | None
    place: tuple[int, int]


@dataclass(frozen=True)
class Made:
    """What was made: the programme, its people's names, and the questions that are asked."""

    programme_id: uuid.UUID
    names: list[str]
    questions: list[Question]
    size: int


class _Seed:
    """Makes schools, people and entries, folded by the database's own triggers, and the textbook's table of them."""

    def __init__(self, size: int, chance: random.Random) -> None:
        self._size, self._chance = size, chance
        self._words = sorted({"".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 4)))) for _ in range(6000)})
        chance.shuffle(self._words)
        # Few words are common, most are rare, as in any language.
        self._weights = [1 / (n + 10) for n in range(len(self._words))]

    def make(self) -> Made:
        """Make everything; most of the time is the folding, some tenths of a millisecond an entry."""
        from django.db import connections  # noqa: PLC0415
        from django.utils import timezone  # noqa: PLC0415

        from linkage.access.actor import Actor  # noqa: PLC0415
        from linkage.database.tenancy import acting_in  # noqa: PLC0415
        from linkage.directory import operations  # noqa: PLC0415
        from linkage.programmes.models import Programme  # noqa: PLC0415

        started = time.perf_counter()
        programme = Programme.objects.create(slug="benchmark", name="Benchmark", created_at=timezone.now())
        schools = self._schools()
        with acting_in(programme.pk):
            areas = self._areas(programme)
            names: list[str] = []
            for first in range(0, self._size, A_STRETCH):
                names += self._people(programme, schools, areas, first)
            operations.learn_words(actor=Actor.system("benchmark", programme.pk), at=timezone.now())
        with connections["owner"].cursor() as cursor:
            for statement in TEXTBOOK:
                cursor.execute(statement)
            cursor.execute("vacuum analyze")
        print(f"made in {time.perf_counter() - started:.0f} s", file=sys.stderr)
        questions = [self._question(n) for n in range(QUESTIONS)]
        return Made(programme.pk, sorted(set(names)), questions, self._size)

    def _schools(self) -> list[Any]:
        from linkage.database.tenancy import acting_in  # noqa: PLC0415
        from linkage.organisations.models import Organisation  # noqa: PLC0415

        made = []
        for _ in range(max(50, self._size // 5)):
            east, north = self._place()
            made.append(
                Organisation(
                    name=f"{self._said(2).title()} School",
                    town=self._said(1).title(),
                    phases=[self._chance.choice(PHASES)],
                    pupils=self._chance.randrange(60, 1500),
                    fsm_percent=self._chance.randrange(600) / 10,
                    easting=east,
                    northing=north,
                )
            )
        with acting_in(None):
            Organisation.objects.bulk_create(made, batch_size=A_STRETCH)
        return made

    def _areas(self, programme: Any) -> list[Any]:
        from linkage.areas.models import Area  # noqa: PLC0415

        made = [
            Area(
                programme=programme,
                code=f"area-{n}",
                name=self._said(2).title(),
                synonyms=[self._said(1) for _ in range(6)],
            )
            for n in range(AREAS)
        ]
        return list(Area.objects.bulk_create(made))

    def _people(self, programme: Any, schools: list[Any], areas: list[Any], first: int) -> list[str]:
        from django.utils import timezone  # noqa: PLC0415

        from linkage.directory.models import Entry, EntryArea  # noqa: PLC0415
        from linkage.people.models import Person  # noqa: PLC0415

        now, chance = timezone.now(), self._chance
        people, entries, held = [], [], []
        for n in range(first, min(first + A_STRETCH, self._size)):
            name = f"{self._said(1).title()} {self._said(1).title()}"
            person = Person(programme=programme, name=name, email=f"n{n}@school.example", created_at=now)
            entry = Entry(
                programme=programme,
                person=person,
                organisation=chance.choice(schools),
                job_title=self._said(2),
                words=self._said(45),
                phases=chance.sample(PHASES, chance.choice((1, 1, 2))),
                ways=chance.sample(WAYS, chance.choice((1, 2, 3))),
                places=chance.choice((0, 1, 2, 2, 3)),
                listed_at=now,
                confirmed_at=now,
            )
            people.append(person)
            entries.append(entry)
            held += [
                EntryArea(programme=programme, entry=entry, area=area)
                for area in chance.sample(areas, chance.choice((1, 2, 3)))
            ]
        Person.objects.bulk_create(people, batch_size=A_STRETCH)
        # Areas first, so that each entry is folded once.
        EntryArea.objects.bulk_create(held, batch_size=A_STRETCH)
        Entry.objects.bulk_create(entries, batch_size=A_STRETCH)
        return [word for person in people for word in person.name.split() if len(word) > 4]

    def _question(self, n: int) -> Question:
        """One of four sorts in turn: words and a stage; an area too; near a school; near it, with an area and a way."""
        chance = self._chance
        words = tuple(dict.fromkeys(chance.choices(self._words[20:], self._weights[20:], k=2)))
        return Question(
            words=words,
            area=f"area-{chance.randrange(AREAS)}" if n % 2 else "",
            phase=chance.choice(PHASES),
            way=chance.choice(WAYS) if n % 4 == 3 else "",
            miles=30 if n % 4 >= 2 else None,
            place=self._place(),
        )

    def _said(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, self._weights, k=words))

    def _place(self) -> tuple[int, int]:
        east, north, spread = self._chance.choice(TOWNS)
        return abs(int(self._chance.gauss(east, spread))), abs(int(self._chance.gauss(north, spread)))


# Full text search as Django's documentation has it, with ordinary indexes on what is filtered by, under the same wall.
TEXTBOOK = [
    """create table textbook as
        select e.id, e.programme_id, e.status, p.name, o.easting, o.northing, e.phases::text[] as phases,
            e.ways::text[] as ways, array(
                select a.code::text from directory_entryarea x join areas_area a on a.id = x.area_id
                where x.entry_id = e.id
            ) as areas,
            setweight(to_tsvector('english', coalesce((
                select string_agg(a.name, ' ') from directory_entryarea x join areas_area a on a.id = x.area_id
                where x.entry_id = e.id
            ), '')), 'A') || setweight(to_tsvector('english', e.job_title || ' ' || e.words), 'B')
                || setweight(to_tsvector('english', p.name || ' ' || o.name), 'C') as vector
        from directory_entry e join people_person p on p.id = e.person_id
        join organisations_organisation o on o.id = e.organisation_id""",
    "alter table textbook add primary key (id)",
    "create index textbook_vector on textbook using gin (vector)",
    "create index textbook_phases on textbook using gin (phases)",
    "create index textbook_ways on textbook using gin (ways)",
    "create index textbook_areas on textbook using gin (areas)",
    "create index textbook_programme on textbook (programme_id, status)",
    "create index textbook_easting on textbook (easting)",
    "create index textbook_northing on textbook (northing)",
    "alter table textbook enable row level security",
    "alter table textbook force row level security",
    """create policy own on textbook to linkage_app
        using (programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid)""",
    "create policy owner on textbook to linkage_owner using (true)",
]
TEXTBOOK_QUERY = """
    select id, ts_rank(vector, q) as rank from textbook, websearch_to_tsquery('english', %(words)s) q
    where programme_id = %(programme_id)s and status = 'listed' and vector @@ q
        and (%(phase)s = '' or phases @> array[%(phase)s])
        and (%(way)s = '' or ways @> array[%(way)s])
        and (%(area)s = '' or areas @> array[%(area)s])
        {near}
    order by rank desc, id limit 10
"""
NEAR = """
        and easting between %(east)s - %(reach)s and %(east)s + %(reach)s
        and northing between %(north)s - %(reach)s and %(north)s + %(reach)s
        and sqrt((easting - %(east)s)::float8 ^ 2 + (northing - %(north)s)::float8 ^ 2) <= %(reach)s
"""


class _Rounds:
    """The questions in turn, each asked of both."""

    def __init__(self, made: Made, rounds: int, seed: int) -> None:
        self._made, self._rounds = made, rounds
        self._chance = random.Random(seed + 1)

    def run(self) -> dict[str, Any]:
        """Return milliseconds and ratios."""
        from linkage.access.actor import Actor  # noqa: PLC0415
        from linkage.database.tenancy import acting_in  # noqa: PLC0415

        self._actor = Actor.system("benchmark", self._made.programme_id)
        taken: dict[str, list[float]] = {"query": [], "facets": [], "typo": [], "textbook": []}
        found = []
        with acting_in(self._made.programme_id):
            for n in range(-10, self._rounds):
                question = self._made.questions[n % len(self._made.questions)]
                typo = self._misspelt(self._chance.choice(self._made.names))
                times = {
                    "query": _timed(lambda q=question: found.append(self._search(q, has_counts=False))),
                    "facets": _timed(lambda q=question: self._search(q, has_counts=True)),
                    "typo": _timed(lambda word=typo: self._typo(word)),
                    "textbook": _timed(lambda q=question: self._textbook(q)) if n % 4 == 0 or n < 100 else None,
                }
                if n >= 0:
                    for name, value in times.items():
                        if value is not None:
                            taken[name].append(value)
        return self._told(taken, median(found))

    def _told(self, taken: dict[str, list[float]], matched: float) -> dict[str, Any]:
        middle = {name: median(values) for name, values in taken.items()}
        return {
            "benchmark": "search",
            "size": self._made.size,
            "processors": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "matched": matched,
            "median_ms": {name: round(value, 2) for name, value in middle.items()},
            "p95_ms": round(_p95(taken["query"]), 2),
            "facets_p95_ms": round(_p95(taken["facets"]), 2),
            "typo_p95_ms": round(_p95(taken["typo"]), 2),
            "goals": GOALS,
            "ratios": {
                "textbook_vs_linkage": round(_mean(taken["textbook"]) / _mean(taken["query"]), 1),
                "facets_vs_query": round(middle["facets"] / middle["query"], 2),
            },
        }

    def _search(self, question: Question, *, has_counts: bool) -> int:
        from linkage.directory.queries import gathering  # noqa: PLC0415
        from linkage.directory.queries.index import Asked  # noqa: PLC0415
        from linkage.directory.rules import facts, narrowing, ranking  # noqa: PLC0415

        areas = (question.area,) if question.area else ()
        ways = (question.way,) if question.way else ()
        squares = facts.squares(*question.place, question.miles) if question.miles else ()
        found = gathering.gather(
            actor=self._actor,
            asked=Asked(words=question.words),
            narrowing=gathering.Narrowing(NOW_ON, NEXT_ON, areas, (question.phase,), ways, squares),
            is_strict=not has_counts,
        )
        chosen = narrowing.Chosen(areas, (question.phase,), ways, within_miles=question.miles)
        parents = {f"area-{n}": f"area-{n}" for n in range(AREAS)}
        known = narrowing.Known(origin=_Origin(*question.place), parents=parents)
        narrowed = narrowing.narrow(found, chosen, known, has_counts=has_counts)
        ranking.page(found, narrowed, limit=10, offset=0)
        return int(narrowed.kept.sum())

    def _typo(self, word: str) -> None:
        from linkage.directory.queries import gathering, spelling  # noqa: PLC0415
        from linkage.directory.queries.index import Asked  # noqa: PLC0415

        nearby = gathering.Narrowing(NOW_ON, NEXT_ON)
        found = gathering.gather(actor=self._actor, asked=Asked(words=(word,)), narrowing=nearby)
        fixed = spelling.put_right(actor=self._actor, words=found.silent)
        if fixed:
            gathering.gather(actor=self._actor, asked=Asked(words=tuple(fixed.values())), narrowing=nearby)

    def _misspelt(self, name: str) -> str:
        place = self._chance.randrange(1, len(name) - 1)
        return (name[:place] + name[place + 1] + name[place] + name[place + 2 :]).lower()

    def _textbook(self, question: Question) -> None:
        from django.db import connection  # noqa: PLC0415

        east, north = question.place
        given = {
            "programme_id": self._made.programme_id,
            "words": " or ".join(question.words),
            "phase": question.phase,
            "way": question.way,
            "area": question.area,
            "east": east,
            "north": north,
            "reach": round((question.miles or 0) * 1609.344),
        }
        with connection.cursor() as cursor:
            cursor.execute(TEXTBOOK_QUERY.format(near=NEAR if question.miles else ""), given)
            cursor.fetchall()


@dataclass(frozen=True)
class _Origin:
    easting: int
    northing: int
    pupils: int = 800
    fsm_percent: Any = 20
    sen_percent: Any = None
    phases: tuple[str, ...] = ("secondary",)
    religious_character: str = ""


def _timed(work: Callable[[], Any]) -> float:
    """Return milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _p95(values: list[float]) -> float:
    return sorted(values)[round(len(values) * 0.95) - 1]


if __name__ == "__main__":
    main()
