"""What a round's plan weighs: the best for everybody together, and what a person said of it."""

from datetime import date

from linkage.brokering.rules import Helper, Need, School, planning, rank

TODAY = date(2026, 11, 3)


def helper(name, *, miles=5, places=1, promised=0, school=None, **fields):
    return Helper(
        entry_id=name,
        person_id=name,
        school=School(id=school or f"school of {name}", name=f"School of {name}"),
        areas=frozenset({"Reading"}),
        distance_m=round(miles * 1609.344),
        places_left=places,
        promised=promised,
        confirmed_on=TODAY,
        **fields,
    )


def asking(name, *helpers, **fields):
    need = Need(request_id=name, school=School(id=name, name=name), on=TODAY, areas=frozenset({"Reading"}))
    return planning.Asking(name, rank(need, helpers), **fields)


def given(planned):
    return {row["request"]: [pair["entry"] for pair in row["asks"]] for row in planning.outcome(planned)["rows"]}


def test_who_is_needed_more_elsewhere_goes_there_and_both_schools_are_helped():
    """First come takes Priya and leaves nobody for the second school; the plan asks Marcus for the first."""
    priya, marcus = helper("priya", miles=5), helper("marcus", miles=20)
    planned = planning.plan([asking("weirside", priya, marcus), asking("larkrigg", priya)], {})
    assert given(planned) == {"weirside": ["marcus"], "larkrigg": ["priya"]}
    assert planned.first == (("weirside", "priya"),)
    assert planned.certificate.gap == 0


def test_one_more_request_placed_is_worth_every_mile():
    far, near = helper("far", miles=200), helper("near", miles=1)
    planned = planning.plan([asking("a", near, far), asking("b", near)], {"near": "a_lot"})
    assert given(planned) == {"a": ["far"], "b": ["near"]}


def test_when_not_all_can_be_placed_who_waited_longest_is_helped():
    priya = helper("priya")
    planned = planning.plan([asking("new", priya, waited_days=1), asking("old", priya, waited_days=9)], {})
    assert given(planned) == {"new": [], "old": ["priya"]}


def test_nobody_is_asked_again_where_somebody_else_as_good_has_not_been_asked():
    busy, fresh = helper("busy", places=3, promised=2), helper("fresh", places=3)
    assert given(planning.plan([asking("a", busy, fresh)], {})) == {"a": ["fresh"]}
    nearer = helper("busy", miles=2, places=3, promised=2)
    farther = helper("fresh", miles=35, places=3)
    assert given(planning.plan([asking("a", nearer, farther)], {"near": "a_lot", "fair": "not_at_all"})) == {
        "a": ["busy"]
    }
    assert given(planning.plan([asking("a", nearer, farther)], {"near": "a_little", "fair": "a_lot"})) == {
        "a": ["fresh"]
    }


def test_a_school_gives_two_people_only_where_two_schools_would_not_do():
    one, other = helper("one", school="s"), helper("other", school="s")
    third = helper("third", miles=6)
    planned = planning.plan([asking("a", one, other, third), asking("b", one, other, third)], {})
    assert len({pair["school"] for row in planning.outcome(planned)["rows"] for pair in row["asks"]}) == 2


def test_two_people_come_from_different_schools_where_the_school_asks_for_that():
    one, other, far = helper("one", school="s"), helper("other", school="s"), helper("far", miles=60)
    anybody = planning.plan([asking("a", one, other, far, wanted=2)], {"near": "a_lot"})
    assert given(anybody) == {"a": ["one", "other"]}
    apart = planning.plan([asking("a", one, other, far, wanted=2, is_apart=True)], {"near": "a_lot"})
    assert given(apart) == {"a": ["one", "far"]}
    assert apart.certificate.gap == 0
    assert len(planning.certificate(apart)["apart"]) == 2


def test_who_is_kept_stays_and_the_others_move_around_them():
    priya, marcus = helper("priya"), helper("marcus", miles=20)
    kept = asking("weirside", priya, marcus, kept=frozenset({"priya"}))
    planned = planning.plan([kept, asking("larkrigg", priya)], {})
    assert given(planned) == {"weirside": ["priya"], "larkrigg": []}


def test_who_is_kept_as_one_of_two_stays_even_where_another_school_waited_longer():
    priya, marcus = helper("priya"), helper("marcus", miles=30)
    two = asking("weirside", priya, marcus, wanted=2, kept=frozenset({"priya"}))
    planned = planning.plan([two, asking("larkrigg", priya, waited_days=50)], {})
    assert given(planned) == {"weirside": ["priya", "marcus"], "larkrigg": []}


def test_who_is_kept_is_not_taken_for_a_request_that_goes_without():
    priya, reading = helper("priya"), frozenset({"reading"})
    kept = asking("weirside", priya, areas=reading, kept=frozenset({"priya"}))
    assert planning.outcome(planning.plan([kept], {}))["one_more"] == []
    short = asking("weirside", priya, areas=reading, wanted=2, kept=frozenset({"priya"}))
    assert planning.outcome(planning.plan([short], {}))["one_more"] == ["reading"]


def test_who_is_kept_for_more_than_they_have_places_is_told_in_a_sentence():
    priya = helper("priya")
    both = [asking(name, priya, kept=frozenset({"priya"})) for name in ("a", "b")]
    [violation] = planning.kept_too_often(both)
    assert violation.sentence == "They are kept for 2 requests and have 1 place. Let them go for another first"
    assert planning.kept_too_often(both[:1]) == []


def test_the_plan_says_who_would_be_next_and_who_is_in_demand():
    priya, marcus = helper("priya", miles=5), helper("marcus", miles=38)
    found = planning.outcome(planning.plan([asking("weirside", priya, marcus), asking("larkrigg", priya)], {}))
    [after] = found["rows"][0]["next"]
    assert (after["entry"], after["limits"]) == ("priya", ["places"])
    assert found["demand"].keys() == {"priya"}


def test_one_person_more_is_worth_a_drive_only_where_somebody_is_left_without():
    priya = helper("priya")
    reading, maths = frozenset({"reading"}), frozenset({"maths"})
    three = [
        asking("a", priya, areas=reading),
        asking("b", priya, areas=reading),
        asking("c", helper("own"), areas=maths),
    ]
    assert planning.outcome(planning.plan(three, {}))["one_more"] == ["reading"]
    assert planning.outcome(planning.plan(three[1:], {}))["one_more"] == []


def test_the_order_of_people_and_requests_changes_nothing():
    people = [helper(name, miles=10 * n + 3) for n, name in enumerate("abcd")]
    asked = [asking(f"r{n}", *people[n:]) for n in range(3)]
    turned = [asking(f"r{n}", *reversed(people[n:])) for n in reversed(range(3))]
    one, other = planning.plan(asked, {}), planning.plan(turned, {})
    assert given(one) == given(other)
    assert one.input_hash == other.input_hash
    assert planning.plan(asked, {"near": "a_lot"}).input_hash != one.input_hash


def without(planned, request_id):
    [row] = [row for row in planning.outcome(planned)["rows"] if row["request"] == request_id]
    return {pair["entry"]: pair.get("without") for pair in row["asks"]}


def test_what_it_would_do_to_rule_somebody_out_is_tried_and_changes_nothing():
    priya, marcus, tess = helper("priya"), helper("marcus", miles=12), helper("tess", miles=40)
    both = [asking("weirside", priya, marcus, tess), asking("larkrigg", marcus, tess)]
    planned = planning.plan(both, {})
    assert given(planned) == {"weirside": ["priya"], "larkrigg": ["marcus"]}
    moved = without(planned, "weirside")["priya"]
    # Whoever is nearer the two together goes on: worked out anew without her, it is the same.
    anew = planning.plan([asking("weirside", marcus, tess), both[1]], {})
    assert moved["instead"] == tuple(given(anew)["weirside"])
    assert moved["dearer"] == anew.solution.cost - planned.solution.cost
    assert (moved["others"] != ()) == (given(anew)["larkrigg"] != ["marcus"])
    assert moved["short"] == ()


def test_who_would_go_short_without_somebody_is_told_and_who_is_kept_is_not_tried():
    priya = helper("priya")
    planned = planning.plan([asking("weirside", priya)], {})
    assert without(planned, "weirside")["priya"]["short"] == ("weirside",)
    kept = planning.plan([asking("weirside", priya, kept=frozenset({"priya"}))], {})
    assert without(kept, "weirside") == {"priya": None}
