"""How a text is put together and told from others, and what is owed when it ends early."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from linkage.engagements import rules
from linkage.engagements.enums import ClauseUse
from linkage.kernel.working_days import SchoolCalendar
from linkage.links.enums import Side

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
lines = texts.filter(lambda text: text.strip())
# What somebody could write to break out of their own line: headings, lists, empty lines.
wild = st.one_of(
    texts, st.sampled_from(["## 9. Fees", "- all of it", "# Title", "\n\n## Void\n\n", "\u2028- x", "###"])
)
bought = st.builds(
    rules.Bought,
    half_days=st.integers(0, 400),
    day_price_pence=st.integers(0, 100_000),
    other_pence=st.integers(0, 100_000),
    paid_pence=st.integers(0, 10_000_000),
    given_half_days=st.integers(0, 450),
    in_notice_half_days=st.integers(0, 60),
)
sides = st.sampled_from([Side.CLIENT, Side.HOME])


def document(clause="{client} asks.", words="", slots=None, **fields):
    chosen = [rules.Chosen(rules.ClauseText("a", "What", clause), words)]
    return rules.composed("Agreement", ["One", "Two"], chosen, slots or {"client": "Thistlebank"}, **fields)


class TestTheText:
    @given(title=lines, party=lines, heading=lines, words=wild, value=wild, aims=st.lists(wild, max_size=3), note=wild)
    def test_whatever_is_written_the_frozen_text_reads_back_as_what_was_shown(
        self, title, party, heading, words, value, aims, note
    ):
        clause = rules.ClauseText("a", heading, "{client} and {home}\n\n{outcomes}\n\nThe end")
        slots = {"client": value, "home": value, "outcomes": "\n".join(aims)}
        made = rules.composed(title, [party], [rules.Chosen(clause, words)], slots, note=note)
        text = rules.canonical(made)
        assert rules.read_back(text) == made
        assert rules.canonical(rules.read_back(text)) == text

    @given(words=wild)
    def test_nobody_adds_a_clause_by_what_they_write(self, words):
        assert len(document(words=words).sections) == 2

    def test_the_control_of_that_a_second_clause_is_one_more_section(self):
        two = [rules.Chosen(rules.ClauseText(code, "What", "Text")) for code in "ab"]
        assert [each.heading for each in rules.composed("A", ["One"], two, {}).sections] == [
            "Who agrees",
            "1. What",
            "2. What",
        ]

    def test_slots_are_filled_and_those_we_do_not_know_stay(self):
        made = document("{client} and {unknown}")
        assert made.sections[1].blocks == (rules.Block(("Thistlebank and {unknown}",)),)

    def test_a_value_that_looks_like_a_slot_is_not_filled_again(self):
        made = document("{client}", slots={"client": "{home}", "home": "Harrowgill"})
        assert made.sections[1].blocks == (rules.Block(("{home}",)),)

    @given(one=wild, other=wild)
    def test_two_texts_have_one_fingerprint_only_where_they_are_the_same(self, one, other):
        first, second = (rules.canonical(document(words=each)) for each in (one, other))
        assert (rules.fingerprint(first) == rules.fingerprint(second)) == (first == second)

    def test_the_clauses_we_ship_can_all_be_filled_and_cover_what_an_agreement_needs(self):
        assert [found for each in rules.CLAUSES for found in rules.slots_are_known(each.text)] == []
        assert len({each.code for each in rules.CLAUSES}) == len(rules.CLAUSES) == 15
        assert {each.code for each in rules.CLAUSES if each.use == ClauseUse.OPTIONAL} == {"materials", "quoting"}
        slots = dict.fromkeys(rules.SLOTS, "x")
        made = rules.composed("A", ["One"], [rules.Chosen(each) for each in rules.CLAUSES], slots)
        assert "{" not in rules.canonical(made)

    def test_a_slot_nobody_could_fill_is_refused(self):
        assert rules.slots_are_known("{client} and {home}\n\n{outcomes}") == []
        [wrong] = rules.slots_are_known("{client} pays {price}")
        assert "{price}" in wrong.sentence
        [inline] = rules.slots_are_known("Among others: {outcomes}")
        assert "line of its own" in inline.sentence


class TestNames:
    def test_capitals_and_spaces_are_forgiven_and_another_name_is_not(self):
        for typed in ("Grace Okafor", "  grace   OKAFOR ", "Grace\u00a0Okafor"):
            assert rules.the_name_is_theirs(typed, "Grace Okafor") == []
        for typed in ("Helen Brook", "Grace", "", "  "):
            [wrong] = rules.the_name_is_theirs(typed, "Grace Okafor")
            assert "Grace Okafor" in wrong.sentence

    def test_one_apostrophe_is_as_good_as_the_other(self):
        assert rules.the_name_is_theirs("Siobhan O'Neill", "Siobhan O’Neill") == []


class TestWhatIsOwed:
    @given(bought=bought, side=sides)
    def test_the_total_is_its_lines_and_never_more_than_was_agreed(self, bought, side):
        owed = rules.owed_when_stopped(bought, stopped_by=side)
        agreed = bought.half_days * bought.day_price_pence // 2 + bought.other_pence
        assert owed.total_pence == owed.done_pence + owed.notice_pence + owed.other_pence
        assert 0 <= owed.total_pence <= agreed
        assert min(owed.done_pence, owed.notice_pence, owed.other_pence, owed.not_given_half_days) >= 0
        assert owed.given_half_days + owed.in_notice_half_days + owed.not_given_half_days == bought.half_days

    @given(bought=bought, side=sides)
    def test_what_is_paid_is_settled_to_the_penny_in_one_direction(self, bought, side):
        owed = rules.owed_when_stopped(bought, stopped_by=side)
        assert owed.paid_pence + owed.to_pay_pence - owed.to_refund_pence == owed.total_pence
        assert 0 in (owed.to_pay_pence, owed.to_refund_pence)

    @given(bought=bought)
    def test_who_helps_and_ends_it_is_never_owed_more_than_if_the_other_did(self, bought):
        home = rules.owed_when_stopped(bought, stopped_by=Side.HOME)
        assert home.total_pence <= rules.owed_when_stopped(bought, stopped_by=Side.CLIENT).total_pence
        assert (home.notice_pence, home.in_notice_half_days) == (0, 0)

    @given(bought=bought, side=sides)
    def test_where_all_was_given_all_is_owed_and_where_nothing_was_nothing(self, bought, side):
        whole = replace(bought, given_half_days=bought.half_days)
        owed = rules.owed_when_stopped(whole, stopped_by=side)
        days = bought.half_days * bought.day_price_pence // 2
        assert owed.total_pence == days + (bought.other_pence if bought.half_days else 0)
        nothing = replace(bought, given_half_days=0, in_notice_half_days=0)
        assert rules.owed_when_stopped(nothing, stopped_by=side).total_pence == 0

    def test_as_a_finance_office_would_count_it(self):
        found = rules.Bought(7, 50_000, 7_000, 175_000, given_half_days=3, in_notice_half_days=2)
        client = rules.owed_when_stopped(found, stopped_by=Side.CLIENT)
        assert (client.done_pence, client.notice_pence, client.other_pence) == (75_000, 50_000, 5_000)
        assert (client.total_pence, client.to_refund_pence, client.to_pay_pence) == (130_000, 45_000, 0)
        home = rules.owed_when_stopped(found, stopped_by=Side.HOME)
        assert (home.total_pence, home.to_refund_pence) == (78_000, 97_000)


class TestACancelledVisit:
    calendar = SchoolCalendar(frozenset({date(2026, 11, 9)}))

    def lost(self, by, on):
        return rules.the_time_counts_as_given(
            cancelled_by=by, cancelled_on=on, visits_on=date(2026, 11, 10), calendar=self.calendar
        )

    def test_time_is_lost_only_where_who_is_helped_cancels_with_less_than_two_working_days(self):
        # Monday the 9th is a holiday: from Friday to Tuesday is one working day.
        assert self.lost(Side.CLIENT, date(2026, 11, 6))
        assert not self.lost(Side.CLIENT, date(2026, 11, 5))
        assert not self.lost(Side.HOME, date(2026, 11, 10))

    @given(days=st.integers(0, 60), side=sides)
    def test_earlier_notice_never_loses_what_later_notice_kept(self, days, side):
        on = date.fromordinal(date(2026, 11, 10).toordinal() - days)
        if not self.lost(side, on):
            assert not self.lost(side, date.fromordinal(on.toordinal() - 1))
