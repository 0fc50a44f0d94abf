"""R17: an answer finds its record once, a mail is kept once, and loops end."""

import re
from datetime import timedelta

import pytest

from linkage.messaging import queries
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.presenters import BETWEEN, Recipient, Record, Records, registries
from linkage.messaging.tests.boxes import FARAH, KIND, RUTH_READS, R, S, answer, sent, take, told
from linkage.messaging.tests.letters import NEED, RUTH, checked, letter, posted
from linkage.messaging.tests.mails import AT, PRIYA, as_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def ribble(mailbox):
    return mailbox


class TestAnAnswer:
    def test_is_filed_to_its_record_by_its_address_and_told_to_who_looks_after_it(self, ribble):
        message = sent(ribble)
        mail = take(posted(letter(To=message.reply_to, text="Tuesday suits me.\n\nRuth")))
        assert (mail.status, mail.about_id, mail.answers_id) == (S.FILED, ribble.pk, message.pk)
        [found] = queries.answers(actor=as_coordinator(ribble), about_id=ribble.pk)
        assert (found.name, found.text) == ("Ruth Ames", "Tuesday suits me.\n\nRuth")
        [notice] = told()
        assert notice.recipients[0]["email"] == FARAH.email
        assert notice.subject == "Ruth Ames answered by e-mail"
        assert notice.reply_to == RUTH, "whoever answers it writes to her, and not to us"
        assert "Tuesday suits me." in notice.text

    def test_of_many_words_is_told_by_its_first_sentences(self, ribble):
        message = sent(ribble)
        take(posted(letter(To=message.reply_to, text="This is one whole sentence. " * 100)))
        [notice] = told()
        said = " ".join(notice.text.split())
        assert "This is one whole sentence. \u2026 " in said
        assert said.count("This is one whole sentence.") == 71, "as many as fit"

    def test_is_known_by_the_mail_it_stands_under_where_the_address_was_lost(self, ribble):
        message = sent(ribble)
        assert take(posted(answer(message))).status == S.FILED

    def test_further_down_the_exchange_too(self, ribble):
        message = sent(ribble)
        under = letter(In_Reply_To="<theirs@hollybank.example>", References=f"{message.message_id} <other@x.example>")
        assert take(posted(under)).about_id == ribble.pk

    def test_counts_once_for_each_mail_and_the_second_is_held(self, ribble):
        message = sent(ribble)
        take(posted(answer(message)))
        again = take(posted(answer(message, Message_ID="<2@hollybank.example>")))
        assert (again.status, again.reason) == (S.HELD, R.REPEATED)
        assert len(told()) == 1

    def test_of_each_of_its_readers_counts(self, ribble, monkeypatch):
        message = sent(ribble, RUTH_READS, Recipient("Eve", "e@evil.example"))
        assert take(posted(answer(message))).status == S.FILED
        other = answer(message, Message_ID="<2@evil.example>")
        other.replace_header("From", "Eve <e@evil.example>")
        by_eve = {"signs": "evil.example", "key": "evil", "comes_from": "evil.example"}
        assert take(posted(other, **by_eve)).status == S.FILED

    def test_of_somebody_who_never_had_the_mail_is_held(self, ribble):
        message = sent(ribble, PRIYA)
        mail = take(posted(answer(message)))
        assert (mail.status, mail.reason) == (S.HELD, R.NOT_THEIRS)
        assert told() == []

    def test_with_an_address_that_we_never_sealed_is_a_letter(self, ribble):
        message = sent(ribble)
        made_up = re.sub(r"-[0-9a-f]{16}@", f"-{'0' * 16}@", message.reply_to)
        assert made_up != message.reply_to
        mail = take(posted(letter(To=made_up)))
        assert (mail.status, mail.answers_id) == (S.NEW, None)

    def test_about_a_record_of_a_kind_nobody_handed_down_is_filed_all_the_same(self, ribble):
        message = sent(ribble, about="brokering.approach")
        mail = take(posted(answer(message)))
        assert (mail.status, mail.about_type) == (S.FILED, "brokering.approach")
        assert [each.title for each in queries.next_actions(actor=as_coordinator(ribble), at=AT)] == [
            "Ruth Ames answered by e-mail"
        ]

    def test_of_who_looks_after_it_is_told_to_nobody(self, ribble):
        message = sent(ribble, Recipient("Ruth", RUTH))
        record = Records(find=lambda *_: Record("R-1", "/", (Recipient("Ruth", RUTH),)))
        registries.records[KIND] = record
        assert take(posted(answer(message))).status == S.FILED
        assert told() == []


class TestALetterHandedOn:
    def test_is_of_its_writer_and_not_of_where_somebody_works_who_handed_it_on(self, ribble):
        block = f"-----Original Message-----\nFrom: Olu Adeyemi <olu@elsewhere.example>\nSubject: Help\nTo: x\n\n{NEED}"
        mail = take(posted(letter(Subject="FW: Help", text=block)))
        assert (mail.sender, mail.from_email, mail.place) == ("Olu Adeyemi", RUTH, "")
        assert take(posted(letter())).place == "Hollybank School"


class TestWhatTwoSchoolsSay:
    def test_goes_to_both_of_them_and_we_note_only_that_there_was_an_answer(self, ribble):
        message = sent(ribble, RUTH_READS, PRIYA, answers=BETWEEN)
        mail = take(posted(answer(message, text="A word of mine")))
        assert (mail.status, mail.text, mail.subject) == (S.FILED, "", "")
        assert not mail.files.exists()
        assert told() == []
        farah = as_coordinator(ribble)
        assert list(queries.inbound_mails(actor=farah)) == []
        assert queries.next_actions(actor=farah, at=AT) == []
        [found] = queries.answers(actor=farah, about_id=ribble.pk)
        assert (found.name, found.is_between, found.text) == ("Ruth Ames", True, "")

    def test_a_held_answer_is_kept_without_its_words_too(self, ribble):
        message = sent(ribble, RUTH_READS, PRIYA, answers=BETWEEN)
        mail = take(posted(answer(message, text="A word of mine"), signs=None))
        assert (mail.status, mail.text) == (S.HELD, "")


class TestOnce:
    def test_a_mail_that_is_handed_over_again_is_not_kept_again(self, ribble):
        raw = posted(letter())
        assert take(raw) is not None
        assert take(raw) is None
        by_another_way = checked(raw.partition(b"Received:")[2].partition(b"\r\n")[2], comes_from="other.example")
        assert by_another_way != raw
        assert take(by_another_way) is None
        assert InboundMail.objects.count() == 1

    def test_another_that_only_bears_its_name_is_kept(self, ribble):
        take(posted(letter()))
        assert take(posted(letter(text="Something else"))) is not None

    def test_a_copy_that_nobody_proved_does_not_stand_in_the_way(self, ribble):
        assert take(posted(letter(), signs=None)).status == S.HELD
        assert take(posted(letter(), signs=None, comes_from="hollybank.example")).status == S.NEW


class TestAtOneMoment:
    """Two that are handed in at once: neither sees the other before it is kept."""

    def test_the_same_mail_is_kept_once(self, ribble, monkeypatch):
        raw = posted(letter())
        take(raw)
        monkeypatch.setattr(queries, "is_known", lambda **_: False)
        assert take(raw) is None
        assert InboundMail.objects.count() == 1

    def test_of_two_answers_to_one_mail_the_second_is_held(self, ribble, monkeypatch):
        message = sent(ribble)
        take(posted(answer(message)))
        monkeypatch.setattr(queries, "was_answered_before", lambda **_: False)
        second = take(posted(answer(message, Message_ID="<2@hollybank.example>")))
        assert (second.status, second.reason) == (S.HELD, R.REPEATED)
        assert len(told()) == 1


class TestLoops:
    def test_machines_that_say_so_are_kept_and_never_answered(self, ribble):
        message = sent(ribble)
        for number, header in enumerate(
            ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"}, {"Return_Path": "<>"})
        ):
            mail = take(posted(answer(message, Message_ID=f"<{number}@hollybank.example>", **header)))
            assert (mail.status, mail.reason) == (S.AUTOMATIC, R.AUTO_REPLY)
        assert told() == []
        # The control: a person who says that no machine wrote it.
        assert take(posted(answer(message, Auto_Submitted="no", Message_ID="<9@hollybank.example>"))).status == S.FILED

    def test_a_machine_that_answers_our_notice_hears_no_more_of_us(self, ribble, monkeypatch):
        """Ruth's machine answers all she gets, without saying that it is one, and she looks after the record too."""
        registries.records[KIND] = Records(find=lambda *_: Record("R-1", "/", (RUTH_READS, FARAH)))
        first = sent(ribble, PRIYA)
        Message.objects.filter(pk=first.pk).update(recipients=[{"name": "", "email": RUTH, "person_id": None}])
        take(posted(answer(first)))
        for turn in range(5):
            last = Message.objects.order_by("-created_at", "-pk").first()
            Message.objects.filter(pk=last.pk).update(recipients=[{"name": "", "email": RUTH, "person_id": None}])
            take(posted(answer(last, Message_ID=f"<{turn}@loop.example>")), at=AT + timedelta(minutes=turn))
        assert len(told()) <= 2

    def test_many_in_a_row_about_one_record_are_held_until_the_next_day(self, ribble):
        for number in range(4):
            message = sent(ribble)
            mail = take(posted(answer(message, Message_ID=f"<{number}@hollybank.example>")))
            assert (mail.status, mail.reason) == ((S.FILED, "") if number < 2 else (S.HELD, R.OFTEN))
        assert len(told()) == 2
        later = take(posted(answer(sent(ribble), Message_ID="<9@hollybank.example>")), at=AT + timedelta(days=2))
        assert later.status == S.FILED
