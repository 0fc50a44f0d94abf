"""Twelve schools through a whole round, as in the network that stopped: here a head falls out, and it goes on.

And a round that cannot be planned as everybody wishes: the page says what is in the way, and the organiser mends it.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.peer_review import problem, queries
from linkage.peer_review import tasks as peer_review
from linkage.peer_review.models import Round, RoundSchool, Visit, Visiting
from linkage.peer_review.rules import planning
from linkage.peer_review.tests import factories as schools
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import programme
from linkage.solvers import rota

pytestmark = pytest.mark.django_db(transaction=True)

TWELVE = 12
NAME = "Spring visits 2027"


@pytest.fixture
def here(address):
    return programme(slug="ribble", name="Ribble Linkage", contact_email="office@ribble.example")


def test_twelve_schools_through_a_whole_round_with_a_swap_and_a_drop_out(here, visitor, post, clock):
    """Given twelve schools, when one drops out after all is published, then the round mends itself and ends well."""
    with acting_in(here.pk):
        w = schools.world(here, TWELVE)
    ivy, head = visitor(), visitor(phone=True)
    asks_all(ivy, w)

    [asked] = [mail for mail in post(w.head(0).email) if "take part" in mail.subject]
    head.opens(asked).follows("Answer").looks()
    head.fills("What should your visitors look at?", "How well reading is taught in Year 9.")
    head.chooses("Yes", of="Could they lead a visit?").chooses(w.schools[7].name)
    head.presses("Yes, we take part").sees("You said yes").looks()
    others_answer(w, range(1, TWELVE))

    ivy.goes_to(page(w)).follows("Change the rules").sees(f"{w.schools[0].name} said so.").looks()
    ivy.follows("Say something of two schools").looks().presses("Keep it", status=422)
    ivy.is_told("Choose the first school").looks()
    ivy.picks("Which school?", w.schools[1].name).picks("And which other school?", w.schools[2].name)
    ivy.presses("Keep it").sees(f"{w.schools[2].name} and {w.schools[1].name} should not visit each other.").looks()
    ivy.goes_to(page(w)).presses("Plan the visits").sees("We are weighing")
    planned(w)
    ivy.goes_to(page(w)).sees(
        "Schools that should not meet are kept apart", "Somebody in every team can lead the visit"
    )
    assert apart_are_apart(w)

    swap = one_that_breaks_nothing(w)
    ivy.goes_to(f"{page(w)}visitors/{swap['host'].pk}/").looks().chooses(f"{swap['out'].name}, ")
    ivy.picks("Who comes in their stead?", f"{swap['in'].name}, who visits {swap['from'].name} now")
    ivy.presses("Swap them").sees("Swapped, and kept so in every plan to come").looks()
    ivy.presses("Publish and invite").looks().presses("Publish and invite").sees("Published").looks()
    assert goes(w, swap["in"], swap["host"])
    assert not goes(w, swap["out"], swap["host"])

    [mine] = [mail for mail in post(w.head(0).email) if "Your visits" in mail.subject]
    head.opens(mine).follows("Say that they suit").presses("Yes, these weeks suit").sees("The visits suit you").looks()

    ill = visitor(phone=True)
    ill.goes_to("/ribble/visits/").signs_in(w.head(5).account.email).follows(NAME).looks()
    ill.follows("Our school cannot take part any more").looks().presses("Take it out").looks()
    ivy.goes_to("/ribble/home/").sees(f"Somebody cannot take part: {NAME}").presses("Look at the change").looks()
    ivy.presses("Publish the change").looks().presses("Publish the change").sees("Published").looks()
    told = [each for each in w.heads if any("A change" in mail.subject for mail in post(each.email))]
    assert len(told) < TWELVE
    everybody_is_visited_by_three_and_goes_two_to_four_times(w, without=5)

    clock.move_to(schools.LAST + timedelta(days=8))
    with acting_in(here.pk):
        peer_review.operations.tick(actor=Actor.system("peer_review.tick", here.pk), at=timezone.now())
        assert set(Visit.objects.standing().values_list("status", flat=True)) == {"happened"}
    ivy.goes_to(page(w))
    if "/sign-in/" in ivy.page.url:
        ivy.signs_in(w.ivy.account.email).goes_to(page(w))
    ivy.follows("End this round").looks().presses("End the round").sees("It is over").looks()
    ivy.sees("Spring visits 2028").follows("Spring visits 2028").sees("Nobody has been asked yet").looks()
    ivy.follows("Change the rules").sees(f"{w.schools[2].name} and {w.schools[1].name} should not visit each other.")
    ivy.does_not_see(f"{w.schools[0].name} said so.")


def test_a_round_in_the_way_is_explained_and_mended(here, visitor, post):
    """Given a school that should meet hardly anybody, when no plan is left, then the page names who would have to."""
    with acting_in(here.pk):
        w = schools.world(here)
    ivy, head = visitor(phone=True), visitor(phone=True)
    asks_all(ivy, w)
    [asked] = [mail for mail in post(w.head(0).email) if "take part" in mail.subject]
    head.opens(asked).follows("Answer").fills("What should your visitors look at?", "How reading is taught in Year 9.")
    head.chooses("Yes", of="Could they lead a visit?")
    for number in range(1, 6):
        head.chooses(w.schools[number].name)
    head.presses("Yes, we take part").sees("You said yes").looks()
    others_answer(w, range(1, len(w.schools)))
    ivy.goes_to(page(w)).presses("Plan the visits").sees("We are weighing")
    planned(w)
    ivy.goes_to(page(w)).sees(
        "No plan keeps all the rules", "Schools that should not meet are kept apart", "What would help"
    ).looks()
    with acting_in(here.pk):
        plan = queries.latest(actor=actor(w.ivy), review_round=Round.objects.whole().get())
        pairs = [sorted((_named(w, key) for key in pair), key=str) for pair in plan.outcome["meet"]]
    for one, other in pairs:
        ivy.presses(f"Let {one.name} and {other.name} meet").sees("They may meet now").looks()
    ivy.follows("Change the rules").sees("may meet all the same").follows("Say something of two schools").looks()
    ivy.goes_to(page(w)).presses("Plan the visits").sees("We are weighing")
    planned(w)
    ivy.goes_to(page(w)).sees("Proposal, not published").looks()

    [told, *_] = [mail for mail in post(w.head(0).email) if "What you said about another school" in mail.subject]
    reader = visitor(phone=True)
    reader.opens(told).follows("See which one").signs_in(w.head(0).account.email)
    reader.is_at("The answers are closed").sees("Schools you should not meet", "could not keep to all of it").looks()


def asks_all(ivy, w) -> None:
    """Ivy prepares a round with leads and asks everybody."""
    ivy.goes_to("/ribble/visits/new/").signs_in(w.ivy.account.email).fills("What is it called?", NAME)
    ivy.dates("By when should schools answer?", "20 11 2026")
    ivy.dates("In which week do the visits begin?", "11 1 2027").dates("In which week do they end?", "22 3 2027")
    ivy.presses("Go on to the rules").chooses("Somebody at each visit is ready to lead it").looks()
    ivy.presses("Keep these rules").presses("Ask the schools").presses("Ask these schools")
    ivy.sees(f"{len(w.schools)} schools are asked").looks()


def others_answer(w, numbers) -> None:
    with acting_in(w.programme.pk):
        made = Round.objects.whole().get()
        for number in numbers:
            schools.says_yes(w, made, number)


def planned(w) -> None:
    """The worker plans it."""
    with acting_in(w.programme.pk):
        found = str(Round.objects.get().pk)
    peer_review.solve(programme_id=str(w.programme.pk), round_id=found)


def page(w) -> str:
    with acting_in(w.programme.pk):
        return f"/ribble/visits/{Round.objects.get(name=NAME).pk}/"


def apart_are_apart(w) -> bool:
    """Whether neither of the two pairs that should not meet does."""
    with acting_in(w.programme.pk):
        plan = queries.latest(actor=actor(w.ivy), review_round=Round.objects.whole().get())
    met = {frozenset((visitor, each["host"])) for each in plan.visits for visitor in each["visitors"]}
    return not met & {frozenset(str(w.schools[each].pk) for each in pair) for pair in ((0, 7), (1, 2))}


def one_that_breaks_nothing(w) -> dict:
    """Two who may change places: who goes elsewhere and from which host, and who comes from where."""
    with acting_in(w.programme.pk):
        found = Round.objects.whole().get()
        plan = queries.latest(actor=actor(w.ivy), review_round=found)
        asked = problem.problem(actor=actor(w.ivy), review_round=found, today=timezone.localdate())
        stands = planning.standing(plan.outcome, plan.cost, plan.bound)
        people = {str(each.organisation_id): each.person for each in RoundSchool.objects.select_related("person")}
    for one in stands.visits:
        for other in stands.visits:
            for out in set(one.visitors) - {other.host, *other.visitors}:
                for into in set(other.visitors) - {one.host, *one.visitors}:
                    made = planning.swapped(stands, rota.Journey(out, one.host), rota.Journey(into, other.host))
                    if one.host != other.host and not rota.judge(asked, made):
                        hosts = {"host": _named(w, one.host), "from": _named(w, other.host)}
                        return {**hosts, "out": people[out], "in": people[into]}
    raise AssertionError("no two may change places")


def goes(w, person, host) -> bool:
    with acting_in(w.programme.pk):
        return Visiting.objects.filter(person=person, visit__host=host, status__in=("asked", "accepted")).exists()


def everybody_is_visited_by_three_and_goes_two_to_four_times(w, *, without: int) -> None:
    with acting_in(w.programme.pk):
        visits = queries.visits(actor=actor(w.ivy), review_round=Round.objects.whole().get())
        teams = {each.host: [goer.person for goer in each.going] for each in visits}
        assert all(each.lead is not None and each.lead != each.writer for each in visits)
    left = [each for number, each in enumerate(w.schools) if number != without]
    assert sorted(teams, key=str) == sorted(left, key=str)
    assert {len(team) for team in teams.values()} == {3}
    for number, person in enumerate(w.heads):
        times = sum(person in team for team in teams.values())
        assert times == 0 if number == without else 2 <= times <= 4


def _named(w, key):
    return next(each for each in w.schools if str(each.pk) == str(key))
