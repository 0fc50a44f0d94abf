"""One programme from within, at one moment: who runs it, a school, and whoever asks there."""

import pytest
import time_machine

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import coordinator, staff
from linkage.programmes.tests.factories import NOW, programme


@pytest.fixture
def here():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id), time_machine.travel(NOW, tick=False):
        yield made


@pytest.fixture
def thistlebank(here):
    made = school(name="Thistlebank School")
    member(here, made)
    return made


@pytest.fixture
def farah(here):
    return coordinator(here, name="Farah Siddiqui", account=account())


@pytest.fixture
def amy(here):
    return coordinator(here, name="Amy Lund", account=account())


@pytest.fixture
def daniel(here, thistlebank):
    return staff(here, thistlebank, name="Daniel Whitlow", account=account())
