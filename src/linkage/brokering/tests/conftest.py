"""One programme in which Daniel has asked and Priya could help; the clock stands."""

import pytest
import time_machine

from linkage.accounts.tests.factories import account
from linkage.brokering.queries import answer_path
from linkage.brokering.tests.factories import ask, question_to, settings_of
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import area, entry
from linkage.links.tests.factories import world
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, head, staff
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as requests
from linkage.support_requests.models import RequestArea


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        made = world(here)
        RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
        return made


@pytest.fixture
def farah(client, ours):
    client.force_login(ours.farah.account)
    return client


@pytest.fixture
def asking(here, ours):
    """The programme asks first, head then person; Joy at Millrace could help too, and her head is known."""
    with acting_in(here.id):
        settings_of(here, introducing="ask_first")
        ours.millrace = school(name="Millrace Academy", easting=384_000, northing=462_000)
        member(here, ours.millrace)
        ours.owen = head(here, ours.millrace, name="Owen Pritchard", account=account())
        ours.joy = staff(here, ours.millrace, name="Joy Marsh", account=account())
        ours.joys = entry(here, ours.millrace, person=ours.joy, nominated_by=ours.owen, places=1)
        return ours


@pytest.fixture
def here_in(here, asking):
    with acting_in(here.id):
        yield here


@pytest.fixture
def asked(here, asking):
    """Helen is asked about Priya, and Joy stands ready."""
    with acting_in(here.id):
        ask(asking, alternates=[asking.joys.pk])
        asking.question = question_to(asking.helen)
        asking.mail = answer_path(actor=actor(asking.farah), asked=asking.question)
    return asking


@pytest.fixture
def inside(here, ours):
    with acting_in(here.id):
        ProgrammeSettings.objects.update(who_chooses="school_named")
        requests.start_choosing(actor=actor(ours.farah), at=NOW, support_request=ours.request)
        yield ours


@pytest.fixture
def other(here, inside):
    """Somebody else who could help."""
    place = school(name="Millrace Academy", easting=384_000, northing=440_000)
    member(here, place)
    return entry(here, place)
