"""The questions of the public page, as a coordinator writes them and a stranger on a phone reads them."""


def test_a_coordinator_writes_what_people_ask_and_a_stranger_reads_it(place, visitor):
    """Given our questions, when the programme makes them its own and adds one, then visitors read it."""
    farah, stranger = visitor(), visitor(phone=True, scripts=False)
    farah.goes_to("/ribble/settings/questions/").signs_in(place.farah.email).sees("You show our questions")
    farah.presses("Change these questions").sees("What does it cost?")
    farah.presses("Add a question").presses("Save", status=422).is_told("Write the question")
    farah.fills("The question", "Is there any training?").fills("Your answer", "Half a day each term.\n\nIt is free.")
    farah.presses("See how it reads").sees("It is not saved yet", "It is free.")
    farah.presses("Save").sees("The question is on the public page")

    stranger.goes_to("/ribble/").unfolds("Is there any training?").sees("Half a day each term.", "It is free.")
    stranger.follows("Ask us something").goes_to("/ribble/poster/").sees("Poster with a QR code")
    stranger.goes_to("/ribble/take-part/?q=nowhere").sees("No school fits these words")
