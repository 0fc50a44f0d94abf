"""Schools visit each other: asked, answered on a phone, planned by one button, and mended when somebody cannot go."""

import pytest
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.peer_review import operations, queries
from linkage.peer_review import tasks as peer_review
from linkage.peer_review.models import Round, RoundSchool
from linkage.peer_review.tests import factories as schools
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(address):
    here = programme(slug="ribble", name="Ribble Linkage", contact_email="office@ribble.example")
    with acting_in(here.pk):
        return schools.world(here)


def others_answer(w):
    """Every school but the first says yes."""
    with acting_in(w.programme.pk):
        made = Round.objects.whole().get()
        for number in range(1, len(w.schools)):
            schools.says_yes(w, made, number)


def planned(w):
    """The worker plans it."""
    with acting_in(w.programme.pk):
        found = str(Round.objects.get().pk)
    peer_review.solve(programme_id=str(w.programme.pk), round_id=found)


def test_a_round_from_its_first_day_until_somebody_cannot_go(world, visitor, post):
    """Given eight schools, when one button plans their visits, then each head sees their own weeks and can say no."""
    ivy, head = visitor(), visitor(phone=True)
    ivy.goes_to("/ribble/visits/").signs_in(world.ivy.account.email).sees("There is no round yet").looks()
    ivy.presses("Prepare a round").fills("What is it called?", "Spring visits 2027")
    ivy.dates("By when should schools answer?", "20 11 2026")
    ivy.dates("In which week do the visits begin?", "11 1 2027").dates(
        "In which week do they end?", "22 3 2027"
    ).looks()
    ivy.presses("Go on to the rules").is_at("The rules").looks()
    ivy.presses("Keep these rules").sees("Nobody has been asked yet").looks()
    ivy.presses("Ask the schools").looks().presses("Ask these schools").sees("8 schools are asked").looks()

    [asked] = [mail for mail in post(world.head(0).email) if "take part" in mail.subject]
    head.opens(asked).follows("Answer").sees("Please answer by Friday 20 November 2026").looks()
    head.presses("Yes, we take part", status=422).is_told("Say what your visitors should look at").looks()
    head.fills("What should your visitors look at?", "How well reading is taught in Year 9.")
    head.presses("Yes, we take part").sees("You said yes").looks()

    others_answer(world)
    ivy.goes_to(f"/ribble/visits/{_round(world)}/").presses("Plan the visits").sees("We are weighing")
    planned(world)
    late = visitor()
    late.goes_to(_answer_of(world, 1)).signs_in(world.head(1).account.email).is_at("The answers are closed").looks()
    ivy.goes_to(f"/ribble/visits/{_round(world)}/").sees(
        "Proposal, not published", "No two schools visit each other"
    ).looks()
    ivy.follows("By week").looks().follows("By visitor").looks()
    ivy.goes_to(f"/ribble/visits/{_round(world)}/").presses("Publish and invite").looks()
    ivy.presses("Publish and invite").sees("Published").looks()

    [mine] = [mail for mail in post(world.head(0).email) if "Your visits" in mail.subject]
    head.opens(mine).follows("Say that they suit").sees("Your school is visited").looks()
    head.presses("Yes, these weeks suit").sees("Thank you. The visits suit you").looks()

    with acting_in(world.programme.pk):
        made = Round.objects.whole().get()
        going = next(
            goes
            for each in queries.visits(actor=actor(world.ivy), review_round=made)
            for goes in each.going
            if goes.person == world.head(1)
        )
        operations.give_back(actor=actor(world.head(1)), at=NOW, visiting=going)
    ivy.goes_to("/ribble/home/").sees("Somebody cannot take part: Spring visits 2027").looks()
    ivy.presses("Look at the change").sees("A change is not published yet").looks()
    ivy.presses("Publish the change").looks().presses("Publish the change").sees("Published").looks()
    ivy.follows("What whoever takes over needs").sees("unless somebody cannot").looks()


def _answer_of(w, number: int) -> str:
    with acting_in(w.programme.pk):
        school = RoundSchool.objects.get(organisation=w.schools[number])
    return reverse("peer_review:answer", args=["ribble", school.pk])


def _round(w) -> str:
    with acting_in(w.programme.pk):
        return str(Round.objects.get().pk)
