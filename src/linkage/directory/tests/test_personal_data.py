import pytest

from linkage.access.personal_data import Subject
from linkage.database.tenancy import acting_in
from linkage.directory import personal_data
from linkage.directory.models import Commitment, Entry, Nomination
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


def subject(person):
    return Subject(person.programme_id, person.pk, None, person.name, person.email, person.phone)


def test_everything_written_about_somebody_is_handed_out(ours):
    entry = factories.entry(ours, school(), words="CANARY-WORDS")
    Nomination.objects.update(evidence="CANARY-EVIDENCE", missing="CANARY-MISSING")
    told = str(personal_data.collect(subject(entry.person)))
    for canary in ("CANARY-WORDS", "CANARY-EVIDENCE", "CANARY-MISSING"):
        assert canary in told
    assert "CANARY" not in str(personal_data.collect(subject(people.person(ours))))


def test_what_others_wrote_of_somebody_is_handed_out_and_then_names_nobody(ours):
    zelda = people.person(ours, name="Zelda Quibb")
    entry = factories.entry(ours, school(), words="I run it with Zelda Quibb. Zelda reads aloud.")
    nomination = entry.nomination
    nomination.evidence = "She learnt it from zelda quibb"
    nomination.save()
    told = personal_data.collect(subject(zelda))["Words about others that name you"]
    assert told == ["I run it with Zelda Quibb. Zelda reads aloud.", "She learnt it from zelda quibb"]
    personal_data.erase(subject(zelda), NOW)
    entry.refresh_from_db()
    nomination.refresh_from_db()
    assert entry.words == "I run it with somebody. somebody reads aloud."
    assert nomination.evidence == "She learnt it from somebody"


def test_nothing_of_an_erased_person_stays(ours):
    entry = factories.entry(ours, school(), words="CANARY")
    person, other = entry.person, factories.entry(ours, school())
    factories.nomination(ours, entry.organisation, person, nominee=people.person(ours), evidence="Their words")
    Nomination.objects.create(
        programme=ours,
        organisation=entry.organisation,
        nominated_by=other.person,
        email=person.email,
        name=person.name,
        created_at=NOW,
    )
    Commitment.objects.create(
        programme=ours,
        person=person,
        organisation=entry.organisation,
        period_starts_on=NOW.date(),
        kind="link",
        places=1,
        source_id=entry.pk,
        made_at=NOW,
    )
    personal_data.erase(subject(person), NOW)
    assert list(Entry.objects.all()) == [other]
    assert not Nomination.objects.filter(nominee=person).exists()
    assert not Nomination.objects.exclude(email="").exists()
    assert set(Nomination.objects.filter(nominated_by=person).values_list("evidence", flat=True)) == {""}
    assert not Commitment.objects.filter(person=person).exists()
