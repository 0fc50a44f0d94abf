"""The three ways by which mail comes in: a mailbox that is asked, a signed call, and a listener for tests."""

import smtplib
from datetime import timedelta

import pytest
from django.db import DataError, InterfaceError, OperationalError
from django.test import Client, override_settings
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import gateway, operations, queries, rules, tasks
from linkage.messaging.models import InboundMail
from linkage.messaging.tests.letters import BOX, MX, letter, posted
from linkage.messaging.tests.mailboxes import Mailbox, serving
from linkage.messaging.tests.mails import AT
from linkage.messaging.tests.relays import Relay, running
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db
KEY = b"a key of thirty-two letters or more"


@pytest.fixture(autouse=True)
def ribble():
    with override_settings(MAILBOX=BOX, MAILBOX_TRUSTS=MX):
        yield programmes.programme(slug="ribble")


def kept(ribble):
    with acting_in(ribble.pk):
        return list(InboundMail.objects.order_by("received_at"))


def numbered(many):
    """A mailbox with as many letters, each with its number."""
    return Mailbox(*(posted(letter(Subject=f"Mail {number}", Message_ID=f"<{number}@x>")) for number in range(many)))


class TestAMailbox:
    @pytest.fixture
    def ask(self, tmp_path):
        """Ask this mailbox for what it has."""
        (tmp_path / "password").write_text("a password\n", encoding="utf-8")

        def go(box, folder="INBOX", user="linkage"):
            with serving(box) as port:
                url = f"imap://{user}@127.0.0.1:{port}/{folder}?tls=none"
                with override_settings(IMAP_URL=url, IMAP_PASSWORD_FILE=str(tmp_path / "password")):
                    tasks.collect()

        return go

    @pytest.mark.parametrize("can", ["IMAP4rev1 MOVE UIDPLUS", "IMAP4rev1 UIDPLUS", "IMAP4rev1"])
    def test_its_mails_are_kept_and_put_away_and_others_are_left_alone(self, ribble, ask, can):
        box = Mailbox(posted(letter()), posted(letter(Message_ID="<2@hollybank.example>")), can=can)
        ask(box)
        assert len(kept(ribble)) == 2
        assert box.in_folder("INBOX") == []
        assert len(box.in_folder("Linkage-kept")) == 2
        ask(box)
        assert len(kept(ribble)) == 2

    def test_where_folders_stand_below_the_inbox_so_do_ours(self, ribble, ask):
        box = Mailbox(posted(letter()), below=True)
        ask(box)
        assert len(box.in_folder("INBOX.Linkage-kept")) == 1

    def test_a_mail_that_was_kept_and_not_put_away_is_not_kept_twice(self, ribble, ask):
        raw = posted(letter())
        operations.take_in(actor=Actor.system("mailbox"), at=AT, raw=raw)
        box = Mailbox(raw)
        ask(box)
        assert len(kept(ribble)) == 1
        assert len(box.in_folder("Linkage-kept")) == 1

    def test_nobodys_mail_is_put_aside(self, ribble, ask):
        programmes.programme(slug="avon")
        box = Mailbox(posted(letter()))
        ask(box)
        assert kept(ribble) == []
        assert len(box.in_folder("Linkage-not-ours")) == 1

    def test_a_mail_that_cannot_be_kept_stays_and_does_not_keep_the_others(self, ribble, ask, monkeypatch):
        honest = operations.take_in

        def broken(*, raw, **given):
            if b"Spoilt" in raw:
                raise RuntimeError("the disk is full")
            return honest(raw=raw, **given)

        monkeypatch.setattr(operations, "take_in", broken)
        box = Mailbox(posted(letter(Subject="Spoilt")), posted(letter()))
        with pytest.raises(RuntimeError, match="the disk is full"):
            ask(box)
        assert len(kept(ribble)) == 1
        assert len(box.in_folder("INBOX")) == 1
        monkeypatch.setattr(operations, "take_in", honest)
        ask(box)
        assert len(kept(ribble)) == 2

    def test_a_mail_that_somebody_moved_meanwhile_does_not_keep_the_others(self, ribble, ask):
        box = numbered(3)
        box.moved = {102}
        ask(box)
        assert [mail.subject for mail in kept(ribble)] == ["Mail 0", "Mail 2"]

    def test_a_mail_that_cannot_be_put_away_does_not_keep_the_others(self, ribble, ask):
        box = numbered(3)
        box.stuck = {101}
        with pytest.raises(Exception, match="Not this one"):
            ask(box)
        assert len(kept(ribble)) == 3
        assert len(box.in_folder("INBOX")) == 1
        box.stuck = set()
        ask(box)
        assert len(kept(ribble)) == 3
        assert box.in_folder("INBOX") == []

    def test_a_mail_that_somebody_deleted_is_left_to_them(self, ribble, ask):
        box = numbered(2)
        box.deleted = {101}
        ask(box)
        assert [mail.subject for mail in kept(ribble)] == ["Mail 1"]
        assert len(box.in_folder("INBOX")) == 1, "it can still be brought back"

    def test_no_number_of_mails_that_fail_keeps_a_new_one_waiting_for_ever(self, ribble, ask, monkeypatch):
        honest = operations.take_in
        tried = []

        def broken(*, raw, **given):
            if b"Honest" not in raw:
                tried.append(raw)
                raise RuntimeError("we stumble")
            return honest(raw=raw, **given)

        monkeypatch.setattr(operations, "take_in", broken)
        box = numbered(30)
        box.folders["INBOX"][900] = posted(letter(Subject="Honest"))
        monkeypatch.setattr(gateway.mailbox, "MOST_FAILED", 10)
        asked = 0
        while not kept(ribble) and asked < 6:
            with pytest.raises(RuntimeError, match="we stumble"):
                ask(box)
            asked += 1
            assert len(tried) == 10 * asked, "one bad mail after another is not asked for without end"
        assert [mail.subject for mail in kept(ribble)] == ["Honest"]
        assert len(set(tried)) == 30
        box.folders["INBOX"][901] = posted(letter(Subject="Honest, too"))
        with pytest.raises(RuntimeError, match="we stumble"):
            ask(box)
        assert len(kept(ribble)) == 2, "a new one goes before those that failed"
        monkeypatch.setattr(operations, "take_in", honest)
        ask(box)
        assert len(kept(ribble)) == 32, "what failed is tried again"

    def test_of_very_many_some_are_taken_at_once(self, ribble, ask, monkeypatch):
        monkeypatch.setattr(gateway.mailbox, "MOST_AT_ONCE", 2)
        box = numbered(3)
        ask(box)
        assert [mail.subject for mail in kept(ribble)] == ["Mail 0", "Mail 1"]
        ask(box)
        assert len(kept(ribble)) == 3

    def test_a_mail_that_we_fail_to_read_is_put_aside_and_told_without_a_word_of_it(
        self, ribble, ask, monkeypatch, caplog
    ):
        def broken(raw, **_):
            raise RuntimeError(f"we stumble over {raw!r}")

        box = Mailbox(posted(letter()))
        with monkeypatch.context() as spoilt:
            spoilt.setattr(rules, "incoming", broken)
            ask(box)
        assert len(box.in_folder("Linkage-not-ours")) == 1
        [told] = [each for each in caplog.records if each.levelname == "ERROR"]
        assert "RuntimeError" in told.getMessage()
        assert "in broken" in told.getMessage()
        assert "Year 9" not in caplog.text
        assert kept(ribble) == []

    @pytest.mark.parametrize("error", [OperationalError, InterfaceError, DataError])
    def test_a_mail_that_the_database_does_not_take_waits_for_it(self, ribble, ask, monkeypatch, error):
        def gone(**_):
            raise error("the database is away")

        box = Mailbox(posted(letter()))
        with monkeypatch.context() as spoilt:
            spoilt.setattr(queries, "programme_for", gone)
            with pytest.raises(error):
                ask(box)
        assert len(box.in_folder("INBOX")) == 1
        ask(box)
        assert len(kept(ribble)) == 1

    def test_a_wrong_password_is_told(self, ribble, ask):
        with pytest.raises(Exception, match="Wrong password"):
            ask(Mailbox(posted(letter())), user="somebody")
        assert kept(ribble) == []

    def test_a_very_large_mail_is_taken_by_its_beginning(self, ribble, ask, monkeypatch):
        monkeypatch.setattr("linkage.messaging.rules.MOST_BYTES", 3_000)
        box = Mailbox(posted(letter(text="Help. " * 5_000)))
        ask(box)
        assert "Help." in kept(ribble)[0].text

    def test_a_file_that_is_cut_with_it_is_counted_and_not_kept(self, ribble, ask):
        made = letter()
        for name, size in (("whole.pdf", 1_000), ("cut.pdf", 8_000_000)):
            made.add_attachment(b"x" * size, maintype="application", subtype="pdf", filename=name)
        ask(Mailbox(posted(made)))
        [mail] = kept(ribble)
        with acting_in(ribble.pk):
            assert [file.name for file in mail.files.all()] == ["whole.pdf"]
        assert mail.files_left_out == 1

    def test_without_one_nothing_is_asked(self, ribble):
        tasks.collect()
        assert kept(ribble) == []

    @pytest.mark.parametrize("url", ["http://linkage@mail.example", "imaps://mail.example/INBOX", "imaps://"])
    def test_an_address_that_is_none_is_told(self, url):
        with override_settings(IMAP_URL=url), pytest.raises(ValueError, match="imaps://user@host:993/INBOX"):
            gateway.box()


class TestASignedCall:
    @pytest.fixture(autouse=True)
    def _key(self, tmp_path):
        (tmp_path / "key").write_bytes(KEY + b"\n")
        with override_settings(MAIL_HOOK_KEY_FILE=str(tmp_path / "key")):
            yield

    def call(self, raw, signature=None, **headers):
        signed = gateway.signature(raw, at=timezone.now(), secret=KEY) if signature is None else signature
        # As a stranger's program calls: without cookie, and with Django's own check for forged forms switched on.
        return Client(enforce_csrf_checks=True).post(
            "/mailbox/in/", raw, content_type="message/rfc822", headers={"Linkage-Signature": signed, **headers}
        )

    def test_hands_in_a_mail(self, ribble):
        answer = self.call(posted(letter()))
        assert (answer.status_code, answer.text) == (202, "Kept.\n")
        assert kept(ribble)[0].from_email == "r.ames@hollybank.example"

    def test_twice_is_once(self, ribble):
        raw = posted(letter())
        assert [self.call(raw).status_code for _ in range(2)] == [202, 202]
        assert len(kept(ribble)) == 1

    def test_unsigned_or_signed_for_something_else_or_long_ago_is_refused(self, ribble):
        raw, now = posted(letter()), timezone.now()
        for wrong in (
            "",
            "t=1,v1=0",
            gateway.signature(raw, at=now, secret=b"another key of thirty-two letters"),
            gateway.signature(raw + b"!", at=now, secret=KEY),
            gateway.signature(raw, at=now - timedelta(minutes=6), secret=KEY),
            gateway.signature(raw, at=now + timedelta(minutes=6), secret=KEY),
        ):
            assert self.call(raw, wrong).status_code == 403
        assert kept(ribble) == []

    def test_with_no_key_set_nothing_is_signed(self, ribble):
        raw = posted(letter())
        with override_settings(MAIL_HOOK_KEY_FILE=""):
            assert self.call(raw, gateway.signature(raw, at=timezone.now(), secret=b"")).status_code == 403

    def test_a_short_key_is_no_key(self, tmp_path):
        (tmp_path / "short").write_bytes(b"short")
        with override_settings(MAIL_HOOK_KEY_FILE=str(tmp_path / "short")), pytest.raises(ValueError, match="shorter"):
            gateway.key()

    def test_too_large_or_nobodys_is_told(self, ribble, monkeypatch):
        programmes.programme(slug="avon")
        assert self.call(posted(letter())).status_code == 422
        monkeypatch.setattr("linkage.messaging.rules.MOST_BYTES", 100)
        assert [self.call(b"x" * size).status_code for size in (101, 500)] == [413, 413]
        assert kept(ribble) == []

    def test_large_mails_with_files_pass(self, ribble):
        made = letter()
        made.add_attachment(b"%PDF-" + b"x" * 3_000_000, maintype="application", subtype="pdf", filename="plan.pdf")
        assert self.call(posted(made)).status_code == 202
        with acting_in(ribble.pk):
            assert kept(ribble)[0].files.get().size == 3_000_005

    def test_is_a_post_and_nothing_else(self):
        assert Client().get("/mailbox/in/").status_code == 405


def test_a_listener_hands_in_what_it_is_sent(ribble):
    """For tests: what any mail program sends to it is taken in as the mailbox would."""
    handler = Relay()
    with running(handler) as port, smtplib.SMTP("127.0.0.1", port) as mail_client:
        mail_client.sendmail("r.ames@hollybank.example", [BOX], posted(letter()))
    [taken] = handler.taken
    operations.take_in(actor=Actor.system("mailbox"), at=AT, raw=taken.content)
    assert kept(ribble)[0].proof == "proven"
