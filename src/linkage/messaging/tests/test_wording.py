"""A programme says our mails in its own words: checked, shown before it counts, tested, remembered, and taken back."""

import re
import uuid

import pytest
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging import operations, presenters, queries, rules
from linkage.messaging.models import Message, Wording
from linkage.messaging.presenters import Button, Kind, Mail, Words, kinds
from linkage.messaging.tests.mails import AT, PRIYA, as_coordinator, write
from linkage.programmes.tests import factories as programmes
from linkage.ui import registry

pytestmark = pytest.mark.django_db


def hello(values, **fields):
    return Mail(
        **{
            "subject": f"{values['school']} asked",
            "heading": "A school asked",
            "opening": (f"Dear {values['first_name']},",),
            "paragraphs": ("Their boys do not read.",),
            "button": Button("Answer", "/ribble/answer/"),
            "closing": ("It takes a minute.",),
            "kept": ("We erase this after 30 days.",),
            "why": "You are its head.",
            **fields,
        }
    )


KIND = Kind("tests.hello", "A school asked", "When a school asks", "The head", hello, {"school": "Thistlebank School"})
OWN = Words("{school} needs you", "Good morning {first_name}.\n\nA word from {programme}.", "Ring us.")


@pytest.fixture(autouse=True)
def ribble(monkeypatch):
    monkeypatch.setattr(kinds, "registered", [KIND])
    monkeypatch.setattr(registry, "person_names", [])
    programme = programmes.programme(slug="ribble", name="Ribble Linkage", contact_email="hello@ribble.example")
    with acting_in(programme.id):
        yield programme


@pytest.fixture
def farah(ribble):
    return as_coordinator(ribble)


def sent(**fields):
    values = {"school": "Hope High", "first_name": "Priya"}
    return write(
        actor=Actor.system("tests"),
        at=AT,
        mail=hello(values, **fields),
        to=[PRIYA],
        kind="tests.hello",
        names={"school": "Hope High"},
    )


def reworded(farah, words=OWN):
    return operations.reword(actor=farah, at=AT, kind=KIND, words=words)


def test_the_next_mail_is_said_in_the_programmes_words_and_its_facts_stay(farah):
    reworded(farah)
    message = sent()
    assert message.subject == "Hope High needs you"
    for part in (message.text, message.html):
        assert "Good morning Priya." in part
        assert "A word from Ribble Linkage." in part
        assert "Ring us." in part
        assert "Dear Priya" not in part
        assert "It takes a minute" not in part
        for fact in ("Their boys do not read.", "We erase this after 30 days.", "You are its head.", "/ribble/answer/"):
            assert fact in part


def test_what_is_left_empty_or_as_it_was_is_said_in_ours(farah):
    kept = reworded(farah, Words("{school} asked", "", "Ring us."))
    assert (kept.subject, kept.opening, kept.closing) == ("", "", "Ring us.")
    assert sent().subject == "Hope High asked"
    assert "Dear Priya" in sent().text


def test_what_somebody_wrote_for_one_mail_is_not_reworded(farah):
    reworded(farah)
    message = sent(subject="For you alone", by_hand=frozenset({"subject"}))
    assert message.subject == "For you alone"
    assert "Good morning Priya." in message.text


def test_a_name_that_cannot_be_filled_in_is_refused_in_plain_words(farah):
    with pytest.raises(operations.UnableToReword, match=re.escape("We cannot fill in {scool}")):
        reworded(farah, Words("{scool} asked"))
    with pytest.raises(operations.UnableToReword, match="both curly brackets"):
        reworded(farah, Words(closing="Ring {school us"))
    assert not Wording.objects.exists()


def test_words_that_name_what_is_not_known_any_more_are_left_out_and_ours_stand(ribble):
    Wording.objects.create(programme=ribble, template="tests.hello", number=1, subject="{gone}", written_at=AT)
    assert sent().subject == "Hope High asked"


def test_what_a_name_holds_is_not_filled_in_again():
    assert rules.filled("{school}", {"school": "{first_name}"}) == "{first_name}"


def test_a_mail_sent_without_a_name_its_words_may_use_is_a_mistake_of_ours():
    with pytest.raises(LookupError, match="school"):
        write(actor=Actor.system("tests"), at=AT, mail=hello({"school": "x", "first_name": "y"}), to=[PRIYA],
              kind="tests.hello")  # fmt: skip


def test_every_change_is_kept_with_who_and_when_and_ours_can_come_back(farah):
    reworded(farah)
    reworded(farah, Words(closing="Ring us on Mondays."))
    operations.reset_words(actor=farah, at=AT, kind=KIND)
    versions = list(queries.versions(actor=farah, kind="tests.hello"))
    assert [row.number for row in versions] == [3, 2, 1]
    assert [row.is_ours for row in versions] == [True, False, False]
    assert {row.written_by_id for row in versions} == {farah.person_id}
    assert sent().subject == "Hope High asked"
    done = AuditEntry.objects.filter(action="messaging.reword", actor_person_id=farah.person_id)
    assert {entry.target_id for entry in done} >= {row.pk for row in versions}


def test_two_who_save_at_once_do_not_overwrite_each_other(farah, ribble, monkeypatch):
    reworded(farah)
    monkeypatch.setattr(queries, "versions", lambda **_: Wording.objects.none())
    with pytest.raises(operations.UnableToReword, match="Somebody else"):
        reworded(farah)
    assert Wording.objects.count() == 1


def test_another_programmes_words_are_its_own(farah):
    reworded(farah)
    other = programmes.programme(name="Mersewater")
    with acting_in(other.id):
        assert sent().subject == "Hope High asked"


def test_only_coordinators_reword(ribble):
    stranger = Actor(kind="person", name="Sam", programme_id=ribble.pk, person_id=uuid.uuid4())
    with pytest.raises(Forbidden):
        reworded(stranger)
    with pytest.raises(NotFound):
        queries.kind(actor=stranger, name="tests.hello")


class TestPages:
    """The list, the page of one mail, its picture and its test."""

    @pytest.fixture
    def go(self, visit, farah):
        return lambda name, method="get", **data: visit(farah, self.address(name), method, **data)

    def address(self, name):
        return reverse(f"mail:{name}", args=["ribble", *([] if name == "wordings" else ["tests.hello"])])

    def test_the_list_says_when_each_goes_to_whom_and_in_whose_words(self, go, farah):
        page = go("wordings")
        for words in ("A school asked", "When a school asks", "The head", "Our words"):
            assert words in page.text
        reworded(farah)
        assert "Your words" in go("wordings").text

    def test_the_page_shows_our_words_to_begin_with(self, go):
        page = go("wording")
        assert "{school} asked" in page.text
        assert "Dear {first_name}," in page.text

    def test_words_are_seen_before_they_count(self, go, visit, farah):
        shown = go("wording", "post", subject="Look, {school}", opening="", closing="", look="1")
        assert shown.status_code == 302
        page = visit(farah, shown["Location"].partition("#")[0])
        assert "Look, {school}" in page.text
        assert "not saved yet" in page.text
        frame = re.search(r'src="([^"]*as-drawn[^"]*)"', page.text)[1]
        drawn = visit(farah, frame.replace("&amp;", "&"))
        assert "Look, Thistlebank School" in drawn.text
        assert "default-src 'none'" in drawn["Content-Security-Policy"]
        assert not Wording.objects.exists()

    def test_a_preview_shows_only_what_we_were_sent_by_the_form(self, go, visit, farah):
        forged = visit(farah, f"{self.address('wording-drawn')}?draft=somebody-elses-words")
        assert "Thistlebank School asked" in forged.text
        other = presenters.draft(Kind("tests.other", "", "", "", hello), Words(subject="Not this one"))
        assert "Not this one" not in visit(farah, f"{self.address('wording-drawn')}?draft={other}").text

    def test_a_test_goes_to_whoever_asks_for_it_and_nothing_is_lost(self, go, visit, farah):
        sent_it = go("wording", "post", subject="Try {school}", opening="Hello.", closing="", test="1")
        message = Message.objects.get(template="messaging.test")
        assert message.subject == "Test: Try Thistlebank School"
        assert [one["email"] for one in message.recipients] == ["somebody@school.example"]
        assert message.is_urgent
        assert "you sent yourself" in message.text
        assert "/ribble/answer/" not in message.text
        assert "Try {school}" in visit(farah, sent_it["Location"]).text
        assert not Wording.objects.exists()

    def test_saving_counts_from_the_next_mail_on(self, go):
        saved = go("wording", "post", subject="{school} needs you", opening="", closing="")
        assert saved.status_code == 302
        assert sent().subject == "Hope High needs you"
        assert go("wording-reset", "post").status_code == 302
        assert sent().subject == "Hope High asked"

    def test_a_mistake_is_told_at_its_field_and_loses_nothing(self, go):
        page = go("wording", "post", subject="{scool}", opening="Kept words", closing="")
        assert page.status_code == 422
        assert "We cannot fill in {scool}: choose one of {first_name}, {programme}, {school}" in page.text
        assert "Kept words" in page.text
        long = go("wording", "post", subject="x" * 151, opening="", closing="")
        assert "Write at most 150 characters" in long.text

    def test_markup_in_the_words_is_shown_and_not_obeyed(self, farah):
        reworded(farah, Words(opening="<script>alert(1)</script>"))
        assert "<script>" not in sent().html
        assert "&lt;script&gt;" in sent().html

    def test_there_is_no_page_for_a_mail_nobody_declared(self, visit, farah):
        assert visit(farah, reverse("mail:wording", args=["ribble", "tests.unknown"])).status_code == 404
