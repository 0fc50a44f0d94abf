"""How somebody is found in what others wrote: each way people spell a name, an address and a number, and no more."""

import uuid

import pytest

from linkage.access.personal_data import Subject


def subject(name="Zelda O’Quibble-Thwaite", phone="01632 960 999"):
    return Subject(uuid.uuid4(), uuid.uuid4(), None, name, "zelda@hope.example", phone)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Zelda O'Quibble-Thwaite.",
        "ZELDA O’QUIBBLE THWAITE",
        "Zelda\n  O&#39;Quibble-Thwaite",
        "O'Quibble-Thwaite, Zelda",
        "Write to ZELDA@hope.example",
        "01632960999",
        "(01632) 960-999",
        "+44 1632 960999",
        "0044 (0)1632 960 999",
    ],
)
def test_however_it_is_spelt_it_is_found(text):
    assert subject().is_named_in(text)
    assert not subject().is_named_in(subject().without(text))


@pytest.mark.parametrize(
    "text", ["Zelda", "Joanzelda O’Quibble-Thwaites", "9zelda@hope.example.org", "1632 960 9991", "01632 960 998"]
)
def test_what_is_nearly_the_same_is_somebody_elses(text):
    assert subject().without(text) == text


def test_in_a_text_that_names_them_the_first_name_alone_goes_too():
    text = "Zelda O'Quibble-Thwaite reads aloud. Zelda does it daily, and Joanzelda listens."
    assert subject().without(text) == "somebody reads aloud. somebody does it daily, and Joanzelda listens."


@pytest.mark.parametrize(("name", "left"), [("Ruth", "somebody said the truth"), ("the", "Ruth said the truth")])
def test_a_name_of_one_word_is_sought_with_its_capital_only(name, left):
    assert subject(name, "").without("Ruth said the truth") == left


def test_what_is_left_fits_where_it_stood():
    assert subject("Jo Li").without("Jo Li asks", limit=10) == "somebody a"


def test_without_a_name_and_a_number_the_address_is_sought():
    assert subject("", "").without("zelda@hope.example, Zelda") == "somebody, Zelda"
