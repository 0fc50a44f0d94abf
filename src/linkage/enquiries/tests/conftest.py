"""Ribble Linkage, Harrowgill High School with its proved head, and Farah, who coordinates."""

import pytest
import time_machine
from django.core.cache import cache

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.enquiries.models import Enquiry
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW
from linkage.programmes.tests.factories import programme as a_programme


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def programme():
    cache.clear()  # the limits are counted by address, and outlive a test
    return a_programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def harrowgill(programme):
    with acting_in(programme.id):
        made = school(name="Harrowgill High School", town="Skipton")
        member(programme, made)
    return made


@pytest.fixture
def farah(programme):
    with acting_in(programme.id):
        return people.coordinator(programme, name="Farah Siddiqui", email="farah@ribble.example", account=account())


@pytest.fixture
def helen(programme, harrowgill):
    with acting_in(programme.id):
        return people.head(programme, harrowgill, name="Helen Brook", email="helen@harrow.example", account=account())


@pytest.fixture
def sign_in(client):
    def sign(person):
        client.force_login(person.account)
        return client

    return sign


@pytest.fixture
def kept(programme):
    """Return the enquiries there are, by the time they came."""

    def read():
        with acting_in(programme.id):
            return list(Enquiry.objects.whole().order_by("filed_at", "pk"))

    return read


@pytest.fixture
def mails(programme):
    """Return the mails written to an address, the oldest first."""

    def read(email):
        with acting_in(programme.id):
            found = Message.objects.order_by("created_at", "pk")
            return [mail for mail in found if any(one["email"] == email for one in mail.recipients)]

    return read
