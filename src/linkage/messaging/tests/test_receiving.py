"""R17: what came in is kept once; nothing is done by itself for who is not proven to have sent it; loops end."""

import re
from datetime import timedelta

import pytest
from django.test import override_settings

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.database.tenancy import acting_in
from linkage.messaging import operations, presenters, queries
from linkage.messaging.enums import InboundStatus, MessageStatus, Proof, Reason
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.presenters import BETWEEN, About, Known, Recipient, Record, Records, registries
from linkage.messaging.tests.letters import BOX, MX, RUTH, checked, letter, posted, returned
from linkage.messaging.tests.mails import AT, PRIYA, as_coordinator, write
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db
S, R = InboundStatus, Reason
RUTH_READS = Recipient("Ruth Ames", RUTH)
FARAH = Recipient("Farah Siddiqui", "farah@ribble.example")
KIND = "tests.request"


@pytest.fixture(autouse=True)
def _mailbox():
    with override_settings(MAILBOX=BOX, MAILBOX_TRUSTS=MX):
        yield


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    """Ruth and Priya are known, and there is one kind of record, which Farah looks after."""
    places = {RUTH: Known("Ruth Ames", "Hollybank School"), PRIYA.email: Known("Priya Raman", "Harrowgill School")}
    monkeypatch.setattr(registries, "senders", [lambda _actor, email: places.get(email)])
    record = Records(find=lambda _actor, _key, _at: Record("R-0412, Reading", "/ribble/requests/1/", (FARAH,)))
    monkeypatch.setattr(registries, "records", {KIND: record})


@pytest.fixture
def ribble():
    programme = programmes.programme(slug="ribble", contact_email="hello@ribble.example")
    with acting_in(programme.id):
        yield programme


def take(raw, at=AT):
    """Hand a mail to the mailbox, and return it as it was kept; None where it was not."""
    before = set(InboundMail.objects.values_list("pk", flat=True))
    operations.take_in(actor=Actor.system("mailbox"), at=at, raw=raw)
    return InboundMail.objects.exclude(pk__in=before).first()


def sent(ribble, *to, kind="tests.asked", about="tests.request", answers=None):
    """A mail of ours about a record, on its way."""
    more = {"answers": answers} if answers else {}
    made = write(
        actor=Actor.system("tests"),
        at=AT,
        to=list(to or [RUTH_READS]),
        kind=kind,
        about=About(about, ribble.pk),
        **more,
    )
    Message.objects.filter(pk=made.pk).update(status=MessageStatus.SENT)
    made.refresh_from_db()
    return made


def told():
    return list(Message.objects.filter(template="messaging.answered").order_by("created_at"))


def answer(message, **headers):
    return letter(In_Reply_To=message.message_id, **{"Subject": "Re: Help", **headers})


def forged_result(name=MX):
    return f"Authentication-Results: {name}; dmarc=pass header.from=hollybank.example\r\n".encode()


def on_top(raw):
    return forged_result() + raw


def two_senders(raw):
    return raw.replace(b"From: ", b"From: evil@evil.example\r\nFrom: ", 1)


# Forty letters, as they reach the mailbox. Each says that it is Ruth's; what becomes of it, and why.
LETTERS = {
    "signed by her school": (lambda: posted(letter()), S.NEW, ""),
    "not signed, and handed over by her school's own server": (
        lambda: posted(letter(), signs=None, comes_from="hollybank.example"), S.NEW, ""),
    "signed, bare address": (lambda: posted(letter(RUTH)), S.NEW, ""),
    "signed, a name in quotes": (lambda: posted(letter(f'"Ames, Ruth" <{RUTH}>')), S.NEW, ""),
    "signed, in capitals": (lambda: posted(letter("Ruth <R.Ames@Hollybank.Example>")), S.NEW, ""),
    "not signed": (lambda: posted(letter(), signs=None), S.HELD, R.FORGED),
    "not signed, handed over by nobody": (lambda: posted(letter(), signs=None, comes_from=None), S.HELD, R.FORGED),
    "signed by another's domain": (
        lambda: posted(letter(), signs="evil.example", key="evil", comes_from="evil.example"), S.HELD, R.FORGED),
    "signed for hers with another's key": (
        lambda: posted(letter(), key="evil", comes_from="evil.example"), S.HELD, R.FORGED),
    "signed for a domain without a key": (
        lambda: posted(letter(), signs="nokey.example", comes_from="evil.example"), S.HELD, R.FORGED),
    "words changed on the way": (
        lambda: posted(letter(), spoilt=lambda raw: raw.replace(b"Year 9", b"Year 8")), S.HELD, R.FORGED),
    "words added on the way": (lambda: posted(letter(), spoilt=lambda raw: raw + b"Pay here\r\n"), S.HELD, R.FORGED),
    "subject changed on the way": (
        lambda: posted(letter(), spoilt=lambda raw: raw.replace(b"Help with", b"Pay for")), S.HELD, R.FORGED),
    "sender changed on the way": (
        lambda: posted(letter("Eve <e@evil.example>"), signs="evil.example", key="evil", comes_from="evil.example",
                       spoilt=lambda raw: raw.replace(b"Eve <e@evil.example>", f"Ruth <{RUTH}>".encode())),
        S.HELD, R.FORGED),
    "with findings it brings itself, under ours": (
        lambda: posted(letter(), signs=None, spoilt=on_top, comes_from="evil.example"), S.HELD, R.FORGED),
    "with findings it brings itself, by another name": (
        lambda: posted(letter(), signs=None, comes_from="evil.example",
                       spoilt=lambda raw: forged_result("mx.evil.example") + raw), S.HELD, R.FORGED),
    "with the findings of another server on top": (
        lambda: forged_result("mx.evil.example") + posted(letter(), signs=None), S.HELD, R.UNPROVEN),
    "proven below the findings of another server": (
        lambda: forged_result("mx.evil.example") + posted(letter()), S.HELD, R.UNPROVEN),
    "without any findings": (lambda: letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings of the right name and another's sender": (
        lambda: forged_result().replace(b"hollybank", b"evil") + letter().as_bytes(), S.HELD, R.FORGED),
    "with findings that say it twice": (
        lambda: forged_result().replace(b"; dmarc", b"; dmarc=fail header.from=hollybank.example; dmarc")
        + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings that say two senders": (
        lambda: forged_result().replace(b"example\r\n", b"example header.from=evil.example\r\n") + letter().as_bytes(),
        S.HELD, R.FORGED),
    "with findings that cannot be read": (
        lambda: forged_result().replace(b"dmarc=pass", b"dmarc==pass") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings hidden in a comment": (
        lambda: forged_result().replace(b"; ", b"; none (; ").replace(b"\r\n", b")\r\n") + letter().as_bytes(),
        S.HELD, R.UNPROVEN),
    "with a comment that has no end": (
        lambda: forged_result().replace(b"; dmarc", b" (; dmarc") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with a name that begins like ours": (
        lambda: forged_result(f"{MX}.evil.example") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings of no server": (
        lambda: b"Authentication-Results: dmarc=pass header.from=hollybank.example\r\n" + letter().as_bytes(),
        S.HELD, R.UNPROVEN),
    "with only a good signature found": (
        lambda: forged_result().replace(b"dmarc", b"dkim").replace(b".from", b".d") + letter().as_bytes(),
        S.HELD, R.UNPROVEN),
    "with a policy of nobody": (
        lambda: forged_result().replace(b"pass", b"none") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with a check that broke down": (
        lambda: forged_result().replace(b"pass", b"temperror") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "two senders in two lines": (lambda: posted(letter(), spoilt=two_senders), S.HELD, R.UNPROVEN),
    "two senders in one line": (
        lambda: posted(f"From: {RUTH}, e@evil.example\r\nTo: {BOX}\r\n\r\nHelp".encode()), S.HELD, R.UNPROVEN),
    "an address inside the name": (
        lambda: posted(letter(f'"{RUTH}" <e@evil.example>'), signs="evil.example", key="evil",
                       comes_from="evil.example"), S.HELD, R.STRANGER),
    "an address hidden by a comment": (
        lambda: posted(f"From: e@evil.example ({RUTH})\r\nTo: {BOX}\r\n\r\nHelp".encode(), signs="evil.example",
                       key="evil", comes_from="evil.example"), S.HELD, R.UNPROVEN),
    "no sender": (lambda: posted(letter(None), signs=None), S.HELD, R.UNPROVEN),
    "a domain that looks like hers": (
        lambda: posted(letter("Ruth <r.ames@hollybank.example.evil.example>"), signs=None), S.HELD, R.FORGED),
    "a stranger who signs": (
        lambda: posted(letter("Eve <e@evil.example>"), signs="evil.example", key="evil", comes_from="evil.example"),
        S.HELD, R.STRANGER),
    "nothing but a quotation": (lambda: posted(letter(text="> what you wrote\n")), S.HELD, R.EMPTY),
    "an automatic answer": (lambda: posted(letter(Auto_Submitted="auto-replied")), S.AUTOMATIC, R.AUTO_REPLY),
    "from our own address": (lambda: posted(letter(f"Linkage <{BOX}>"), signs=None), S.AUTOMATIC, R.OURS),
}  # fmt: skip


def test_there_are_forty_of_them():
    assert len(LETTERS) == 40


@pytest.mark.parametrize("which", LETTERS)
def test_a_letter_is_a_likely_request_only_when_its_sender_is_proven_and_known(ribble, which):
    make, status, reason = LETTERS[which]
    mail = take(make())
    assert (mail.status, mail.reason) == (status, reason)
    assert (mail.proof == Proof.PROVEN) == (reason in ("", R.STRANGER, R.EMPTY, R.AUTO_REPLY))
    # Held and logged, with nothing done.
    assert AuditEntry.objects.filter(action="messaging.receive", target_id=mail.pk).exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "which", [name for name, (_, _, reason) in LETTERS.items() if reason in (R.FORGED, R.UNPROVEN)]
)
def test_as_an_answer_it_is_filed_nowhere_and_nobody_is_told(ribble, which):
    """The same letters with the address of an answer: to know the address is no proof."""
    message = sent(ribble)
    raw = LETTERS[which][0]().replace(f"To: {BOX}".encode(), f"To: {message.reply_to}".encode(), 1)
    mail = take(raw)
    assert mail.status == S.HELD
    assert mail.answers_id in (message.pk, None)
    assert queries.answers(actor=as_coordinator(ribble), about_id=ribble.pk) == []
    assert told() == []


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
        assert [each.title for each in queries.inbound_actions(actor=as_coordinator(ribble), at=AT)] == [
            "Ruth Ames answered by e-mail"
        ]

    def test_of_who_looks_after_it_is_told_to_nobody(self, ribble):
        message = sent(ribble, Recipient("Ruth", RUTH))
        record = Records(find=lambda *_: Record("R-1", "/", (Recipient("Ruth", RUTH),)))
        registries.records[KIND] = record
        assert take(posted(answer(message))).status == S.FILED
        assert told() == []


class TestWhatTwoSchoolsSay:
    def test_goes_to_both_of_them_and_we_note_only_that_there_was_an_answer(self, ribble):
        message = sent(ribble, RUTH_READS, PRIYA, answers=BETWEEN)
        mail = take(posted(answer(message, text="A word of mine")))
        assert (mail.status, mail.text, mail.subject) == (S.FILED, "", "")
        assert not mail.files.exists()
        assert told() == []
        farah = as_coordinator(ribble)
        assert list(queries.inbound_mails(actor=farah)) == []
        assert queries.inbound_actions(actor=farah, at=AT) == []
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


class TestWhatComesBack:
    def test_is_noted_at_once_and_stops_further_mail_and_shows(self, ribble):
        """R19."""
        message = sent(ribble)
        mail = take(returned(message.message_id, RUTH))
        message.refresh_from_db()
        assert (message.status, message.problem) == ("bounced", f"{RUTH}: 550 5.1.1 No such mailbox here")
        assert (mail.status, mail.reason, mail.about_id) == (S.AUTOMATIC, R.REPORT, ribble.pk)
        [shown] = queries.next_actions(actor=as_coordinator(ribble), at=AT)
        assert shown.title == "Our e-mail to Ruth Ames came back"
        assert sent_status(RUTH_READS) == "failed"

    def test_from_one_of_two_stops_mail_to_that_one_alone(self, ribble):
        message = sent(ribble, RUTH_READS, PRIYA)
        take(returned(message.message_id, RUTH))
        assert (sent_status(RUTH_READS), sent_status(PRIYA)) == ("failed", "queued")
        [shown] = [
            each for each in queries.next_actions(actor=as_coordinator(ribble), at=AT) if "came back" in each.title
        ]
        assert shown.title == "Our e-mail to Ruth Ames came back"
        take(returned(message.message_id, PRIYA.email).replace(b"<report@", b"<another@"))
        assert sent_status(PRIYA) == "failed"

    @pytest.mark.parametrize(
        "report",
        [
            {"action": "delayed", "status": "4.4.1"},
            {"action": "failed", "status": "4.2.2"},
            {"action": "delivered", "status": "2.0.0"},
            {"address": "somebody.else@x.example"},
            {"message_id": "<made-up@linkage.test>"},
        ],
    )
    def test_a_delay_or_a_report_that_does_not_fit_changes_nothing(self, ribble, report):
        message = sent(ribble)
        given = {"message_id": message.message_id, "address": RUTH, **report}
        take(returned(given.pop("message_id"), given.pop("address"), **given))
        message.refresh_from_db()
        assert message.status == "sent"
        assert sent_status(RUTH_READS) == "queued"

    def test_the_head_alone_will_do(self, ribble):
        message = sent(ribble)
        take(returned(message.message_id, RUTH, quotes="text/rfc822-headers"))
        message.refresh_from_db()
        assert message.status == "bounced"

    def test_a_mail_whose_answer_was_lost_has_arrived_at_the_relay(self, ribble):
        message = sent(ribble)
        Message.objects.filter(pk=message.pk).update(status="uncertain")
        take(returned(message.message_id, RUTH))
        message.refresh_from_db()
        assert message.status == "bounced"


def sent_status(reader):
    return write(actor=Actor.system("tests"), at=AT, to=[reader], kind="tests.next").status


class TestWhichProgramme:
    @pytest.fixture(autouse=True)
    def _two(self, ribble):
        self.avon = programmes.programme(slug="avon", contact_email="help@avon.example")

    def where(self, raw):
        found = {}
        operations.take_in(actor=Actor.system("mailbox"), at=AT, raw=raw)
        for programme in programmes.Programme.objects.all():
            with acting_in(programme.pk):
                found[programme.slug] = InboundMail.objects.count()
        return {slug for slug, number in found.items() if number}

    def test_the_one_that_its_address_names(self):
        assert self.where(posted(letter(To="linkage+avon@linkage.test"))) == {"avon"}

    def test_the_one_whose_own_address_it_was_sent_to(self):
        assert self.where(posted(letter(To="Help <help@avon.example>"))) == {"avon"}

    def test_the_one_whose_mail_it_answers(self, ribble):
        message = sent(ribble)
        assert self.where(posted(letter(To=message.reply_to))) == {"ribble"}
        assert self.where(returned(message.message_id, RUTH)) == {"ribble"}

    def test_nobodys_is_kept_nowhere(self):
        raw = posted(letter())
        assert self.where(raw) == set()
        assert operations.take_in(actor=Actor.system("mailbox"), at=AT, raw=raw) is False

    def test_an_answer_to_another_programmes_mail_is_not_filed_here(self, ribble):
        """Its address names avon, and it stands under a mail of ribble's: the mail decides, and only there."""
        message = sent(ribble)
        assert self.where(posted(answer(message, To="linkage+avon@linkage.test"))) == {"ribble"}


def test_only_the_mailbox_takes_mail_in(ribble):
    from linkage.kernel.errors import Forbidden  # noqa: PLC0415

    with pytest.raises(Forbidden):
        operations.take_in(actor=as_coordinator(ribble), at=AT, raw=posted(letter()))
    assert not InboundMail.objects.exists()


def test_without_a_mailbox_answers_go_to_the_programme_as_before(ribble):
    with override_settings(MAILBOX=""):
        assert sent(ribble).reply_to == ribble.contact_email
    assert sent(ribble).reply_to.startswith("linkage+r-")
    assert write(actor=Actor.system("tests"), at=AT).reply_to == ribble.contact_email, "nothing to file it to"
    assert presenters.programme_address("ribble") == "linkage+ribble@linkage.test"
