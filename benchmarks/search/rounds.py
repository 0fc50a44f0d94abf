"""The questions in turn, each asked of both."""

import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median
from typing import Any

from benchmarks.search import textbook
from benchmarks.search.world import AREAS, Question, World

GOALS = {"textbook_vs_linkage": 7, "facets_vs_query": 2, "p95_ms": 6, "typo_p95_ms": 10}
WARMING, SECONDS_OF_TEXTBOOK = 10, 60


@dataclass(frozen=True)
class Origin:
    """The school that asks."""

    easting: int
    northing: int
    pupils: int = 800
    fsm_percent: Any = 20
    sen_percent: Any = None
    phases: tuple[str, ...] = ("secondary",)
    religious_character: str = ""


class Rounds:
    """So many rounds, and what they took."""

    def __init__(self, world: World, rounds: int, chance: random.Random, half_terms: tuple[date, date]) -> None:
        self._world, self._rounds, self._chance, self._half_terms = world, rounds, chance, half_terms
        self._taken: dict[str, list[float]] = {name: [] for name in ("query", "facets", "typo", "textbook", "no_wall")}

    def run(self) -> dict[str, Any]:
        """Return milliseconds and ratios."""
        from django.db import connection, connections  # noqa: PLC0415

        from linkage.access.actor import Actor  # noqa: PLC0415
        from linkage.database.tenancy import acting_in  # noqa: PLC0415

        self._actor = Actor.system("benchmark", self._world.programme_id)
        matched: list[int] = []
        with acting_in(self._world.programme_id):
            for n in range(-WARMING, self._rounds):
                question = self._world.questions[n % len(self._world.questions)]
                typo = self._misspelt(self._chance.choice(self._world.names))
                self._time(n, "query", lambda q=question: matched.append(self._search(q, has_counts=False)))
                self._time(n, "facets", lambda q=question: self._search(q, has_counts=True))
                self._time(n, "typo", lambda word=typo: self._typo(word))
                if sum(self._taken["textbook"]) < SECONDS_OF_TEXTBOOK * 1000:
                    self._time(n, "textbook", lambda q=question: textbook.ask(connection, self._world, q))
                    self._time(n, "no_wall", lambda q=question: textbook.ask(connections["owner"], self._world, q))
                if n % 50 == 49:
                    print(f"  {n + 1} of {self._rounds} rounds", file=sys.stderr, flush=True)
        return self._told(matched)

    def _time(self, n: int, what: str, work: Callable[[], Any]) -> None:
        started = time.perf_counter()
        work()
        if n >= 0:
            self._taken[what].append((time.perf_counter() - started) * 1000)

    def _told(self, matched: list[int]) -> dict[str, Any]:
        taken = self._taken
        middle = {name: round(median(values), 2) for name, values in taken.items()}
        asked = len(taken["textbook"])
        same = fmean(taken["query"][:asked])
        return {
            "benchmark": "search",
            "size": self._world.size,
            "processors": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "matched": {"median": median(matched), "mean": round(fmean(matched)), "most": max(matched)},
            "median_ms": middle,
            "mean_ms": {name: round(fmean(values), 2) for name, values in taken.items()},
            "p95_ms": round(_p95(taken["query"]), 2),
            "facets_p95_ms": round(_p95(taken["facets"]), 2),
            "typo_p95_ms": round(_p95(taken["typo"]), 2),
            "goals": GOALS,
            "ratios": {
                "textbook_vs_linkage": round(fmean(taken["textbook"]) / same, 1),
                "textbook_without_wall_vs_linkage": round(fmean(taken["no_wall"]) / same, 1),
                "facets_vs_query": round(median(taken["facets"]) / median(taken["query"]), 2),
            },
        }

    def _search(self, question: Question, *, has_counts: bool) -> int:
        from linkage.directory.queries import gathering  # noqa: PLC0415
        from linkage.directory.queries.index import Asked  # noqa: PLC0415
        from linkage.directory.rules import narrowing, ranking  # noqa: PLC0415

        areas = (question.area,) if question.area else ()
        ways = (question.way,) if question.way else ()
        found = gathering.gather(actor=self._actor, asked=Asked(words=question.words), half_terms=self._half_terms)
        chosen = narrowing.Chosen(areas, (question.phase,), ways, within_miles=question.miles)
        known = narrowing.Known(origin=Origin(*question.place), areas=[f"area-{n}" for n in range(AREAS)])
        narrowed = narrowing.narrow(found, chosen, known, has_counts=has_counts)
        ranking.page(narrowed, limit=10, offset=0)
        return len(narrowed.kept)

    def _typo(self, word: str) -> None:
        from linkage.directory.queries import gathering, spelling  # noqa: PLC0415
        from linkage.directory.queries.index import Asked  # noqa: PLC0415

        found = gathering.gather(actor=self._actor, asked=Asked(words=(word,)), half_terms=self._half_terms)
        fixed = spelling.put_right(actor=self._actor, words=found.silent)
        if fixed:
            asked = Asked(words=tuple(fixed.values()))
            gathering.gather(actor=self._actor, asked=asked, half_terms=self._half_terms)

    def _misspelt(self, name: str) -> str:
        place = self._chance.randrange(1, len(name) - 1)
        return (name[:place] + name[place + 1] + name[place] + name[place + 2 :]).lower()


def _p95(values: list[float]) -> float:
    return sorted(values)[round(len(values) * 0.95) - 1]
