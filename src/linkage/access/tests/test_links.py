import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.access import links
from linkage.kernel.errors import NotFound

IDS = {"programme_id": uuid.uuid4(), "record_id": uuid.uuid4(), "person_id": uuid.uuid4()}


def test_a_link_says_who_may_answer_what():
    answer = links.read(links.make("nomination", **IDS, state="awaiting_agreement"), "nomination")
    assert answer == links.Answer("nomination", *IDS.values(), state="awaiting_agreement")


def test_a_link_for_one_question_answers_no_other():
    with pytest.raises(NotFound):
        links.read(links.make("nomination", **IDS, state="x"), "pulse")


@given(st.text(max_size=200))
def test_whatever_is_typed_into_the_address_is_simply_not_found(text):
    with pytest.raises(NotFound):
        links.read(text, "nomination")


def test_a_changed_link_is_not_found():
    token = links.make("nomination", **IDS, state="x")
    with pytest.raises(NotFound):
        links.read(token[:-1] + ("A" if token[-1] != "A" else "B"), "nomination")
