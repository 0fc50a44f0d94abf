"""What came in by e-mail: likely requests, answers that found their place, and what is held back or automatic."""

from collections import defaultdict
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings
from django.db.models import QuerySet

from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import Plan
from linkage.messaging import operations, rules
from linkage.messaging.enums import MessageStatus
from linkage.messaging.models import InboundMail, Message
from linkage.support_requests import operations as requests

# The demo's own mail server; what it found out about a sender counts.
SERVER = "mx.linkage.example"
NEED = (
    "Good morning,\n\nWe have two new early career teachers in maths and nobody here has mentored in maths before. "
    "Could somebody show us how they plan the first half-term with theirs?\n\nKind regards\nMoira Tindall"
)
ABSENCE = (
    "Hello,\n\nOur attendance on Fridays is falling again. We would like to hear from a school that has turned this "
    "round, best by a call first.\n\nThank you\nOwain Pryce"
)
ANSWERS = ("Tuesdays after school would suit us best.", "One more thing: two of us would come.", "And a third thing.")
PAY = "Your mailbox is nearly full. Sign in here to keep your e-mails: http://mailbox.evil.example/"
SELL = "We offer reading software to schools. May I call you this week?"
AWAY = "I am away until Monday and will read your e-mail then."
PLAN = b"Week 1: meet. Week 2: observe. Week 3: plan together."


def tell(stage: Stage, plan: Plan) -> None:
    """Hand one letter after another to the mailbox; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    box = _Box(stage)
    schools = [school for school in stage.schools.values() if school.website][:2]
    moira = f"Moira Tindall <{stage.email('Moira Tindall', schools[0])}>"
    owain = f"Owain Pryce <{stage.email('Owain Pryce', schools[1])}>"
    began = box.takes(_letter(moira, "Mentoring in maths", NEED))
    box.takes(_letter(owain, "Attendance on Fridays", ABSENCE, file=PLAN))
    box.takes(_letter(moira, "", "> What you wrote\n"))
    box.takes(_letter(owain, "Your mailbox", PAY), proof="fail")
    box.takes(_letter(owain, "A question", ABSENCE), proof="")
    advert = box.takes(_letter("Sam Seller <sam@seller.example>", "Reading software", SELL))
    box.takes(_letter("Una Known <una@elsewhere.example>", "Help", "May our school take part?"))
    box.takes(_letter(f"Linkage <{settings.MAIL_FROM}>", "Ours", "Ours"))
    _answers(stage, box, owain)
    if advert:
        operations.throw_away(actor=stage.coordinator, at=stage.now, mail=advert)
    if began:
        _begin(stage, began)
    operations.keep_in_mailbox(actor=stage.job("outbox"), at=stage.now)


class _Box:
    """The mailbox, to which letters come some minutes apart on the last school day."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.number = stage, 0
        self.first_at = stage.diary.ago(1)

    def takes(self, letter: EmailMessage, *, proof: str = "pass") -> InboundMail | None:
        """Keep a letter as it comes from the mail server, which found this out about its sender."""
        self.number += 1
        at = self.first_at + timedelta(minutes=2 * self.number)
        letter["Message-ID"] = f"<{self.number}@letters.example>"
        letter["Date"] = format_datetime(at)
        domain = str(letter["From"]).rpartition("@")[2].strip("<> ")
        head = f"Authentication-Results: {SERVER}; dmarc={proof} header.from={domain}\n" if proof else ""
        incoming = rules.incoming(head.encode() + letter.as_bytes(), trusts=SERVER)
        return operations.receive(actor=self.stage.job("mailbox"), at=at, incoming=incoming)


def _letter(sender: str, subject: str, text: str, *, file: bytes = b"", **headers: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = sender
    letter["Subject"] = subject
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    if file:
        letter.add_attachment(file, maintype="text", subtype="plain", filename="what-we-tried.txt")
    return letter


def _answers(stage: Stage, box: _Box, other: str) -> None:
    """Somebody answers three mails about one request, and one of them again; others answer too, or cannot."""
    mails = _about_one_request(stage)
    reader = mails[0].recipients[0]
    sender = f"{reader['name']} <{reader['email']}>"
    for mail, text in zip(mails, ANSWERS, strict=False):
        box.takes(_letter(sender, f"Re: {mail.subject}", text, In_Reply_To=mail.message_id))
    first = mails[0]
    box.takes(_letter(sender, f"Re: {first.subject}", "Did you get this?", In_Reply_To=first.message_id))
    box.takes(_letter(other, f"Re: {first.subject}", "I had this from a colleague.", In_Reply_To=first.message_id))
    box.takes(_letter(sender, "Away", AWAY, In_Reply_To=mails[1].message_id, Auto_Submitted="auto-replied"))
    late = _letter("MAILER-DAEMON@relay.example", "Delayed", "We will try again.")
    late.replace_header("Content-Type", 'multipart/report; report-type=delivery-status; boundary="none"')
    box.takes(late)
    introduction = _sent().filter(template="links.introduction").first()
    if introduction:
        helper = introduction.recipients[-1]
        words = _letter(
            f"{helper['name']} <{helper['email']}>", "Re: us", "Shall we talk on Thursday?",
            In_Reply_To=introduction.message_id,
        )  # fmt: skip
        box.takes(words)


def _about_one_request(stage: Stage) -> list[Message]:
    """Three mails to one reader alone about the newest request that has as many."""
    found: dict[tuple[object, str], list[Message]] = defaultdict(list)
    for mail in _sent().filter(about_type="support_requests.supportrequest"):
        ours = mail.recipients[0]["email"].endswith(stage.programme.contact_email.rpartition("@")[2])
        if len(mail.recipients) == 1 and not ours:
            found[mail.about_id, mail.recipients[0]["email"]].append(mail)
    return next(mails[:3] for mails in found.values() if len(mails) >= len(ANSWERS))


def _sent() -> QuerySet[Message]:
    return Message.objects.filter(status=MessageStatus.SENT).order_by("-created_at", "pk")


def _begin(stage: Stage, mail: InboundMail) -> None:
    """The coordinator presses "Check the draft", and has yet to send it."""
    requests.begin_from_email(
        actor=stage.coordinator,
        at=stage.now,
        words=rules.request_words(rules.ReadEmail(mail.writer_name, mail.writer_email, mail.subject, mail.text)),
        name=mail.writer_name,
        email=mail.writer_email,
        organisation=None,
        areas=(),
        mail=mail,
    )
