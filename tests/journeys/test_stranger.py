"""A stranger from another programme finds nothing."""

import pytest

from tests.journeys.prepare import Ribble, asked, head, introduced, listed, ribble, teacher

NOT_HERE = "We cannot find that page"


@pytest.fixture
def records(place) -> dict[str, str]:
    """The addresses of Ribble's records, below its own name."""
    head(place, place.thistlebank, "Grace Okafor", "grace@thistlebank.example")
    helen = head(place, place.harrowgill, "Helen Brook", "helen@harrowgill.example")
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", "daniel@thistlebank.example")
    priya = teacher(place, place.harrowgill, "Priya Raman", "priya@harrowgill.example")
    entry = listed(place, priya, helen, place.harrowgill)
    request = asked(place, daniel, status="matching", owner=place.farah)
    link = introduced(place, request, entry)
    return {
        "a request": f"requests/{request.pk}/",
        "who could help": f"choose/{request.pk}/",
        "a link": f"links/{link.pk}/",
        "an entry": f"directory/{entry.pk}/",
        "a nomination": f"directory/nominations/{entry.nomination_id}/",
        "a person": f"people/{priya.pk}/",
    }


@pytest.fixture
def elsewhere(address) -> Ribble:
    return ribble("corners", "Four Corners")


def test_a_coordinator_of_another_programme_finds_nothing(records, elsewhere, visitor):
    """Given Ribble's records, when the coordinator of Four Corners types their addresses, then nothing is there."""
    stranger = visitor()
    stranger.goes_to("/corners/home/").signs_in(elsewhere.farah.email)
    for path in records.values():
        stranger.goes_to(f"/corners/{path}", status=404).is_at(NOT_HERE)
        stranger.finds_nothing(f"/ribble/{path}")
    for path in ("requests/", "links/", "directory/", "people/", "schools/", "settings/", "mail/"):
        stranger.finds_nothing(f"/ribble/{path}")
    stranger.goes_to("/ribble/home/").is_at("We do not know you here yet")
    for path in ("requests/", "links/", "directory/"):
        stranger.goes_to(f"/corners/{path}").does_not_see("Priya Raman", "Daniel Whitlow", "Reading in Year 9")


def test_nobody_finds_nothing(records, visitor):
    """Given Ribble's records, when somebody who is not signed in types their addresses, then they must sign in."""
    nobody = visitor(phone=True)
    for path in records.values():
        nobody.goes_to(f"/ribble/{path}").is_at("Sign in").does_not_see("Priya", "Daniel", "Reading in Year 9")
    nobody.goes_to("/ribble/").does_not_see("Priya", "Daniel", "Reading in Year 9")
