"""The first run: whoever starts Linkage opens the address it prints, and has a programme ten minutes later."""

import re
from io import StringIO

from django.core.management import call_command

from tests.journeys.ways import in_every_way


def set_up_address() -> str:
    """What `linkage run` prints, or nothing once Linkage has been set up."""
    printed = StringIO()
    call_command("first_run", port=8000, stdout=printed)
    found = re.search(r"http\S+/set-up/\S+", printed.getvalue())
    return found[0] if found else ""


@in_every_way
def test_the_printed_address_leads_to_a_programme(visitor, post):
    """Given a fresh installation, when its address is opened and answered, then a programme stands with first steps."""
    address = set_up_address()
    farah = visitor()

    farah.goes_to(address).is_at("Set up Linkage")
    farah.fills("Your name", "Farah Siddiqui").fills("Your e-mail address", "farah@ribble.example")
    farah.fills("What is the programme called?", "Ribble Linkage")
    farah.picks("Which local authority's schools is it for?", "Lancashire")
    farah.picks("Whose term dates do you follow?", "Lancashire")
    farah.chooses("Plum").presses("Set up and begin")

    farah.sees("Ribble Linkage is ready", "Set up in about ten minutes")
    assert farah.page.url.endswith("/ribble-linkage/home/")

    # The way back in is a code by e-mail: there is no password.
    again = visitor(phone=True)
    again.goes_to("/ribble-linkage/home/").is_at("Sign in")
    again.signs_in("farah@ribble.example").sees("Set up in about ten minutes")


def test_nothing_typed_is_lost_when_something_is_missing(visitor):
    address = set_up_address()
    farah = visitor(phone=True, scripts=False)

    farah.goes_to(address).fills("Your name", "Farah Siddiqui").presses("Set up and begin", status=422)

    farah.is_told("Enter a name for the programme").is_told("Enter your e-mail address")
    assert farah.reads_of("Your name") == "Farah Siddiqui"


def test_a_used_address_is_refused_plainly(visitor):
    """Given an address that has been used, when it is opened again, then it says so and tells what to do."""
    address = set_up_address()
    farah, somebody = visitor(), visitor()
    farah.goes_to(address).fills("Your name", "Farah Siddiqui").fills("Your e-mail address", "farah@ribble.example")
    farah.fills("What is the programme called?", "Ribble Linkage").presses("Set up and begin")

    somebody.goes_to(address, status=404).is_at("This address has been used").sees("works once")
    assert set_up_address() == "", "Once set up, no further address is printed"
