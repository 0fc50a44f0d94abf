import pytest

from linkage.kernel.pupils import signs_of_a_pupil, without_signs

NAMED = {
    "A Year 9 pupil called Kyle throws chairs.": "pupil called Kyle",
    "we have a boy in reception named aarav who bites": "boy in reception named aarav",
    "One girl, Aisha, will not speak in lessons.": "girl, Aisha",
    "Support for pupil KJ in maths": "pupil KJ",
    "Child A.B. needs a quiet room": "Child A.B.",
    "Callum in Year 4 cannot sit still.": "Callum in Year 4",
    "Tyler (Y8) was out of lessons for a week": "Tyler (Y8",
    "Mohammed, who is 9 years old, came last week": "Mohammed, who is 9 years old",
    "Ella's mum complained about homework.": "Ella's mum",
    "Zebedee’s mother rang": "Zebedee’s mother",
    "Noah's EHCP says one to one": "Noah's EHCP",
    "We struggle with Jayden Smith most days.": "Jayden Smith",
    "dob 12/03/2014, SEND": "dob 12/03/2014",
    "She was born on 3rd May 2015": "born on 3rd May 2015",
    "Date of birth: 03-05-15": "Date of birth: 03-05-15",
    "UPN A123456789012 if you need it": "A123456789012",
}
NOBODY = (
    "Our year 9 lads won't read.",
    "Our Year 9 boys don’t read. They avoid it in every subject and the gap with the girls is getting wider.",
    "Reading in Year 9 and Phonics in Reception",
    "Pupil Premium pupils in Year 6; pupil PP funding; pupils PP",
    "How other schools use Pupil Voice and the Student Council",
    "The head of English and two colleagues at Thistlebank School",
    "Mrs Ella Shaw leads maths; Mr. James Holt and Dr Amy Reed help her",
    "St James Primary School, Alice Park, Summer Term, James Street",
    "Children's mothers come to stay-and-play; pupils' parents do not",
    "We were inspected on 12/03/2023 and again before 14 December 2026.",
    "Little Wandle and Read Write Inc. in Key Stage 1",
    "A child protection policy and training for our designated leads",
    "Charlie is our new caretaker",
    "Order number 123456789012",
    "",
)


@pytest.mark.parametrize(("text", "passage"), NAMED.items())
def test_a_sign_of_a_pupil_is_found_and_quoted(text, passage):
    assert signs_of_a_pupil(text) == (passage,)


@pytest.mark.parametrize("text", NOBODY)
def test_what_names_no_pupil_is_left_alone(text):
    assert signs_of_a_pupil(text) == ()


def test_several_are_quoted_in_order_and_no_more_than_five():
    text = "Callum in Year 4, then Ella’s mum, and a boy called Zed. " + "Jayden Smith. " * 9
    assert signs_of_a_pupil(text)[:3] == ("Callum in Year 4", "Ella’s mum", "boy called Zed")
    assert len(signs_of_a_pupil(text)) == 5


def test_a_huge_text_takes_no_time_to_speak_of():
    assert signs_of_a_pupil("pupil " * 200_000) == ()
    assert signs_of_a_pupil("A" * 500_000) == ()


def test_the_text_is_given_without_whom_it_names():
    text = "Callum in Year 4 bites, and so does a boy called Zed. Nobody else does."
    assert without_signs(text) == "pupils bites, and so does a pupils. Nobody else does."
    assert without_signs("Our boys do not read") == "Our boys do not read"
