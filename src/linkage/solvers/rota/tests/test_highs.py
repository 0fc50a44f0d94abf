"""What HiGHS is asked: the cheapest choice, or that there is none; and parts of choices, with their prices."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from linkage.solvers.rota import highs


def rows(*said):
    return csr_array(np.array(said, np.float64))


def numbers(*said):
    return np.array(said, np.float64)


def test_the_cheapest_choice_is_picked():
    two_of_three = rows([1, 1, 1])
    assert highs.pick(numbers(3, 1, 2), two_of_three, numbers(2), numbers(2)).tolist() == [False, True, True]


def test_where_no_choice_fits_there_is_none():
    assert highs.pick(numbers(1, 1), rows([1, 1]), numbers(3), numbers(3)) is None


def test_without_time_nothing_is_known():
    chance = np.random.default_rng(1)
    many = csr_array((chance.random((40, 60)) < 0.3).astype(np.float64))
    with pytest.raises(highs.TooLong):
        highs.pick(chance.random(60), many, np.full(40, 5.0), np.full(40, 8.0), seconds=0.0)


class TestInParts:
    def test_a_cheaper_column_that_comes_is_taken_and_the_price_falls(self):
        asked = highs.Relaxation(numbers(5, 7), rows([1, 1]), numbers(1.5), numbers(1.5))
        assert asked.solve().prices.tolist() == [7]
        asked.add_columns(numbers(2), rows([1]))
        found = asked.solve()
        assert found.values.tolist() == [0.5, 0, 1]
        assert found.prices.tolist() == [5]
        assert found.cost == 4.5

    def test_a_row_that_comes_is_kept_and_has_a_price(self):
        asked = highs.Relaxation(numbers(5, 7), rows([1, 1]), numbers(1), numbers(1))
        asked.add_rows(rows([1, 0]), numbers(0.5))
        found = asked.solve()
        assert found.values.tolist() == [0.5, 0.5]
        assert found.prices.tolist() == [7, -2]

    def test_what_is_missing_is_said(self):
        found = highs.Relaxation(numbers(5), rows([1]), numbers(3), numbers(3)).solve()
        assert found.values.tolist() == [1]
        assert found.short == 2
