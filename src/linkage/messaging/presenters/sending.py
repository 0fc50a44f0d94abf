"""Whether our mails are believed: what the domain name system says, and what to ask for."""

from collections.abc import Iterator
from dataclasses import dataclass

from linkage.messaging.gateway import Domain, Found
from linkage.messaging.models import Message

# What the big mail services ask their customers to put into their SPF record, by the end of the relay's name.
SERVICES = {
    "office365.com": "include:spf.protection.outlook.com",
    "outlook.com": "include:spf.protection.outlook.com",
    "gmail.com": "include:_spf.google.com",
    "google.com": "include:_spf.google.com",
    "amazonaws.com": "include:amazonses.com",
    "sendgrid.net": "include:sendgrid.net",
    "mailgun.org": "include:mailgun.org",
    "postmarkapp.com": "include:spf.mtasv.net",
    "brevo.com": "include:spf.brevo.com",
}
UNKNOWN = ("quiet", "We do not know")
NOBODY_ANSWERED = (
    "Nobody answered when we looked. This computer may have no way out to the internet: try again, or ask."
)


@dataclass(frozen=True)
class Check:
    """One thing that decides whether a mail is believed; `record` is what to ask for, at the name `at`."""

    title: str
    status: tuple[str, str]
    words: str
    at: str = ""
    record: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Sending:
    """From whom our mails come and how they go; `relay` is the host of the mail server, empty without one."""

    address: str
    relay: str
    selector: str
    reply_to: str
    last_test: Message | None
    # Whether answers about a record come in here, and not to `reply_to`.
    comes_in: bool = False

    @property
    def domain(self) -> str:
        """The part of the address that is looked up."""
        return self.address.rpartition("@")[2]


def checks(sending: Sending, found: Domain) -> list[Check]:
    """Return what was found about the domain, each with what to ask the people who look after it."""
    return [_spf(sending, found), _dkim(sending, found), _dmarc(sending, found), _mx(sending, found)]


def _spf(sending: Sending, found: Domain) -> Check:
    title, mark = "Who may send (SPF)", "v=spf1"
    wanted = _mechanism(sending.relay)
    records = found.texts.beginning(mark)
    ask = f"{mark} {wanted} ~all"
    if not found.texts.is_known:
        return Check(title, UNKNOWN, NOBODY_ANSWERED, found.name, ask)
    if not records:
        words = f"Nothing says which mail servers may send for {found.name}, so others may take our e-mails for spam."
        return Check(title, ("bad", "Missing"), words, found.name, ask)
    if len(records) > 1:
        words = "There are several of these records. Then none counts: ask to have them put into one."
        return Check(title, ("bad", "More than one"), words, seen=" | ".join(records))
    if wanted in records[0].lower().split():
        words = f"The record names the server that sends our e-mails{f' ({sending.relay})' if sending.relay else ''}."
        return Check(title, ("good", "In order"), words, seen=records[0])
    words = (
        f"There is a record, and it does not name {wanted}. Ask whether our mail server is meant by another part of it."
    )
    return Check(title, ("wait", "Please check"), words, found.name, _added(records[0], wanted), seen=records[0])


def _added(record: str, wanted: str) -> str:
    """The same record with one more server, put where it counts: before what is said of all others."""
    head, *rest = record.split()
    return " ".join([head, wanted, *rest])


def _mechanism(relay: str) -> str:
    named = (mechanism for end, mechanism in SERVICES.items() if relay == end or relay.endswith(f".{end}"))
    return next(named, f"a:{relay}" if relay else "mx")


def _dkim(sending: Sending, found: Domain) -> Check:
    title = "A signature on each e-mail (DKIM)"
    if found.dkim is None:
        words = (
            "Your mail server can sign e-mails, so that nobody changes them on the way. Ask whoever runs it for the "
            "name of its key (the selector), and start Linkage with LINKAGE_DKIM_SELECTOR: then we can look."
        )
        return Check(title, ("quiet", "Not looked at"), words)
    if not found.dkim.is_known:
        return Check(title, UNKNOWN, NOBODY_ANSWERED, found.dkim.name)
    key = next((record for record in found.dkim.records or () if "p=" in record), "")
    if not key:
        words = "The key is not there. Your mail server shows the record: ask to have it added at this name."
        return Check(title, ("bad", "Missing"), words, found.dkim.name)
    if not key.replace(" ", "").partition("p=")[2].partition(";")[0]:
        return Check(title, ("bad", "Taken back"), "The key was taken back: ask for the new one.", seen=key)
    return Check(title, ("good", "In order"), f"The key {sending.selector} is there.", seen=_short(key))


def _dmarc(sending: Sending, found: Domain) -> Check:
    title, mark = "What to do with forgeries (DMARC)", "v=DMARC1"
    ask = f"{mark}; p=none; rua=mailto:{sending.reply_to or sending.address}"
    at = found.dmarc[0].name
    if record := next(_first(found.dmarc, mark), ""):
        policy = record.replace(" ", "").lower().partition(";p=")[2].partition(";")[0]
        said = {"none": "let them through and report", "quarantine": "put them aside", "reject": "turn them away"}
        words = f"Others are asked to {said.get(policy, 'check')} what claims to come from {found.name} and does not."
        return Check(title, ("good", "In order"), words, seen=record)
    if not all(each.is_known for each in found.dmarc):
        return Check(title, UNKNOWN, NOBODY_ANSWERED, at, ask)
    words = "Nothing says what to do with forgeries. The big mail services trust senders less without it."
    return Check(title, ("bad", "Missing"), words, at, ask)


def _first(places: tuple[Found, ...], mark: str) -> Iterator[str]:
    return (record for place in places for record in place.beginning(mark))


def _mx(sending: Sending, found: Domain) -> Check:
    title = "Where returned e-mails go (MX)"
    if not found.mx.is_known:
        return Check(title, UNKNOWN, NOBODY_ANSWERED)
    hosts = [host for host in found.mx.records or () if host]
    if hosts:
        return Check(title, ("good", "In order"), f"E-mails to {sending.address} are taken.", seen=", ".join(hosts))
    words = f"Nobody takes e-mails for {found.name}, so nothing that comes back to {sending.address} is ever seen."
    return Check(title, ("wait", "Please check"), words)


def _short(record: str) -> str:
    return record if len(record) <= 80 else f"{record[:77]}…"  # noqa: PLR2004 - what fits one line
