"""Schools, areas and people of one programme, copied in and listed by the database's own triggers."""

import random
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

PHASES = ["nursery", "primary", "secondary", "sixteen_plus", "special", "alternative"]
WAYS = ["call", "visit_us", "visit_you", "coaching", "moderation", "resources", "training"]
AREAS, QUESTIONS, A_STRETCH, A_SCHOOL = 76, 100, 5_000, 5
# Of a hundred people so many have promised something in this half-term, and so many everything.
PROMISED, FULL = 10, 3
# Where people live: most schools stand close together.
TOWNS = [
    (530_000, 180_000, 30_000), (385_000, 400_000, 25_000), (408_000, 287_000, 20_000), (430_000, 435_000, 20_000),
    (340_000, 391_000, 12_000), (425_000, 565_000, 15_000), (359_000, 173_000, 15_000), (450_000, 300_000, 120_000),
]  # fmt: skip
SYLLABLES = [consonant + vowel for consonant in "bdfklmnprst" for vowel in "aeio"]


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
class World:
    """What was made: the programme, some of its people's names, and the questions that are asked."""

    programme_id: uuid.UUID
    names: list[str]
    questions: list[Question]
    size: int


class Maker:
    """Makes a world of so many people."""

    def __init__(self, size: int, chance: random.Random, now_on: Any) -> None:
        self._size, self._chance, self._now_on = size, chance, now_on
        words = sorted({"".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 4)))) for _ in range(6000)})
        chance.shuffle(words)
        self._words, self._names = words, list[str]()
        # Few words are common, most are rare, as in any language.
        self._weights = [1 / (n + 10) for n in range(len(words))]
        self._upto = list(accumulate(self._weights))

    def make(self) -> World:
        """Make everything; most of the time is the listing, some tenths of a millisecond an entry."""
        from django.db import connections  # noqa: PLC0415
        from django.utils import timezone  # noqa: PLC0415

        from linkage.access.actor import Actor  # noqa: PLC0415
        from linkage.areas.models import Area  # noqa: PLC0415
        from linkage.database.tenancy import acting_in  # noqa: PLC0415
        from linkage.directory import operations  # noqa: PLC0415
        from linkage.programmes.models import Programme  # noqa: PLC0415

        programme = Programme.objects.create(slug="benchmark", name="Benchmark", created_at=timezone.now())
        self._programme, self._at = programme.pk, timezone.now()
        with connections["owner"].cursor() as cursor:
            schools = self._schools(cursor)
            areas = [Area(programme=programme, code=f"area-{n}", name=self._said(2).title()) for n in range(AREAS)]
            for area in areas:
                area.synonyms = [self._said(1) for _ in range(6)]
            _copy(cursor, areas)
            self._everybody(cursor, schools, [area.pk for area in areas])
            _tell("learning words")
            with acting_in(programme.pk):
                operations.learn_words(actor=Actor.system("benchmark", programme.pk), at=timezone.now())
            _tell("putting in order")
            cursor.execute("vacuum analyze")
        return World(programme.pk, sorted(set(self._names)), [self._question(n) for n in range(QUESTIONS)], self._size)

    def _schools(self, cursor: Any) -> list[uuid.UUID]:
        from linkage.organisations.models import Organisation  # noqa: PLC0415

        made = []
        for _ in range(max(50, self._size // A_SCHOOL)):
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
        _copy(cursor, made)
        return [school.pk for school in made]

    def _everybody(self, cursor: Any, schools: list[uuid.UUID], areas: list[uuid.UUID]) -> None:
        started = time.perf_counter()
        for first in range(0, self._size, A_STRETCH):
            self._people(cursor, schools, areas, range(first, min(first + A_STRETCH, self._size)))
            done = min(first + A_STRETCH, self._size)
            if done % 50_000 == 0 or done == self._size:
                _tell(f"{done:,} people in {time.perf_counter() - started:.0f} s")

    def _people(self, cursor: Any, schools: list[uuid.UUID], areas: list[uuid.UUID], numbers: range) -> None:
        from django.db import transaction  # noqa: PLC0415

        from linkage.directory.models import Allowance, Entry, EntryArea  # noqa: PLC0415
        from linkage.people.models import Person  # noqa: PLC0415

        chance, mine = self._chance, {"programme_id": self._programme}
        people, entries, held, promised = [], [], [], []
        for n in numbers:
            name = f"{self._said(1).title()} {self._said(1).title()}"
            person = Person(**mine, name=name, email=f"n{n}@school.example", created_at=self._at)
            entry = Entry(
                **mine,
                person_id=person.pk,
                organisation_id=chance.choice(schools),
                job_title=self._said(2),
                words=self._said(45),
                phases=chance.sample(PHASES, chance.choice((1, 1, 2))),
                ways=chance.sample(WAYS, chance.choice((1, 2, 3))),
                places=chance.choice((0, 1, 2, 2, 3)),
                listed_at=self._at,
                confirmed_at=self._at,
            )
            people.append(person)
            entries.append(entry)
            chosen = chance.sample(areas, chance.choice((1, 2, 3)))
            held += [EntryArea(**mine, entry_id=entry.pk, area_id=area) for area in chosen]
            if n % 100 < PROMISED:
                promised.append(self._allowance(Allowance, person, is_full=n % 100 < FULL))
        # Areas first, so that each entry is listed once: keys are looked at when the transaction ends.
        with transaction.atomic(using="owner"):
            for rows in (people, held, entries, promised):
                _copy(cursor, rows)
        self._names += [
            word for person in people[:: max(1, self._size // 20_000)] for word in person.name.split() if len(word) > 4
        ]

    def _allowance(self, model: Any, person: Any, *, is_full: bool) -> Any:
        return model(
            programme_id=self._programme,
            person_id=person.pk,
            period_starts_on=self._now_on,
            places_limit=2,
            days_limit=0,
            places_promised=2 if is_full else 1,
        )

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
        return " ".join(self._chance.choices(self._words, cum_weights=self._upto, k=words))

    def _place(self) -> tuple[int, int]:
        east, north, spread = self._chance.choice(TOWNS)
        return abs(int(self._chance.gauss(east, spread))), abs(int(self._chance.gauss(north, spread)))


def _copy(cursor: Any, rows: Iterable[Any]) -> None:
    """Put model instances in, all of one kind, by a table in between: a table with a wall takes no copy."""
    made = list(rows)
    if not made:
        return
    table = made[0]._meta.db_table
    fields = [field for field in made[0]._meta.concrete_fields if not getattr(field, "generated", False)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    cursor.execute(f'CREATE TEMPORARY TABLE IF NOT EXISTS "in_{table}" (LIKE "{table}")')
    with cursor.copy(f'COPY "in_{table}" ({names}) FROM STDIN') as copy:
        for values in _values(made, [field.attname for field in fields]):
            copy.write_row(values)
    cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "in_{table}"')
    cursor.execute(f'TRUNCATE "in_{table}"')


def _values(rows: list[Any], names: list[str]) -> Iterator[list[Any]]:
    for row in rows:
        yield [getattr(row, name) for name in names]


def _tell(what: str) -> None:
    print(f"  {what}", file=sys.stderr, flush=True)
