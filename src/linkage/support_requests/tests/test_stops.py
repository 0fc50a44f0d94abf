"""A worry about a person is stopped and kept nowhere; words that tell nothing are asked about once."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from psycopg import sql

from linkage.access import links
from linkage.access.models import AuditEntry
from linkage.accounts.tests.factories import account
from linkage.areas.models import Confirmation
from linkage.database.tenancy import acting_in
from linkage.people.enums import Role
from linkage.people.tests.factories import coordinator, grant, person
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import policy
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db
CANARY = "zyxcanary"
WORRY = f"A girl in my class told me that her stepfather hits her and she has bruises on her arms. {CANARY}"
STOPPED = "Tell your safeguarding lead, not us"
VAGUE = "Things are not great at the moment"
WHOLE = {"ways": ["call"], "window": "soon", "who_for": "The head of English"}


def at(name, *args):
    return reverse(f"support_requests:{name}", args=["ribble", *args])


@pytest.fixture
def begun(here, daniel, thistlebank):
    with acting_in(here.id):
        return draft(here, daniel, thistlebank, **WHOLE)


def where_kept(here, text):
    """Every column of every table that holds a text, whatever its type: looked at as text, past no model."""
    found = []
    with acting_in(here.id), connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns join information_schema.tables"
            " using (table_schema, table_name) where table_schema = current_schema() and table_type = 'BASE TABLE'"
        )
        for table, column in cursor.fetchall():
            looked = sql.SQL("select exists (select from {} where position(lower(%s) in lower({}::text)) > 0)").format(
                sql.Identifier(table), sql.Identifier(column)
            )
            cursor.execute(looked, [text])
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


@pytest.fixture
def logged(caplog):
    caplog.set_level(logging.DEBUG)
    return lambda: [record.getMessage() for record in caplog.records if CANARY in record.getMessage()]


class TestAWorryAboutAPerson:
    def test_is_stopped_with_whom_to_tell_and_kept_nowhere(self, here, signed_in, begun, logged):
        with acting_in(here.id):
            ProgrammeSettings.objects.update(safeguarding_contact="Children’s social care: 01632 960 010")
        stopped = signed_in.post(at("need", begun.pk), {"words": WORRY, "form_key": str(begun.pk)})
        assert stopped.status_code == 200
        for said in (STOPPED, "999", "0808 800 5000", "(LADO)", "safeguarding lead", "01632 960 010"):
            assert said in stopped.text
        assert stopped.headers["Cache-Control"] == "no-store"
        assert where_kept(here, CANARY) == []
        assert CANARY not in str(dict(signed_in.session))
        assert logged() == []

    def test_the_same_words_about_something_else_are_kept_where_they_should_be(self, here, signed_in, begun):
        """The control: the look through every column finds what is there."""
        signed_in.post(at("need", begun.pk), {"words": f"Phonics in Reception, {CANARY}"})
        assert where_kept(here, CANARY) == ["support_requests_supportrequest.words"]

    def test_what_was_kept_while_it_was_typed_is_emptied(self, here, signed_in, begun):
        htmx = {"HX-Request": "true"}
        signed_in.post(at("need", begun.pk), {"words": f"Our Year 9 girls do not read, {CANARY}"}, headers=htmx)
        assert where_kept(here, CANARY) != []
        typed = signed_in.post(at("need", begun.pk), {"words": WORRY}, headers=htmx)
        assert "This reads like a worry about a person, and we keep nothing of it" in typed.text
        assert "Saved at" not in typed.text
        assert where_kept(here, CANARY) == []
        with acting_in(here.id):
            assert not AuditEntry.objects.filter(changes__icontains="girl").exists()

    @pytest.mark.parametrize(
        ("page", "field", "more"),
        [("when", "window_note", {"window": "soon"}), ("who", "who_for", {}), ("more", "evidence", {})],
    )
    @pytest.mark.parametrize("then", ["", "later"])
    def test_no_other_question_takes_it_either(self, here, signed_in, begun, page, field, more, then):
        stopped = signed_in.post(at(page, begun.pk), {field: WORRY, "then": then, **more})
        assert STOPPED in stopped.text
        assert where_kept(here, CANARY) == []

    def test_nor_the_one_question_about_unclear_words(self, here, signed_in, begun):
        assert STOPPED in signed_in.post(at("unclear", begun.pk), {"happens": WORRY}).text
        assert where_kept(here, CANARY) == []

    def test_an_email_with_one_makes_no_draft(self, here, client):
        with acting_in(here.id):
            officer = person(here, account=account())
            grant(officer, Role.OFFICER)
        client.force_login(officer.account)
        mail = f"From: Ruth <ruth@school.example>\nSubject: Help\n\n{WORRY}"
        file = SimpleUploadedFile("worry.eml", mail.encode())
        for answers in ({"pasted": mail}, {"file": file}):
            assert STOPPED in client.post(at("from-email"), answers).text
        assert where_kept(here, CANARY) == []
        with acting_in(here.id):
            assert not SupportRequest.objects.exists()

    @pytest.mark.parametrize("by_link", [False, True])
    def test_an_answer_to_a_question_with_one_is_not_kept(self, here, client, daniel, thistlebank, by_link):
        with acting_in(here.id):
            asked = support_request(here, thistlebank, asked_by=daniel, status=RequestStatus.WAITING_FOR_SCHOOL)
            question = Question.objects.create(
                programme=here, support_request=asked, words="Which year?", asked_by=coordinator(here), asked_at=NOW
            )
            token = links.make(
                policy.ANSWER_LINK, programme_id=here.id, record_id=question.pk, person_id=daniel.pk, state="asked"
            )
        client.force_login(daniel.account)
        address = at("answer-by-link", token) if by_link else at("answer", asked.pk)
        assert STOPPED in client.post(address, {"words": WORRY}).text
        assert where_kept(here, CANARY) == []
        assert client.post(address, {"words": "Year 9, two classes"}).status_code == 302

    def test_a_pupil_by_name_is_asked_about_and_a_worry_about_one_is_stopped(self, here, signed_in, begun):
        named = "A Year 9 pupil called Kyle does not read"
        assert "Take out what could name a pupil" in signed_in.post(at("need", begun.pk), {"words": named}).text
        taken = signed_in.post(at("need", begun.pk), {"words": named, "no_pupil": "on", "offered": ""})
        assert taken.status_code == 302
        worry = {"words": f"A pupil called Kyle says that he wants to kill himself {CANARY}", "no_pupil": "on"}
        assert STOPPED in signed_in.post(at("need", begun.pk), worry).text
        assert where_kept(here, CANARY) == []

    def test_safeguarding_as_a_topic_is_asked_like_any_other(self, here, signed_in, begun):
        words = "Our new designated safeguarding lead would like training on keeping the single central record"
        assert STOPPED not in signed_in.post(at("need", begun.pk), {"words": words}).text
        with acting_in(here.id):
            assert SupportRequest.objects.get(pk=begun.pk).words == words


class TestUnclearWords:
    def test_one_question_is_asked_instead_of_a_guess(self, here, signed_in, begun, reading):
        asked = signed_in.post(at("need", begun.pk), {"words": VAGUE})
        assert asked.url == at("unclear", begun.pk)
        page = signed_in.get(asked.url).text
        assert "What happens in school that made you write?" in page
        assert "we would rather ask than guess" in page
        back = signed_in.post(asked.url, {"happens": "They don't read when they come to Year 7"})
        assert back.url == f"{at('need', begun.pk)}?asked=yes#about"
        with acting_in(here.id):
            words = SupportRequest.objects.get(pk=begun.pk).words
        assert words == f"{VAGUE}\n\nThey don't read when they come to Year 7"
        assert "Reading" in signed_in.get(back.url.removesuffix("#about")).text

    def test_it_is_asked_once_and_may_be_left_alone(self, here, signed_in, begun):
        again = signed_in.post(f"{at('need', begun.pk)}?asked=yes", {"words": VAGUE})
        assert again.url == at("help", begun.pk)
        assert "go on without" in signed_in.get(at("unclear", begun.pk)).text

    def test_an_empty_answer_is_refused_in_words(self, here, signed_in, begun):
        refused = signed_in.post(at("unclear", begun.pk), {"happens": ""})
        assert refused.status_code == 422
        assert refused.text.count("Say in a sentence what happens in school, or go on without") == 2

    def test_whoever_chose_an_area_is_not_asked(self, here, signed_in, begun, reading):
        gone_on = signed_in.post(
            at("need", begun.pk), {"words": VAGUE, "area": ["reading-literacy"], "offered": "reading-literacy"}
        )
        assert gone_on.url == at("help", begun.pk)

    def test_while_typing_it_is_said(self, here, signed_in, begun):
        typed = signed_in.post(at("need", begun.pk), {"words": VAGUE}, headers={"HX-Request": "true"})
        assert "We cannot tell yet what this is about" in typed.text


def test_what_was_confirmed_is_learnt_from_when_the_request_is_sent(here, signed_in, begun, reading):
    words = {"words": "They will not pick up a book", "area": ["reading-literacy"], "offered": "reading-literacy"}
    signed_in.post(at("need", begun.pk), words)
    with acting_in(here.id):
        assert not Confirmation.objects.exists()
    signed_in.post(at("check", begun.pk), {"has_consent": "on"})
    with acting_in(here.id):
        assert Confirmation.objects.get().codes == ["reading-literacy"]
