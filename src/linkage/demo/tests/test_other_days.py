"""The demo can be tried on whatever day it is: in holidays, at either end of a half-term, at the turn of the year."""

from datetime import UTC, datetime
from random import Random
from unittest import mock

import pytest

from linkage.demo import filling
from linkage.demo.tests.conftest import SHARE
from linkage.programmes.models import Programme

pytestmark = [pytest.mark.trust, pytest.mark.django_db]

DAYS = ["2026-01-07", "2026-02-24", "2026-04-15", "2026-05-20", "2026-07-08", "2026-08-12", "2026-09-04", "2026-10-27"]


@pytest.mark.parametrize("day", DAYS)
def test_the_stories_can_be_told(day):
    now = datetime.fromisoformat(day).replace(hour=14, minute=5, tzinfo=UTC)
    with mock.patch("os.urandom", Random(4).randbytes):
        filling.fill(now=now, share=SHARE)
    assert Programme.objects.count() == len(filling.PROGRAMMES)
