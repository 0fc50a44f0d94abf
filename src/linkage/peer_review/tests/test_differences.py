"""What changed between two versions of a report, as its readers see it."""

from linkage.peer_review import rules


class TestDifferences:
    def test_a_line_that_was_changed_a_little_is_one_difference(self):
        before = [("well", "Pupils read every day in every class"), ("better", "More books")]
        after_it = [("well", "Pupils read every day in most classes"), ("better", "More books")]
        found = rules.differences(before, after_it)
        assert len(found) == 1
        assert (True, False, "every class") in found[0].pieces
        assert (False, True, "most classes") in found[0].pieces

    def test_lines_that_have_nothing_in_common_went_and_came(self):
        found = rules.differences([("well", "Calm corridors")], [("well", "Strong phonics from day one")])
        assert [(each.is_new, each.is_gone) for each in found] == [(True, False), (False, True)]

    def test_a_line_under_another_heading_is_another(self):
        found = rules.differences([("well", "Calm corridors")], [("practice", "Calm corridors")])
        assert len(found) == 2

    def test_what_is_the_same_is_no_difference(self):
        lines = [("well", "Calm corridors"), ("well", "Kind voices")]
        assert rules.differences(lines, list(reversed(lines))) == []
