"""A visit and its report: the day prepared, notes taken on a phone, a fact disputed, and what becomes of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.peer_review import operations
from linkage.peer_review.models import Visit
from linkage.peer_review.tests import factories as schools
from linkage.people.models import Person
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True)

SEEN, BETTER = "Lessons begin with reading in every class we saw.", "Pupils who read slowly had a second text."
RIGHT = "Lessons begin with reading in four of the five classes we saw."
SHARED = "Ten minutes of reading aloud each day."


@pytest.fixture
def world(address):
    here = programme(slug="ribble", name="Ribble Linkage", contact_email="office@ribble.example")
    with acting_in(here.pk):
        made = schools.world(here)
        schools.published(made)
        visit = _visit(made)
        operations.choose_day(actor=actor(made.head(0)), at=NOW, visit=visit, visits_on=visit.week_on)
        return made


def _visit(w) -> Visit:
    return Visit.objects.whole().get(host=w.schools[0])


def _going(w) -> tuple[Person, Person]:
    """Whoever writes the report, and another visitor."""
    with acting_in(w.programme.pk):
        visit = _visit(w)
        other = next(each for each in visit.going if each != visit.writer)
        return visit.writer.person, other.person


def _passes(w, days: int) -> None:
    """So many days go by after the visit."""
    with acting_in(w.programme.pk):
        at = schools.after(_visit(w)) + timedelta(days=days)
        operations.tick(actor=schools.job(w, "peer_review.tick"), at=at)


def _agreed(w) -> None:
    """The report is written, and its host agrees."""
    _passes(w, 0)
    with acting_in(w.programme.pk):
        schools.send(_visit(w), well=[SEEN], better=[BETTER], practice=[SHARED])
        schools.agree(w, _visit(w))


def _address(w) -> str:
    with acting_in(w.programme.pk):
        return reverse("peer_review:visit", args=["ribble", _visit(w).pk])


def test_a_visit_from_its_brief_until_its_report_is_agreed(world, visitor, post):
    """Given a day that is chosen, when the host finds a fact wrong, then it is put right before anybody agrees."""
    head, writer, other = visitor(phone=True), visitor(), visitor(phone=True)
    writes, visits = _going(world)

    head.goes_to(_address(world)).signs_in(world.head(0).account.email).sees("Prepare the day").looks()
    head.presses("Make the timetable").sees("Nothing is planned yet").looks()
    head.presses("Begin with an ordinary day").sees("Learning walk", "Feedback conversation").looks()
    head.follows("Learning walk").fills("With whom, or where?", "Year 7, with our literacy lead").looks()
    head.presses("Change it").sees("Year 7, with our literacy lead")
    head.fills("From when?", "soon").presses("Add it", status=422).is_told("Write the time like 9.15 or 2.30pm").looks()
    head.goes_to(_address(world)).follows("Change the brief").looks()
    head.fills("Which questions should they take with them?", "What do pupils do when they are stuck?")
    head.presses("Keep it").sees("What do pupils do when they are stuck?").looks()
    head.presses("Send it to your visitors").sees("Your visitors have an e-mail")

    [told] = [mail for mail in post(visits.email) if "is prepared" in mail.subject]
    other.opens(told).follows("See the day").signs_in(visits.account.email).sees(
        "Year 7, with our literacy lead"
    ).looks()
    other.presses("Take notes").sees("Nothing yet").looks()
    other.fills("What did you see?", SEEN).presses("Note it").sees("Noted", SEEN).looks()
    other.fills("What did you see?", BETTER).chooses("Even better if").presses("Note it").sees(BETTER).looks()

    _passes(world, 0)
    [wanted] = [
        mail for mail in post(writes.email) if world.schools[0].name in mail.subject and "report" in mail.subject
    ]
    writer.opens(wanted).follows("Write the report").signs_in(writes.account.email).sees("Being written").looks()
    writer.presses("Write the report").sees("We have put in what all visitors noted", SEEN).looks()
    writer.fills("Even better if", "").presses("Send it", status=422).is_told("Say at least one thing").looks()
    writer.fills("Even better if", BETTER).fills("Good practice to share", SHARED)
    writer.presses("Send it").sees("checks the facts").looks()

    [check] = [mail for mail in post(world.head(0).email) if "check the facts" in mail.subject]
    head.opens(check).follows("Read the report").sees(SEEN).looks()
    head.presses("Check the facts").looks()
    head.presses("Send back", status=422).is_told("Say below a point what is not right").looks()
    head.unfolds(f"A fact is wrong: {SEEN}").fills("What would be right?", "It was four of the five classes.").looks()
    head.presses("Send back what is not right").sees("Waits for").looks()

    [back] = [mail for mail in post(writes.email) if "has checked the facts" in mail.subject]
    writer.opens(back).follows("See what is not right").sees("It was four of the five classes.").looks()
    writer.presses("Put the facts right").fills("What went well", RIGHT).looks()
    writer.presses("Send it").sees("checks the facts")
    head.goes_to(f"{_address(world)}report/").presses("Check the facts").presses("All facts are right")
    head.sees("Agreed on", "How it came about", "It was four of the five classes.").looks()


def test_what_becomes_of_an_agreed_report(world, visitor, post):
    """Given an agreed report, then others learn from one line, another is a request, and it is looked back on."""
    head, other, stranger = visitor(phone=True), visitor(phone=True), visitor()
    _agreed(world)
    _, visits = _going(world)
    report = f"{_address(world)}report/"
    head.goes_to(report).signs_in(world.head(0).account.email).sees("Agreed on").looks()
    head.follows(SHARED).sees("Only what you write here is shared").looks()
    head.fills("What do you do well?", "Reading aloud each day").chooses("Secondary").chooses("They come and see")
    head.picks("What is it about?", "Reading and literacy").chooses("Every school of the programme").looks()
    head.presses("Share it").sees("Other schools find it now", "Seen by visitors of a round of visits").looks()
    stranger.goes_to("/ribble/practice/").signs_in(world.outsider.account.email).sees("Reading aloud each day").looks()
    stranger.follows("Reading aloud each day").sees("Ask to see it").does_not_see(SEEN, BETTER).looks()
    stranger.finds_nothing(report)

    head.goes_to(report).presses(BETTER)
    head.sees("Nothing is sent yet", BETTER).looks()

    _passes(world, 120)
    [asked] = [mail for mail in post(world.head(0).email) if "What has become of it?" in mail.subject]
    head.opens(asked).follows("Say how it stands").sees(BETTER).looks()
    head.presses("Say it", status=422).is_told("Say how this point stands").looks()
    head.chooses("We have begun").presses("Say it").sees("Begun").looks()
    other.goes_to(report).signs_in(visits.account.email).sees("Begun", SEEN).looks()
