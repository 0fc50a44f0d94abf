"""Who stands out for one request, and why not the others: each rule by the sentence people read."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.brokering.rules import Helper, Need, School, obstacles, rank, terms

TODAY = date(2026, 11, 3)
THISTLEBANK = School(
    "thistlebank", "Thistlebank School", trust="T1", phases=frozenset({"secondary"}), pupils=880, fsm_percent=28.0
)
HARROWGILL = School(
    "harrowgill", "Harrowgill High School", trust="T2", phases=frozenset({"secondary"}), pupils=910, fsm_percent=31.0
)
NEED = Need(
    "request-1",
    THISTLEBANK,
    TODAY,
    areas=frozenset({"Reading in every subject"}),
    words="Our Year 9 boys don\u2019t read. They avoid it in every subject.",
    phases=frozenset({"secondary"}),
)
PRIYA = Helper(
    "entry-priya",
    "person-priya",
    HARROWGILL,
    areas=frozenset({"Reading in every subject"}),
    words="I lead tutor reading; our boys in Year 9 now read for pleasure.",
    phases=frozenset({"secondary"}),
    ways=frozenset({"visit_us"}),
    places_left=2,
    radius_miles=20,
    distance_m=12_900,
    promised=1,
    confirmed_on=date(2026, 9, 14),
)


def reasons(need=NEED, **changes):
    return [(found.sentence, found.change) for found in obstacles(need, replace(PRIYA, **changes))]


def term(name, need=NEED, **changes):
    return next(found for found in terms.weigh(need, replace(PRIYA, **changes)) if found.name == name)


class TestHardRules:
    def test_somebody_free_near_and_listed_has_nothing_in_the_way(self):
        assert reasons() == []

    def test_works_at_this_school(self):
        assert reasons(school=THISTLEBANK) == [
            ("Works at this school", "Nothing: they can talk to each other without us")
        ]

    def test_school_asked_to_leave_out(self):
        assert reasons(replace(NEED, left_out=frozenset({"harrowgill"}))) == [
            ("School asked to leave out", "Only Thistlebank School can change this")
        ]

    def test_same_trust_only_where_the_programme_excludes_it(self):
        same = replace(HARROWGILL, trust="T1")
        assert reasons(school=same) == []
        assert reasons(replace(NEED, is_same_trust_excluded=True), school=same) == [
            ("Same trust", "The programme\u2019s setting for schools of one trust")
        ]

    def test_two_schools_without_a_trust_are_not_of_the_same_one(self):
        need = replace(NEED, school=replace(THISTLEBANK, trust=""), is_same_trust_excluded=True)
        assert reasons(need, school=replace(HARROWGILL, trust="")) == []

    def test_no_consent(self):
        assert reasons(replace(NEED, has_consent=False)) == [
            ("The school has not agreed to share", "Thistlebank School says that we may share its answers")
        ]

    def test_programme_paused(self):
        assert reasons(replace(NEED, is_programme_paused=True)) == [
            ("The programme is paused", "A coordinator starts the programme again")
        ]

    def test_taking_a_break_until_a_day(self):
        assert reasons(status="paused", back_on=date(2027, 1, 11)) == [
            ("Taking a break", "Back on Monday 11 January 2027")
        ]

    def test_taking_a_break_without_a_day(self):
        assert reasons(status="paused") == [("Taking a break", "They say when they are back")]

    @pytest.mark.parametrize("status", ["lapsed", "hidden", "withdrawn"])
    def test_not_listed(self, status):
        assert reasons(status=status) == [("Not listed now", "They say that their entry is still right")]

    def test_home_head_stopped_new_promises(self):
        assert reasons(is_school_stopped=True) == [
            ("Their head has stopped new promises", "The head of Harrowgill High School starts them again")
        ]

    def test_all_places_promised(self):
        assert reasons(places_left=0, free_on=date(2027, 1, 4)) == [
            ("All places promised", "Free again from Monday 4 January 2027")
        ]

    def test_wrong_phase(self):
        assert reasons(phases=frozenset({"primary"})) == [
            ("Helps schools of another phase", "They offer help to secondary schools")
        ]

    def test_somebody_who_names_no_phase_helps_any(self):
        assert reasons(phases=frozenset()) == []

    def test_too_far_and_not_online(self):
        assert reasons(distance_m=54_700) == [("Too far, no online", "34 miles; travels up to 20")]

    @pytest.mark.parametrize(
        "changes", [{"ways": frozenset({"call"})}, {"radius_miles": None}, {"distance_m": None}, {"radius_miles": 34}]
    )
    def test_not_too_far_online_or_without_a_limit_or_at_the_limit(self, changes):
        assert reasons(**{"distance_m": 54_700, **changes}) == []

    def test_online_is_no_way_round_for_a_school_that_wants_somebody_there(self):
        need = replace(NEED, is_online_ok=False)
        assert reasons(need, distance_m=54_700, ways=frozenset({"call"})) == [
            ("Too far, no online", "34 miles; travels up to 20")
        ]

    def test_nobody_is_too_far_whom_the_school_would_go_and_visit(self):
        assert reasons(replace(NEED, travel_miles=34), distance_m=54_700) == []
        assert len(reasons(replace(NEED, travel_miles=33), distance_m=54_700)) == 1
        assert len(reasons(replace(NEED, travel_miles=34), distance_m=54_700, ways=frozenset({"visit_you"}))) == 1

    def test_conflicts_of_interest_come_first(self):
        need = replace(NEED, left_out=frozenset({"harrowgill"}), is_programme_paused=True)
        found = [sentence for sentence, _ in reasons(need, places_left=0)]
        assert found == ["School asked to leave out", "The programme is paused", "All places promised"]


class TestTerms:
    def test_the_most_points_add_up_to_a_hundred_and_a_wish(self):
        assert sum(terms.WEIGHTS.values()) == 115
        assert {weigh.__name__ for weigh in terms.TERMS} | {"asked_for"} == set(terms.WEIGHTS)

    def test_knows_this_by_area_and_own_words(self):
        found = term("knows_this")
        assert found.words == "Reading in every subject; mentions “boys” and “read”"
        assert (found.label, found.points, found.tone) == ("Knows this", 36, "good")

    def test_knows_a_part_of_this(self):
        need = replace(NEED, areas=frozenset({"Reading in every subject", "Phonics"}), words="")
        assert term("knows_this", need).words == "Reading in every subject; not Phonics"
        assert term("knows_this", need).tone == "plain"

    def test_knows_this_only_by_own_words(self):
        assert term("knows_this", areas=frozenset({"Governance"})).words == "Mentions “boys” and “read”"

    def test_how_far(self):
        assert (term("how_far").words, term("how_far").tone, term("how_far").points) == ("8 miles", "good", 15)

    def test_far_but_happy_online(self):
        found = term("how_far", distance_m=49_900, ways=frozenset({"call"}))
        assert (found.words, found.tone, found.points) == ("31 miles. Happy online", "plain", 5)

    def test_far_and_happy_online_where_only_a_visit_will_do(self):
        found = term("how_far", replace(NEED, is_online_ok=False), distance_m=49_900, ways=frozenset({"call"}))
        assert (found.words, found.points) == ("31 miles", 4)

    def test_far_but_the_school_would_travel(self):
        found = term("how_far", replace(NEED, travel_miles=35), distance_m=49_900)
        assert (found.words, found.tone, found.points) == (
            "31 miles; Thistlebank School could travel 35",
            "plain",
            10,
        )

    def test_not_on_the_map(self):
        assert term("how_far", distance_m=None).words == "Not known"

    def test_free(self):
        assert term("free").words == "2 places left this half-term"
        assert term("free", places_left=1).points < term("free").points

    @pytest.mark.parametrize(
        ("promised", "said", "tone"),
        [
            (0, "Not yet this half-term", "good"),
            (1, "Once this half-term", "good"),
            (2, "Twice this half-term", "plain"),
            (3, "Three times this half-term", "care"),
            (11, "11 times this half-term", "care"),
        ],
    )
    def test_asked_so_far(self, promised, said, tone):
        found = term("asked_so_far", promised=promised)
        assert (found.words, found.tone) == (said, tone)
        assert found.points == max(0, 15 - 5 * promised)

    @pytest.mark.parametrize(
        ("last", "said", "points"),
        [
            (None, "The two schools have never been linked", 10),
            (date(2024, 3, 1), "Linked before, in 2024", 0),
            (date(2023, 11, 4), "Linked before, in 2023", 0),
            (date(2023, 11, 3), "The two schools were last linked in 2023", 10),
        ],
    )
    def test_new_connection_after_the_months_of_the_programme(self, last, said, points):
        found = term("new_connection", last_linked_on=last)
        assert (found.words, found.points) == (said, points)

    def test_a_school_like_theirs(self):
        assert term("a_school_like_theirs").words == "910 pupils, 31% free school meals"
        assert term("a_school_like_theirs").tone == "good"

    def test_a_larger_school(self):
        larger = replace(HARROWGILL, pupils=1320, fsm_percent=None)
        assert term("a_school_like_theirs", school=larger).words == "1,320 pupils, larger"
        assert term("a_school_like_theirs", school=larger).tone == "plain"

    def test_a_school_the_register_says_nothing_of(self):
        assert term("a_school_like_theirs", school=School("x", "X")).words == "Not known"

    @pytest.mark.parametrize(
        ("confirmed", "said", "tone"),
        [
            (date(2026, 9, 14), "Confirmed in September", "good"),
            (date(2026, 6, 14), "Not confirmed since June", "care"),
            (date(2025, 6, 14), "Not confirmed since June 2025", "care"),
            (None, "Never confirmed", "care"),
        ],
    )
    def test_entry_freshness(self, confirmed, said, tone):
        found = term("entry", confirmed_on=confirmed)
        assert (found.words, found.tone) == (said, tone)

    def test_a_wish_shows_only_for_the_person_wished_for(self):
        wished = terms.weigh(replace(NEED, wanted=frozenset({"entry-priya", "entry-tom"})), PRIYA)
        assert [found.words for found in wished][-1] == "The school began from this person\u2019s entry"
        assert "asked_for" not in {found.name for found in terms.weigh(NEED, PRIYA)}


class TestRanking:
    def test_the_best_for_this_request_first_and_the_blocked_with_reasons(self):
        far = replace(PRIYA, entry_id="entry-far", distance_m=30_000, promised=3)
        full = replace(PRIYA, entry_id="entry-full", places_left=0)
        found = rank(NEED, [full, far, PRIYA])
        assert [candidate.helper.entry_id for candidate in found.candidates] == ["entry-priya", "entry-far"]
        assert [refusal.helper.entry_id for refusal in found.why_not] == ["entry-full"]

    def test_who_knows_nothing_of_it_is_left_out_altogether(self):
        other = replace(PRIYA, areas=frozenset({"Governance"}), words="Clerking and budgets.")
        assert rank(NEED, [other]) == rank(NEED, [])

    def test_of_equals_the_one_asked_longest_ago_then_the_id(self):
        never = replace(PRIYA, entry_id="c")
        long_ago = replace(PRIYA, entry_id="b", last_promised_on=date(2025, 1, 7))
        lately = replace(PRIYA, entry_id="a", last_promised_on=date(2026, 10, 7))
        same = replace(PRIYA, entry_id="d")
        found = rank(NEED, [lately, same, long_ago, never])
        assert [candidate.helper.entry_id for candidate in found.candidates] == ["c", "d", "b", "a"]

    @given(st.permutations([
        replace(PRIYA, entry_id=str(n), promised=n % 3, places_left=n % 2, distance_m=9000 * (n % 4)) for n in range(8)
    ]))  # fmt: skip
    def test_the_order_of_the_list_changes_nothing(self, helpers):
        assert rank(NEED, helpers) == rank(NEED, sorted(helpers, key=lambda helper: helper.entry_id))
