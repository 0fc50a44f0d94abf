import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from linkage.messaging.rules import an_email_can_be_read, read_email

NEED = "Our Year 9 boys don’t read. Could somebody show us what worked?"
RUTH = "r.ames@st-marys.kent.sch.uk"


def saved(**parts):
    made = EmailMessage()
    made["From"] = parts.get("sender", f"Ruth Ames <{RUTH}>")
    made["To"] = "linkage@ribble.example"
    made["Subject"] = parts.get("subject", "Help with reading")
    made.set_content(parts.get("plain", NEED))
    if "rich" in parts:
        made.add_alternative(parts["rich"], subtype="html")
    return made


def read(text):
    return read_email(text.encode() if isinstance(text, str) else text)


class TestWhoAndWhat:
    def test_a_saved_mail_is_parted_into_sender_subject_and_words(self):
        found = read(saved().as_bytes())
        assert (found.sender_name, found.sender_address) == ("Ruth Ames", RUTH)
        assert (found.subject, found.words) == ("Help with reading", NEED)

    @pytest.mark.parametrize(
        "head",
        [
            f"From: Ruth Ames <{RUTH}>\nSent: 12 November 2026 09:10\nTo: Linkage\nSubject: RE: Help with reading\n\n",
            f"From: Ruth Ames [mailto:{RUTH}]\r\nSubject: Fwd: Re: Help with reading\r\n\r\n",
            f"Ruth Ames <{RUTH}>\nto me\n\n",
        ],
    )
    def test_what_is_copied_from_a_screen_is_read_too(self, head):
        found = read(head + NEED)
        assert (found.sender_name, found.sender_address, found.words) == ("Ruth Ames", RUTH, NEED)
        assert found.subject in ("Help with reading", "")

    def test_words_alone_are_words(self):
        found = read(NEED)
        assert (found.sender_name, found.sender_address, found.subject, found.words) == ("", "", "", NEED)

    @pytest.mark.parametrize(
        "mark",
        [
            "---------- Forwarded message ---------",
            "-----Original Message-----",
            "Begin forwarded message:\n",
            "",
        ],
    )
    def test_of_a_forwarded_mail_the_first_writer_counts(self, mark):
        block = f"From: Ruth Ames <{RUTH}>\nDate: 12 November\nSubject: Reading\nTo: Olu\n\n{NEED}"
        body = f"Please log this.\n\n{mark}\n{block}"
        found = read(saved(sender="Olu <olu@ribble.example>", subject="FW: Reading", plain=body).as_bytes())
        assert (found.sender_name, found.sender_address, found.subject) == ("Ruth Ames", RUTH, "Reading")
        assert found.words == NEED


class TestOwnWords:
    @pytest.mark.parametrize(
        "below",
        [
            "Kind regards,\nRuth Ames\nHeadteacher\n01632 960 001",
            "Many thanks\nRuth",
            "-- \nRuth Ames",
            "Sent from my iPhone",
            "On Tue, 10 Nov 2026 at 09:12, Olu Adeyemi <olu@ribble.example> wrote:\n> How are you?",
            "On Tue, 10 Nov 2026 at 09:12, Olu Adeyemi\n<olu@ribble.example> wrote:\n> How are you?",
            "________________________________\nFrom: Olu\nSent: Tuesday\nHow are you?",
            "-----Original Message-----\nFrom: Olu\nHow are you?",
            "From: Olu Adeyemi\nSent: Tuesday\nHow are you?",
            "This email and any files with it are confidential. Delete it if it is not for you.",
            "> How are you?",
        ],
    )
    def test_signature_and_history_are_dropped(self, below):
        assert read(saved(plain=f"{NEED}\n\n{below}").as_bytes()).words == NEED

    @pytest.mark.parametrize(
        "text",
        [
            "Hello Olu,\n\nThank you.\n\nTuesday suits us best.",
            "Hello Olu,\nMany thanks!\nCould two of us come?",
            "Hello Olu,\n\nThanks so much\n\nWe would like to come on Tuesday after school if we may",
            "Tuesday suits us.\n\nThanks\nRuth\n\nPS: could two of us come?",
        ],
    )
    def test_thanks_before_more_words_end_nothing(self, text):
        assert read(saved(plain=f"{text}\n\nKind regards\nRuth Ames\nHeadteacher").as_bytes()).words == text

    def test_thanks_inside_a_sentence_are_words(self):
        text = (
            "Thanks to our librarian the girls read.\nOn Monday the boys do not.\nBest practice elsewhere would help."
        )
        assert read(saved(plain=text).as_bytes()).words == text


class TestHostileMails:
    def test_html_alone_is_read_without_its_tags_and_scripts(self):
        made = saved(
            plain=" ", rich="<style>p{}</style><p>Our boys &amp; girls</p><script>alert(1)</script><p>read<br>not</p>"
        )
        assert read(made.as_bytes()).words == "Our boys & girls\nread\nnot"

    @pytest.mark.parametrize(
        ("rich", "words"),
        [
            ("<html><head><title>Mail</title><meta></head><body><p>Our boys</p></body>", "Our boys"),
            ("<head><p>Our boys<p>read", "Our boysread"),
            ("<head><title>Mail<body>Our boys", "Our boys"),
            ("<p>Our <!-- <b>secret</b> --> boys <!-- unended", "Our boys unended"),
            ("<!--[if mso]><xml><o:Dpi>96</o:Dpi></xml><![endif]--><p>Our boys</p>", "Our boys"),
            ("<style><!-- p{} --></style><script>if (a<b) '<p>'</script>Our boys", "Our boys"),
            ("<p>Our boys\nand girls,\r\nall of them<br>\nread</p>", "Our boys and girls, all of them\nread"),
            ("<table><tr><td>Name</td><td>Ruth</td></tr></table>", "Name Ruth"),
            ("5 < 6 &lt;b&gt; &#" + "9" * 5_000 + ";", "5 < 6 &lt;b&gt; &#" + "9" * 5_000 + ";"),
        ],
    )
    def test_of_html_what_a_reader_sees_is_read(self, rich, words):
        assert read(f"Content-Type: text/html\n\n{rich}").words == words

    @pytest.mark.parametrize(
        ("charset", "encoding"),
        [("utf-8", "base64"), ("iso-8859-1", "quoted-printable"), ("cp1252", "8bit"), ("utf-16", "base64")],
    )
    def test_letters_of_any_kind(self, charset, encoding):
        made = EmailMessage()
        made["From"], made["Subject"] = RUTH, "Café"
        made.set_content("Our café readers", charset=charset, cte=encoding)
        found = read(made.as_bytes())
        assert (found.subject, found.words) == ("Café", "Our café readers")

    def test_letters_of_no_kind_are_read_as_well_as_can_be(self):
        raw = b"From: a@b.example\nContent-Type: text/plain; charset=klingon\n\nOur caf\xe9 readers"
        assert read(raw).words == "Our café readers"

    def test_files_that_came_along_are_passed_over(self):
        made = saved()
        made.add_attachment(b"Kyle, born 3 May 2015", maintype="text", subtype="plain", filename="pupils.txt")
        assert read(made.as_bytes()).words == NEED

    @pytest.mark.parametrize(
        "raw",
        [
            b"From: =?utf-8?B?////?= <a@b.example>\nSubject: =?x?Q?\n\nHelp us",
            b"From: <<<@@>>>\nTo: x\n\nHelp us",
            b"From: a@b.example\nFrom: c@d.example\nContent-Type: multipart/mixed; boundary=\n\nHelp us",
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nHelp us\n--x",
            b"\x00\x01\xff\xfe",
            b"Subject: a\r\n bcc: victim@x.example\r\n\r\nHelp us",
        ],
    )
    def test_a_broken_one_raises_nothing_and_puts_no_line_into_the_subject(self, raw):
        found = read(raw)
        assert "\n" not in found.subject + found.sender_name + found.sender_address

    @settings(max_examples=60, deadline=None)
    @given(some.binary(max_size=400), some.text(max_size=200))
    def test_no_bytes_at_all_raise(self, raw, text):
        read(raw)
        read(b"From: " + raw + b"\nContent-Type: text/html\n\n" + text.encode(errors="replace"))

    def test_a_huge_one_is_refused_and_would_not_take_long(self):
        assert [each.sentence for each in an_email_can_be_read(b"a" * 2_000_001)] == [
            "The e-mail is larger than 2 MB. Paste only its words"
        ]
        assert an_email_can_be_read(b" \n") != []
        assert an_email_can_be_read(NEED.encode()) == []
        started = time.process_time()
        for raw in (b"<" * 1_900_000, b"> On a wrote\n" * 150_000, b"From: " + b"a." * 900_000, b"<p " * 600_000):
            assert len(read(raw).words) <= 20_000
            read(b"Content-Type: text/html\n\n" + raw)
        assert time.process_time() - started < 20
