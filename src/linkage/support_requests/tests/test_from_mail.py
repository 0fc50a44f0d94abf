"""An e-mail that came in becomes a draft by one press, and only a person makes a request of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging import operations
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.tests.mails import AT
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.tests.factories import coordinator, grant, person
from linkage.support_requests import queries
from linkage.support_requests.enums import Route
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
RUTH = "r.ames@st-marys.lancs.sch.uk"
NEED = "Our boys don't read and we would like to see what worked elsewhere."
WORRY = "A child has told me that her father hits her and I do not know what to do"


@pytest.fixture
def farah(here, client):
    with acting_in(here.id):
        made = coordinator(here)
        made.account = account()
        made.save()
        st_marys = school(name="St Mary's Primary School", website="http://www.st-marys.lancs.sch.uk/")
        member(here, st_marys)
    client.force_login(made.account)
    return client


def came(here, **given):
    with acting_in(here.id):
        usual = {"status": "new", "proof": "proven", "from_email": RUTH, "writer_email": RUTH, "received_at": AT}
        usual |= {"writer_name": "Ruth Ames", "subject": "Help for Year 9", "text": NEED, "fingerprint": "1"}
        return InboundMail.objects.create(programme=here, **{**usual, **given})


def at(mail):
    return reverse("support_requests:from-mail", args=["ribble", mail.pk])


def again(here, mail):
    with acting_in(here.id):
        return InboundMail.objects.get(pk=mail.pk)


def drafts(here):
    with acting_in(here.id):
        return list(SupportRequest.objects.select_related("organisation"))


def test_one_press_makes_a_draft_of_it_and_nobody_is_told(here, farah, reading):
    mail = came(here)
    assert "Check the draft" in farah.get(f"/ribble/mail/in/{mail.pk}/").text
    page = farah.post(at(mail), follow=True)
    assert "We read the e-mail. Check each answer" in page.text
    [draft] = drafts(here)
    assert (draft.route, draft.status, draft.contact_email) == (Route.EMAIL, "draft", RUTH)
    assert draft.organisation.name == "St Mary's Primary School"
    assert draft.words == f"Help for Year 9.\n\n{NEED}"
    known = again(here, mail)
    assert (known.status, known.about_id) == ("request", draft.pk)
    with acting_in(here.id):
        assert not Message.objects.exists()
    assert "A request was begun from it" in farah.get(f"/ribble/mail/in/{mail.pk}/").text


def test_pressed_twice_it_is_one_draft(here, farah):
    mail = came(here)
    farah.post(at(mail))
    refused = farah.post(at(mail), follow=True)
    assert "Became a request" in refused.text
    assert len(drafts(here)) == 1


def test_whoever_deletes_the_draft_has_the_mail_again(here, farah):
    mail = came(here)
    farah.post(at(mail))
    [draft] = drafts(here)
    farah.post(reverse("support_requests:delete", args=["ribble", draft.pk]))
    assert drafts(here) == []
    assert (again(here, mail).status, again(here, mail).about_id) == ("new", None)


def test_a_mail_that_was_erased_meanwhile_does_not_come_back_without_its_words(here, farah):
    mail = came(here)
    farah.post(at(mail))
    [draft] = drafts(here)
    with acting_in(here.id):
        operations.forget_inbound(actor=Actor.system("nightly", here.pk), at=AT + timedelta(days=31))
    farah.post(reverse("support_requests:delete", args=["ribble", draft.pk]))
    assert drafts(here) == []
    erased = again(here, mail)
    assert (erased.status, erased.text) == ("request", "")
    assert "came in by e-mail" not in farah.get("/ribble/home/").text


def test_a_worry_about_a_child_stops_and_no_draft_is_made(here, farah):
    mail = came(here, text=WORRY, subject="")
    stopped = farah.post(at(mail))
    assert stopped["Cache-Control"] == "no-store"
    assert drafts(here) == []
    assert again(here, mail).status == "new"


def test_the_name_of_a_pupil_is_asked_to_be_taken_out_first(here, farah):
    mail = came(here, text="A pupil called Kyle does not read")
    refused = farah.post(at(mail))
    assert refused.status_code == 422
    assert "Take out what could name a pupil: “pupil called Kyle”" in refused.text
    assert "A pupil called Kyle does not read</textarea>" in refused.text
    assert drafts(here) == []
    taken = farah.post(at(mail), {"pasted": f"From: Ruth Ames <{RUTH}>\n\n{NEED}"})
    assert taken.status_code == 302
    assert drafts(here)[0].words == NEED


@pytest.mark.parametrize(("status", "reason"), [("held", "unproven"), ("automatic", "auto_reply")])
def test_a_held_one_may_become_a_request_once_a_person_wants_it(here, farah, status, reason):
    """So may one that seems to be a machine's: offices write through lists, which mark what they pass on."""
    mail = came(here, status=status, reason=reason, proof="unknown")
    assert "Make a request of it" in farah.get(f"/ribble/mail/in/{mail.pk}/").text
    assert farah.post(at(mail)).status_code == 302
    assert again(here, mail).status == "request"


@pytest.mark.parametrize("role", [Role.OFFICER, None])
def test_nobody_but_a_coordinator_makes_one_of_it(here, farah, client, role):
    mail = came(here)
    with acting_in(here.id):
        other = person(here, account=account())
        if role:
            grant(other, role)
    client.force_login(other.account)
    assert client.post(at(mail)).status_code == (404 if role else 403)
    assert drafts(here) == []


def test_who_is_known_is_a_person_of_the_programme_or_a_schools_own_address(here, farah):
    with acting_in(here.id):
        olu = person(here, name="Olu Adeyemi", email="olu@somewhere.example")
        mailbox = Actor.system("mailbox", here.pk)
        known = queries.known_sender(actor=mailbox, email="Olu@somewhere.example")
        assert (known.name, known.person_id) == ("Olu Adeyemi", olu.pk)
        assert queries.known_sender(actor=mailbox, email=RUTH).place == "St Mary's Primary School"
        assert queries.known_sender(actor=mailbox, email="ruth@gmail.com") is None
        assert queries.known_sender(actor=mailbox, email="ruth@lancs.sch.uk") is None
