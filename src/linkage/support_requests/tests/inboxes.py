"""Mails in a programme's mailbox, and the coordinator who looks through them."""

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging.models import InboundFile, InboundMail
from linkage.messaging.tests.mails import AT
from linkage.people.tests.factories import coordinator

RUTH = "r.ames@hollybank.example"
NEED = "Our Year 9 boys don't read.\nWhat worked for you?"


def signed_in(ribble, client):
    """The browser of the programme's coordinator."""
    with acting_in(ribble.id):
        made = coordinator(ribble)
        made.account = account()
        made.save()
    client.force_login(made.account)
    return client


def came(ribble, **given):
    with acting_in(ribble.id):
        usual = {
            "status": "new",
            "proof": "proven",
            "from_email": RUTH,
            "writer_email": RUTH,
            "writer_name": "Ruth Ames",
        }
        usual |= {"subject": "Help with reading", "text": NEED, "place": "Hollybank School", "received_at": AT}
        number = InboundMail.objects.count()
        return InboundMail.objects.create(programme=ribble, **{**usual, "fingerprint": f"{number}", **given})


def attached(ribble, mail, content=b"<script>alert(1)</script>", name="plan.html", **given):
    with acting_in(ribble.id):
        return InboundFile.objects.create(
            programme=ribble, mail=mail, name=name, content_type="text/plain", size=len(content), content=content,
            is_kept=bool(content), **given,
        )  # fmt: skip


def at(path=""):
    return f"/ribble/mail/in/{path}"


def read_again(ribble, record):
    with acting_in(ribble.id):
        return type(record).objects.filter(pk=record.pk).first()
