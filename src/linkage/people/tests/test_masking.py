import pytest

from linkage.people.rules.masking import SOMEBODY, Other, without

OTTO = Other("Otto Farns", "otto@hope.example", "01632 960 111")


@pytest.mark.parametrize("said", ["Otto Farns", "OTTO FARNS", "Otto\nFarns", "otto@hope.example", "01632 960 111"])
def test_another_person_is_left_out_however_they_are_written(said):
    assert without({"Text": f"Ask {said}."}, [OTTO]) == {"Text": f"Ask {SOMEBODY}."}


def test_beside_a_whole_name_the_first_name_alone_goes_too():
    mail = {"Subject": "Zelda, meet Otto", "Text": "Zelda Quibb asked. Otto Farns offers to help."}
    others = {"Title": "How Otto reads"}
    assert without([mail, others], [OTTO], "Zelda Quibb") == [
        {"Subject": f"Zelda, meet {SOMEBODY}", "Text": f"Zelda Quibb asked. {SOMEBODY} offers to help."},
        others,
    ]


def test_what_the_reader_is_called_themselves_stays():
    same = Other("Zelda Farns", "", "")
    assert without({"Text": "Zelda, ask Zelda Farns"}, [same], "Zelda Quibb") == {"Text": f"Zelda, ask {SOMEBODY}"}


def test_part_of_another_word_and_short_names_stay():
    assert without("Ottoline and Jo", [OTTO, Other("Jo", "", "")]) == "Ottoline and Jo"


def test_without_anybody_else_nothing_changes():
    assert without({"Schools": 2, "Text": "Otto"}, []) == {"Schools": 2, "Text": "Otto"}
