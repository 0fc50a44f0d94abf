from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import school
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.factories import draft

AT_ONCE = 6


@pytest.mark.django_db(transaction=True)
def test_requests_sent_at_the_same_moment_get_different_numbers():
    here = programme()
    with acting_in(here.id):
        home = school()
        someone = staff(here, home)
        drafts = [
            draft(here, someone, home, words="Reading", ways=["call"], window="soon", who_for="Year 9")
            for _ in range(AT_ONCE)
        ]

    def send(found):
        try:
            with acting_in(here.id):
                operations.submit(actor=actor(someone), at=NOW, draft=found, has_consent=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(send, drafts))
    with acting_in(here.id):
        numbers = sorted(SupportRequest.objects.values_list("number", flat=True))
    assert numbers == list(range(1, AT_ONCE + 1))
