import re
import uuid

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations
from linkage.directory.enums import EntryStatus, NominationStatus, Visibility
from linkage.directory.models import Entry, Nomination
from linkage.directory.operations import telling
from linkage.directory.tests import factories
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        factories.area(made)
        yield made


@pytest.fixture
def home():
    return school(name="Harrowgill High School", fsm_percent=31, pupils=910)


@pytest.fixture
def ruth(ours, home):
    return people.head(ours, home, name="Ruth Hale", email="ruth@harrowgill.example", account=account())


@pytest.fixture
def daniel(ours):
    away = school(name="Thistlebank School", fsm_percent=34, pupils=840)
    return people.staff(ours, away, name="Daniel Whitlow", account=account())


@pytest.fixture
def priya(ours, home):
    person = people.staff(ours, home, name="Priya Raman", email="priya@harrowgill.example", account=account())
    return factories.entry(ours, home, person=person)


def at(ours, name, *args):
    return reverse(f"directory:{name}", args=[ours.slug, *args])


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_head_nominates_in_three_pages_and_sends(ours, home, ruth, client):
    client.force_login(ruth.account)
    started = client.post(at(ours, "nominate"))
    draft = Nomination.objects.get()
    assert started.url == at(ours, "colleague", draft.pk)
    who = {"name": "Tom Hale", "email": "tom@harrowgill.example", "job_title": "Reading lead"}
    assert client.post(started.url, who).url == at(ours, "strength", draft.pk)
    what = {"evidence": "Every tutor reads.", "first_area": "literacy", "phases": ["primary"]}
    assert client.post(at(ours, "strength", draft.pk), what).url == at(ours, "offer", draft.pk)
    how = {"ways": ["call"], "places": "2", "days": "0", "radius_miles": ""}
    assert client.post(at(ours, "offer", draft.pk), how).url == at(ours, "check", draft.pk)
    assert "Every tutor reads." in words(client.get(at(ours, "check", draft.pk)))
    assert client.post(at(ours, "check", draft.pk)).url == at(ours, "nomination", draft.pk)
    assert "Waiting for their answer" in words(client.get(at(ours, "nomination", draft.pk)))
    [mail] = Message.objects.all()
    assert mail.recipients[0]["email"] == "tom@harrowgill.example"


def test_a_new_heads_home_leads_to_nominating(ours, ruth, client):
    client.force_login(ruth.account)
    home_page = client.get(reverse("programmes:home", args=[ours.slug]))
    assert "Harrowgill High School gives In the directory Nobody yet Nominate a colleague" in words(home_page)
    assert reverse("directory:nominate", args=[ours.slug]) in home_page.content.decode()


def test_a_wrong_answer_comes_back_filled_with_a_sentence_at_the_field(ours, ruth, client):
    client.force_login(ruth.account)
    url = client.post(at(ours, "nominate")).url
    page = client.post(url, {"name": "Tom Hale", "email": "nowhere", "job_title": ""})
    assert page.status_code == 422
    for shown in ("Enter an e-mail address like name@school.example", "Tom Hale", "Enter the job title"):
        assert shown in page.content.decode()
    assert "2 things to put right" in words(page) or "Two things to put right" in words(page)


def test_a_draft_that_is_not_whole_is_not_sent(ours, ruth, client):
    client.force_login(ruth.account)
    client.post(at(ours, "nominate"))
    page = client.post(at(ours, "check", Nomination.objects.get().pk))
    assert page.status_code == 422
    assert "Say what you have seen them do well" in words(page)


@pytest.mark.parametrize("name", ["colleague", "strength", "offer", "check", "delete-draft"])
def test_nobody_else_sees_a_draft(ours, home, ruth, client, name):
    draft = operations.begin(actor=people.actor(ruth), at=factories.NOW, organisation=home)
    other = people.head(ours, school(), account=account())
    client.force_login(other.account)
    assert client.get(at(ours, name, draft.pk)).status_code == 404
    assert client.get(at(ours, name, uuid.uuid4())).status_code == 404
    client.force_login(ruth.account)
    assert client.get(at(ours, name, draft.pk)).status_code == 200


def test_a_teacher_cannot_nominate(ours, daniel, client):
    client.force_login(daniel.account)
    assert client.get(at(ours, "nominate")).status_code == 403


def asked(ours, home, ruth):
    made = factories.nomination(ours, home, ruth, nominee=people.person(ours, name="Tom Hale"))
    return made, at(ours, "answer", telling._token(made))


def answer(**changed):
    return {
        "words": "Tutor time.",
        "job_title": "Lead",
        "ways": ["call"],
        "places": "2",
        "days": "0",
        "radius_miles": "",
        "visibility": "everybody",
        **changed,
    }


def test_looking_at_the_link_answers_nothing_and_the_button_does(ours, home, ruth, client):
    made, url = asked(ours, home, ruth)
    for _ in range(2):
        page = client.get(url)
        assert "Yes, list me" in words(page)
    made.refresh_from_db()
    assert made.status == NominationStatus.AWAITING_AGREEMENT
    assert client.post(url, answer()).url == url
    assert "You are listed" in words(client.get(url))
    assert Entry.objects.get().words == "Tutor time."
    assert "You are listed" in words(client.post(url, answer(words="Twice")))
    assert Entry.objects.get().words == "Tutor time."


def test_the_way_to_say_no_is_one_page_away(ours, home, ruth, client):
    made, url = asked(ours, home, ruth)
    assert 'href="no/"' in client.get(url).content.decode()
    assert "you need not say why" in words(client.get(f"{url}no/"))
    made.refresh_from_db()
    assert made.status == NominationStatus.AWAITING_AGREEMENT
    client.post(f"{url}no/")
    assert "Thank you for answering" in words(client.get(url))
    assert not Entry.objects.exists()


def test_a_link_that_was_tampered_with_is_not_found(ours, home, ruth, client):
    _, url = asked(ours, home, ruth)
    assert client.get(url.replace("~", "x~")).status_code == 404
    assert client.get(url.replace(ours.slug, programme().slug)).status_code == 404


def test_somebody_who_chooses_not_to_be_shown_is_not_shown(ours, home, ruth, daniel, client):
    _, url = asked(ours, home, ruth)
    client.post(url, answer(visibility="brokers"))
    entry = Entry.objects.get()
    client.force_login(daniel.account)
    assert client.get(at(ours, "entry", entry.pk)).status_code == 404
    client.force_login(people.coordinator(ours, account=account()).account)
    assert client.get(at(ours, "entry", entry.pk)).status_code == 200


def test_a_coordinator_checks_that_an_entry_is_complete(ours, home, ruth, client):
    made = factories.nomination(ours, home, ruth, status=NominationStatus.AWAITING_APPROVAL)
    client.force_login(ruth.account)
    assert client.post(at(ours, "approve", made.pk)).status_code == 403
    client.force_login(people.coordinator(ours, account=account()).account)
    assert "Is anything missing" in words(client.get(at(ours, "nomination", made.pk)))
    assert client.post(at(ours, "send-back", made.pk), {"missing": ""}).status_code == 422
    assert client.post(at(ours, "approve", made.pk)).status_code == 302
    assert Entry.objects.get().status == EntryStatus.LISTED
    assert "answered or changed" in words(client.post(at(ours, "approve", made.pk), follow=True))


def test_the_entry_shows_words_schools_and_no_address(ours, priya, daniel, client):
    client.force_login(daniel.account)
    page = words(client.get(at(ours, "entry", priya.pk)))
    for shown in ("Priya Raman", "Free for 2 schools", "I built a reading routine", "Our two schools", "31%", "34%"):
        assert shown in page
    assert "priya@harrowgill.example" not in page
    assert "Ask for Priya’s help" in page


def test_contact_details_are_for_the_person_and_those_who_choose(ours, priya, client):
    officer = people.person(ours, account=account())
    people.grant(officer, "officer")
    for someone in (officer, people.coordinator(ours, account=account()), priya.person):
        client.force_login(someone.account)
        assert "priya@harrowgill.example" in words(client.get(at(ours, "entry", priya.pk)))


def test_an_entry_is_changed_paused_and_withdrawn_by_its_person(ours, priya, client):
    client.force_login(priya.person.account)
    assert client.get(at(ours, "own")).url == at(ours, "entry", priya.pk)
    assert client.post(at(ours, "change", priya.pk), answer(words="New words")).status_code == 302
    client.post(at(ours, "pause", priya.pk), {})
    assert "Taking a break" in words(client.get(at(ours, "entry", priya.pk)))
    client.post(at(ours, "resume", priya.pk))
    client.post(at(ours, "confirm", priya.pk))
    priya.refresh_from_db()
    assert (priya.words, priya.status) == ("New words", EntryStatus.LISTED)
    client.post(at(ours, "withdraw", priya.pk))
    priya.refresh_from_db()
    assert priya.status == EntryStatus.WITHDRAWN


def test_a_coordinator_pauses_and_never_words(ours, priya, client):
    client.force_login(people.coordinator(ours, account=account()).account)
    assert client.get(at(ours, "change", priya.pk)).status_code == 403
    assert client.post(at(ours, "confirm", priya.pk)).status_code == 403
    assert client.post(at(ours, "pause", priya.pk), {}).status_code == 302


@pytest.mark.parametrize("name", ["change", "pause", "withdraw"])
def test_a_stranger_changes_nothing(ours, priya, daniel, client, name):
    client.force_login(daniel.account)
    assert client.get(at(ours, name, priya.pk)).status_code == 403
    assert client.post(at(ours, name, priya.pk), answer()).status_code == 403
    assert client.get(at(ours, name, uuid.uuid4())).status_code == 404


def test_the_directory_finds_and_says_why_with_and_without_htmx(ours, priya, daniel, client):
    client.force_login(daniel.account)
    whole = client.get(at(ours, "directory"), {"q": "phonics", "stage": "secondary"})
    part = client.get(at(ours, "directory"), {"q": "phonics", "stage": "secondary"}, headers={"HX-Request": "true"})
    for page in (whole, part):
        assert "Why this matched" in words(page)
        assert "<mark>phonics</mark>" in page.content.decode()
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize(
    "asked_for",
    [{"q": "zoology"}, {"stage": "nonsense"}, {"far": "9999"}, {"page": "x"}, {"area": "x"}, {"q": "'\x00"}],
)
def test_no_address_of_the_directory_breaks(ours, priya, daniel, client, asked_for):
    client.force_login(daniel.account)
    assert client.get(at(ours, "directory"), asked_for).status_code == 200


def test_nothing_found_says_what_to_do(ours, priya, daniel, client):
    client.force_login(daniel.account)
    page = words(client.get(at(ours, "directory"), {"q": "zoology"}))
    assert "Nobody found" in page
    assert "Show everybody" in page


def test_words_are_shown_as_they_were_written(ours, home, daniel, client):
    entry = factories.entry(ours, home, words="<script>alert(1)</script> reading < & more")
    client.force_login(daniel.account)
    found = client.get(at(ours, "directory"), {"q": "reading"}).content.decode()
    whole = client.get(at(ours, "entry", entry.pk)).content.decode()
    assert "<script>alert" not in found + whole
    assert "&lt;script&gt;alert(1)&lt;/script&gt; reading &lt; &amp; more" in whole
    assert "&lt; &amp; more" in found


def test_visitors_and_other_programmes_find_nothing(ours, priya, client):
    assert "sign-in" in client.get(at(ours, "directory")).url
    theirs = programme()
    with acting_in(theirs.id):
        stranger = people.person(theirs, account=account())
    client.force_login(stranger.account)
    assert client.get(at(ours, "entry", priya.pk)).status_code == 403
    assert client.get(at(theirs, "entry", priya.pk)).status_code == 404


def test_a_head_sees_what_is_promised_and_stops_new_promises(ours, home, ruth, priya, daniel, client):
    client.force_login(ruth.account)
    assert client.get(at(ours, "our-staff")).url == at(ours, "staff", home.pk)
    assert "Priya Raman" in words(client.get(at(ours, "staff", home.pk)))
    assert client.post(at(ours, "staff", home.pk), {"days_limit": "x"}).status_code == 422
    assert client.post(at(ours, "staff", home.pk), {"is_stopped": "on"}).status_code == 302
    client.force_login(daniel.account)
    assert "takes no new requests" in words(client.get(at(ours, "entry", priya.pk)))
    assert client.get(at(ours, "staff", home.pk)).status_code == 403
    client.force_login(people.head(ours, school(), account=account()).account)
    assert client.get(at(ours, "staff", home.pk)).status_code == 404


def test_visibility_is_the_persons_choice_alone(ours, priya):
    assert priya.visibility == Visibility.EVERYBODY
