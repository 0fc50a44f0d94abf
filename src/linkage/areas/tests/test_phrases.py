"""The phrase bank: how people in schools say what they need, for each area, and what belongs to none."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from linkage import areas

DATA = Path(areas.__file__).parent / "data"
FILES = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in (DATA / "phrases").glob("*.txt")}
# A concern about a person, which is never brokered, and what tells no area.
BESIDE_AREAS = {"_concern": 200, "_unclear": 100}
ENOUGH = 40
MOST_WORDS = 60


def codes():
    with (DATA / "support-areas.csv").open(newline="", encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)} - {"unclear"}


def test_every_area_has_its_phrases_and_nothing_else_has():
    assert set(FILES) == codes() | set(BESIDE_AREAS)


@pytest.mark.parametrize("name", sorted(FILES))
def test_there_are_enough_and_each_is_a_line_somebody_would_type(name):
    lines = FILES[name]
    assert len(lines) >= BESIDE_AREAS.get(name, ENOUGH)
    assert [line for line in lines if not line.strip() or line != line.strip() or len(line.split()) > MOST_WORDS] == []


def test_no_phrase_is_there_twice():
    """One that stood for two areas would teach nothing but doubt."""
    said = Counter(re.sub(r"\W+", " ", line.lower()).strip() for lines in FILES.values() for line in lines)
    assert [line for line, times in said.items() if times > 1] == []


def test_nobody_is_named_by_address_or_number():
    assert [line for lines in FILES.values() for line in lines if re.search(r"@|\d{5}", line)] == []
