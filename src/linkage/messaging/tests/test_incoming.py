"""A mail taken apart: whatever the bytes, it ends; what could be read in two ways is not read."""

import base64
import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings, strategies

from linkage.messaging.enums import Proof
from linkage.messaging.rules import incoming, kind_of, parsed, proof_of
from linkage.messaging.tests.letters import RUTH, letter, returned

MX = "mx.linkage.test"
PASS = f"{MX}; dmarc=pass header.from=hollybank.example"


def read(raw):
    return incoming(raw if isinstance(raw, bytes) else raw.as_bytes(), trusts=MX)


class TestTheFindings:
    @pytest.mark.parametrize(
        "header",
        [
            PASS,
            f"{MX} 1; dmarc=pass header.from=hollybank.example",
            f"{MX};\r\n dkim=pass (a key) header.i=@x.example;\r\n\tdmarc=pass (p) header.from=Hollybank.Example",
            f"{MX}; spf=pass smtp.mailfrom=ruth@hollybank.example; dmarc=pass header.from=hollybank.example",
            f'{MX}; dmarc=pass reason="he said \\"yes; no\\"" header.from=hollybank.example',
            f"{MX} (our server (the new one)); dmarc=pass header.from=hollybank.example policy.dmarc=reject",
            f"{MX.upper()}; dmarc=pass header.from=hollybank.example",
        ],
    )
    def test_as_servers_write_them_are_read(self, header):
        assert proof_of([header], from_domain="hollybank.example", trusts=MX) == Proof.PROVEN

    @pytest.mark.parametrize(
        "header",
        [
            "",
            MX,
            f"{MX};",
            f"{MX}; none",
            f"{PASS};",
            f"; {PASS}",
            f"{MX} dmarc=pass header.from=hollybank.example",
            f"{MX}; dmarc=pass header.from",
            f"{MX}; dmarc pass header.from=hollybank.example",
            f"{MX}; dmarc=pass header.from=hollybank.example extra",
            f"{MX}; dmarc=pass header..from=hollybank.example",
            f"{MX}; dmarc=pass from=hollybank.example",
            f"{MX} two; dmarc=pass header.from=hollybank.example",
            f"{MX}={MX}; dmarc=pass header.from=hollybank.example",
            f"{PASS}\x00",
            f"{PASS} \u2028",
            f"{MX}\n; dmarc=pass header.from=hollybank.example",
            f"{MX}; dmarc=pass (((((( header.from=hollybank.example",
            f'{MX}; dmarc=pass reason="no end header.from=hollybank.example',
            PASS + " " * 5_000,
        ],
    )
    def test_that_stray_from_the_standard_are_not(self, header):
        assert proof_of([header], from_domain="hollybank.example", trusts=MX) == Proof.UNKNOWN

    def test_count_only_from_the_top_from_the_one_we_trust_and_for_the_senders_domain(self):
        def proof(*headers, domain="hollybank.example", trusts=MX):
            return proof_of(headers, from_domain=domain, trusts=trusts)

        other = PASS.replace(MX, "mx.evil.example")
        assert proof(PASS, other) == Proof.PROVEN
        assert proof(other, PASS) == Proof.UNKNOWN
        assert proof(PASS, domain="evil.example") == Proof.FAILED
        assert proof(PASS, domain="mail.hollybank.example") == Proof.FAILED
        assert proof(PASS, trusts="") == Proof.UNKNOWN
        assert proof(PASS, domain="") == Proof.UNKNOWN
        assert proof() == Proof.UNKNOWN
        assert proof(PASS.replace("pass", "fail")) == Proof.FAILED

    @given(strategies.text(alphabet=';=()"\\ .abcdmrfo\t\r\n<>@0', max_size=80))
    @settings(max_examples=400, deadline=None)
    def test_whatever_is_written_ends(self, text):
        found = parsed(text)
        assert found is None or found.server


class TestTheSender:
    @pytest.mark.parametrize("written", [RUTH, f"<{RUTH}>", f"Ruth Ames <{RUTH}>", f'"Ames, Ruth" <{RUTH}>'])
    def test_is_the_one_address_of_the_one_line(self, written):
        assert read(letter(written)).from_email == RUTH

    @pytest.mark.parametrize(
        "written",
        [
            f"{RUTH}, e@evil.example",
            f"{RUTH} <e@evil.example>",
            f"<{RUTH}> <e@evil.example>",
            f"e@evil.example ({RUTH})",
            f"{RUTH} e@evil.example",
            f"Ruth: {RUTH};",
            f"=?utf-8?q?{RUTH}?= <>",
            "Ruth <ruth>",
            "Ruth",
            "",
            f'"quoted local"@hollybank.example <{RUTH}',
        ],
    )
    def test_is_nobody_where_it_could_be_read_in_two_ways(self, written):
        assert read(f"From: {written}\nTo: x@y.example\n\nHelp".encode()).from_email == ""


class TestFiles:
    def made(self, *files):
        made = letter()
        for name, content in files:
            made.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        return made

    def test_are_what_their_bytes_say_and_not_what_they_are_called(self):
        found = read(self.made(("plan.pdf", b"MZ\x90\x00"), ("notes.exe", b"%PDF-1.7"))).files
        assert [(each.name, each.content_type) for each in found] == [
            ("plan.pdf", "application/x-msdownload"),
            ("notes.exe", "application/pdf"),
        ]
        assert [kind_of(content) for content in (b"PK\x03\x04", b"words", b"\x00\x01", b"")] == [
            "application/zip",
            "text/plain",
            "application/octet-stream",
            "application/octet-stream",
        ]

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\plan.pdf", "plan.pdf"),
            ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie: b.pdf"),
        ],
    )
    def test_have_names_without_folders_and_tricks(self, name, kept):
        encoded = base64.b64encode(name.encode()).decode()
        raw = (
            b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf\n"
            + f'Content-Disposition: attachment; filename="=?utf-8?b?{encoded}?="\n\nx\n--b--\n'.encode()
        )
        assert [each.name for each in read(raw).files] == [kept]

    def test_too_many_and_too_large_ones_are_told_and_not_kept(self):
        found = read(self.made(*[(f"{n}.pdf", b"%PDF-") for n in range(12)]))
        assert (len(found.files), found.files_left_out) == (10, 2)
        [large] = read(self.made(("large.pdf", b"%PDF-" + b"x" * 5_000_000))).files
        assert (large.size, large.content) == (5_000_005, b"")

    def test_of_a_mail_that_was_cut_the_last_file_is_not_kept_as_if_it_were_whole(self):
        whole, cut = b"%PDF-" + b"x" * 4_000_000, b"%PDF-" + b"y" * 4_000_000
        found = read(self.made(("whole.pdf", whole), ("cut.pdf", cut)))
        assert [(each.name, each.content == whole) for each in found.files] == [("whole.pdf", True)]
        assert found.files_left_out == 1
        assert found.read.words.startswith("Our Year 9 boys")

    def test_nor_is_a_mail_in_it_that_was_cut(self):
        made = letter()
        made.add_attachment(self.made(("plan.pdf", b"x"), ("cut.pdf", b"y" * 8_000_000)))
        found = read(made)
        assert [each.name for each in found.files] == ["plan.pdf"]
        assert found.files_left_out == 2

    def test_what_just_fits_is_whole(self):
        made = self.made(("whole.pdf", b"x"))
        raw = made.as_bytes()
        assert len(read(raw + b"\n" * (10_000_000 - len(raw))).files) == 1

    def test_the_pictures_of_a_signature_do_not_take_the_place_of_what_was_attached(self):
        made = letter()
        for number in range(12):
            made.add_attachment(b"x", "image", "png", filename=f"image{number}.png", disposition="inline")
        made.add_attachment(b"%PDF-", "application", "pdf", filename="plan.pdf")
        found = read(made)
        assert found.files[0].name == "plan.pdf"
        assert (len(found.files), found.files_left_out) == (10, 3)

    def test_a_mail_in_a_mail_is_a_file(self):
        made = letter()
        made.add_attachment(letter(Subject="Inside"))
        [file] = read(made).files
        assert b"Subject: Inside" in file.content

    def test_the_words_are_no_file(self):
        made = EmailMessage()
        made["From"] = RUTH
        made.set_content("Plain")
        made.add_alternative("<p>Rich</p>", subtype="html")
        assert read(made).files == ()


class TestAnyBytes:
    @given(strategies.binary(max_size=400))
    @settings(max_examples=200, deadline=None)
    def test_end(self, raw):
        assert read(raw).fingerprint

    @given(strategies.data())
    @settings(max_examples=150, deadline=None)
    def test_that_began_as_a_mail_end_too(self, data):
        raw = data.draw(strategies.sampled_from([letter().as_bytes(), returned("<1@x.example>", RUTH)]))
        place = data.draw(strategies.integers(0, len(raw)))
        spoilt = (
            raw[:place]
            + data.draw(strategies.binary(max_size=30))
            + raw[place + data.draw(strategies.integers(0, 30)) :]
        )
        assert read(spoilt).fingerprint

    @pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "utf-16", "no-such", "rot13", "idna"])
    def test_in_strange_letters_can_be_kept(self, charset):
        head = f"From: {RUTH}\nSubject: \xff\x00 hi\nContent-Type: text/plain; charset={charset}\n\n".encode("latin-1")
        found = read(head + b"Help \\ud800 \\x00 +2AA- \x00\xff")
        for text in (found.read.words, found.read.subject, found.read.sender_name, found.read.sender_address):
            assert "\0" not in text
            assert text.encode("utf-8").decode() == text

    def test_nested_without_end_end_soon(self):
        begun = time.process_time()
        head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
        found = read(f"From: {RUTH}\nTo: x@y.example\n{head}".encode())
        assert found.from_email == RUTH
        assert time.process_time() - begun < 10

    def test_of_ten_megabytes_end_soon(self):
        begun = time.process_time()
        read(b"From: a@b.example\n\n" + b"> (\n" * 2_500_000)
        assert time.process_time() - begun < 10
