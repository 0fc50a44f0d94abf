"""The phrase bank and the areas that ship: how schools say what they need, and what belongs to no area."""

import re
from collections import Counter

import pytest

from linkage.areas import gateway
from linkage.search.folding import fold

BANK = gateway.phrase_bank()
SHIPPED = {each.code: each for each in gateway.shipped()}
# A concern about a person, which is never brokered; what tells no area; and what people write around their need.
BESIDE_AREAS = {"_concern": 350, "_unclear": 200, "_around": 100}
ENOUGH = 40
MOST_WORDS = 60
OFSTED = {
    "Inclusion",
    "Curriculum and teaching",
    "Achievement",
    "Attendance and behaviour",
    "Personal development and wellbeing",
    "Leadership and governance",
    "Early years",
    "Post-16 provision",
}


def test_every_area_has_enough_phrases_and_nothing_else_has_any():
    assert set(BANK) <= SHIPPED.keys() | set(BESIDE_AREAS)
    count = Counter()
    for name, lines in BANK.items():
        count[(name in SHIPPED and SHIPPED[name].parent) or name] += len(lines)
    first_level = {code for code, area in SHIPPED.items() if not area.parent}
    assert {name for name in first_level | set(BESIDE_AREAS) if count[name] < BESIDE_AREAS.get(name, ENOUGH)} == set()


@pytest.mark.parametrize("name", sorted(BANK))
def test_each_is_a_line_somebody_would_type(name):
    lines = BANK[name]
    assert [line for line in lines if not line.strip() or line != line.strip() or len(line.split()) > MOST_WORDS] == []


def test_no_phrase_is_there_twice():
    """One that stood for two areas would teach nothing but doubt."""
    said = Counter(re.sub(r"\W+", " ", line.lower()).strip() for lines in BANK.values() for line in lines)
    assert [line for line, times in said.items() if times > 1 and line] == []


def test_nobody_is_named_by_address_or_number():
    assert [line for lines in BANK.values() for line in lines if re.search(r"@|\d{5}", line)] == []


def test_areas_stand_in_two_levels_under_names_of_their_own():
    assert {each.parent for each in SHIPPED.values()} <= SHIPPED.keys() | {""}
    assert [each.code for each in SHIPPED.values() if each.parent and SHIPPED[each.parent].parent] == []
    names = Counter(fold(each.name) for each in SHIPPED.values())
    assert [name for name, times in names.items() if times > 1] == []


def test_every_area_has_words_and_is_counted_under_an_area_of_inspection():
    assert [each.code for each in SHIPPED.values() if not each.synonyms] == []
    assert {each.ofsted_area for each in SHIPPED.values()} == OFSTED
    assert [word for each in SHIPPED.values() for word in each.synonyms if len(word) > 60] == []


def test_no_finer_area_says_other_than_its_parent_where_it_is_counted():
    finer = [each for each in SHIPPED.values() if each.parent]
    assert [each.code for each in finer if each.sle_area != SHIPPED[each.parent].sle_area] == []
    assert len(finer) > 200
