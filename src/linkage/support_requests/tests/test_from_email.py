"""An e-mail becomes a draft that a person checks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests.factories import grant, person
from linkage.support_requests.enums import Route
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
RUTH = "r.ames@st-marys.lancs.sch.uk"
NEED = "Our boys don't read and we would like to see what worked elsewhere."
MAIL = f"From: Ruth Ames <{RUTH}>\nSubject: Help for Year 9\n\nDear all,\n{NEED}\n\nKind regards\nRuth Ames\nHead"


def at(name, *args):
    return reverse(f"support_requests:{name}", args=["ribble", *args])


@pytest.fixture
def st_marys(here):
    with acting_in(here.id):
        made = school(name="St Mary's Primary School", town="Clitheroe", website="http://www.st-marys.lancs.sch.uk/")
        member(here, made)
    return made


@pytest.fixture
def olu(here, client):
    with acting_in(here.id):
        officer = person(here, name="Olu Adeyemi", account=account())
        grant(officer, Role.OFFICER)
    client.force_login(officer.account)
    return client


def drafts(here):
    with acting_in(here.id):
        return list(SupportRequest.objects.select_related("organisation").order_by("created_at"))


def test_a_pasted_email_is_checked_question_by_question_and_then_sent(here, olu, st_marys, reading):
    assert "Make a request of an e-mail" in olu.get(at("start")).text
    read = olu.post(at("from-email"), {"pasted": MAIL}, follow=True)
    assert "We read the e-mail. Check each answer" in read.text
    assert "The sender’s address is at the web domain of" in read.text
    [draft] = drafts(here)
    assert (draft.route, draft.organisation, draft.contact_email) == (Route.EMAIL, st_marys, RUTH)
    assert draft.words == f"Help for Year 9.\n\nDear all,\n{NEED}"
    with acting_in(here.id):
        assert not Person.objects.filter(email=RUTH).exists()
        assert not Message.objects.exists()

    to_contact = olu.post(at("school", draft.pk), {"organisation": str(st_marys.pk)})
    assert to_contact.url == at("contact", draft.pk)
    contact = olu.get(to_contact.url).text
    assert 'value="Ruth Ames"' in contact
    assert f'value="{RUTH}"' in contact
    olu.post(at("contact", draft.pk), {"name": "Ruth Ames", "email": RUTH, "job_title": "Headteacher"})
    need = olu.get(at("need", draft.pk)).text
    assert 'value="reading-literacy" checked' in need
    for page, answers in (
        ("help", {"ways": ["call"]}),
        ("when", {"window": "soon"}),
        ("who", {"who_for": "The head of English"}),
        ("leave-out", {"name_shown": "show"}),
        ("check", {"has_consent": "on"}),
    ):
        assert olu.post(at(page, draft.pk), answers).status_code == 302
    with acting_in(here.id):
        told = Message.objects.filter(recipients__contains=[{"email": RUTH}])
        assert "Stop this request" in told.get().text


def test_a_saved_file_is_read_alike(here, olu, st_marys):
    file = SimpleUploadedFile("help.eml", MAIL.replace("\n", "\r\n").encode(), content_type="message/rfc822")
    assert olu.post(at("from-email"), {"pasted": "", "file": file}).status_code == 302
    [draft] = drafts(here)
    assert draft.organisation == st_marys
    assert "Kind regards" not in draft.words


def test_schools_of_one_trust_share_a_domain_and_are_offered(here, olu, reading):
    with acting_in(here.id):
        for name in ("Alder School", "Birch School"):
            member(here, school(name=name, website="trust.example.org"))
    page = olu.post(at("from-email"), {"pasted": "From: Ann <ann@mail.trust.example.org>\n\nHelp"}, follow=True)
    assert "Alder School" in page.text
    assert "Birch School" in page.text
    assert drafts(here)[0].organisation is None


@pytest.mark.parametrize("sender", ["ruth@gmail.com", "ruth@lancs.sch.uk", "ruth@marys.lancs.sch.uk", "nobody"])
def test_an_address_of_a_provider_tells_no_school(here, olu, st_marys, sender):
    olu.post(at("from-email"), {"pasted": f"From: Ruth <{sender}>\n\n{NEED}"})
    assert [draft.organisation for draft in drafts(here)] == [None]


def test_another_school_than_the_one_taken_for_keeps_the_sender(here, olu, st_marys, thistlebank):
    olu.post(at("from-email"), {"pasted": MAIL})
    [draft] = drafts(here)
    olu.get(at("school", draft.pk), {"q": "thistlebank"})
    olu.post(f"{at('school', draft.pk)}?q=thistlebank", {"organisation": str(thistlebank.pk)})
    [draft] = drafts(here)
    assert (draft.organisation, draft.contact_email, draft.route) == (thistlebank, RUTH, Route.EMAIL)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"pasted": ""}, "Paste the e-mail, or choose its file"),
        ({"pasted": "From: a@b.example\n\n> quoted"}, "We found no words in this e-mail"),
        ({"pasted": "x" * 500_001}, "The e-mail is too long. Paste only its words"),
        ({"file": SimpleUploadedFile("big.eml", b"x" * 2_000_001)}, "The e-mail is larger than 2 MB"),
        ({"file": SimpleUploadedFile("none.eml", b"")}, "Paste the e-mail, or choose its file"),
    ],
)
def test_what_cannot_be_read_is_said_and_begins_nothing(here, olu, answers, sentence):
    refused = olu.post(at("from-email"), answers)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert drafts(here) == []


def test_a_name_of_a_pupil_is_asked_about_and_the_file_comes_back_as_words(here, olu):
    file = SimpleUploadedFile("help.eml", f"From: R <{RUTH}>\n\nA pupil called Kyle does not read".encode())
    refused = olu.post(at("from-email"), {"file": file})
    assert refused.status_code == 422
    assert "Take out what could name a pupil: “pupil called Kyle”" in refused.text
    assert "A pupil called Kyle does not read</textarea>" in refused.text
    assert drafts(here) == []
    taken = olu.post(at("from-email"), {"pasted": "A pupil called Kyle does not read", "no_pupil": "on"})
    assert taken.status_code == 302


def test_a_long_one_is_shortened_at_a_sentence_and_said_to_be(here, olu):
    page = olu.post(at("from-email"), {"pasted": "We need help with maths. " * 300}, follow=True)
    assert "We read the first part of a long e-mail" in page.text
    [draft] = drafts(here)
    assert draft.words.endswith("maths.")
    assert 1900 < len(draft.words) <= 2000


def test_a_teacher_reads_no_emails_in(here, signed_in):
    assert "Make a request of an e-mail" not in signed_in.get(at("start")).text
    assert signed_in.get(at("from-email")).status_code == 403
    assert signed_in.post(at("from-email"), {"pasted": MAIL}).status_code == 403
