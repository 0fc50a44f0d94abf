"""The ways people come: each main story ends well with a mouse, by keyboard alone and without JavaScript (X3, X4)."""

import pytest

from tests.journeys.keyboard import KeyboardVisitor

WAYS = {"mouse": {}, "keyboard": {"kind": KeyboardVisitor}, "no JavaScript": {"scripts": False}}
in_every_way = pytest.mark.parametrize("visitor", WAYS.values(), ids=WAYS, indirect=True)
