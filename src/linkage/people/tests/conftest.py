import pytest

from linkage.accounts.models import Account
from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.organisations.tests import factories as organisations
from linkage.people import queries
from linkage.people.enums import Holder
from linkage.people.models import Affiliation
from linkage.people.tests import factories
from linkage.people.tests.designating import LAST_DAY
from linkage.people.tests.joining import ANSWERS
from linkage.programmes.tests import factories as programmes

NOW = programmes.NOW


@pytest.fixture
def programme(db):
    made = programmes.programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


@pytest.fixture
def coordinator(programme):
    return factories.coordinator(programme, name="Farah Siddiqui", email="farah@ribble.example")


@pytest.fixture
def school(programme):
    made = organisations.school(
        name="Hope High", website="http://www.hope.lancs.sch.uk", town="Preston", postcode="PR1 1AA"
    )
    organisations.member(programme, made)
    return made


@pytest.fixture
def head(programme, school):
    return factories.head(programme, school, name="Ruth Okafor", email="ruth@hope.lancs.sch.uk")


@pytest.fixture
def joined(client, school, head, mails):
    client.post(f"/ribble/people/join/{school.pk}/", ANSWERS)
    return Affiliation.objects.get(person__email="ben@hope.lancs.sch.uk")


@pytest.fixture
def act():
    return queries.of_person


@pytest.fixture
def mails(programme):
    """The mails written so far: (kind, address, subject, text)."""

    def read(kind=None):
        rows = Message.objects.filter(programme_id=programme.pk).order_by("created_at", "pk")
        return [row for row in rows if kind in (None, row.template)]

    return read


@pytest.fixture
def sign_in(client):
    """Sign a person in; their account is made when they have none."""

    def do(person):
        if person.account is None:
            person.account = Account.objects.filter(email=person.email).first() or Account.objects.create_user(
                person.email, created_at=NOW
            )
            person.save()
        client.force_login(person.account)
        return client

    return do


@pytest.fixture
def priya(programme, school):
    return factories.staff(programme, school, name="Priya Raman", email="priya@hope.lancs.sch.uk", answered_at=NOW)


@pytest.fixture
def leader(programme):
    return factories.title(programme)


@pytest.fixture
def hub(programme):
    return factories.title(programme, "Maths Hub", Holder.ORGANISATION)


@pytest.fixture
def held(programme, priya):
    return factories.designation(programme, priya, specialism="Phonics", to_on=LAST_DAY)
