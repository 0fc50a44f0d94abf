"""How a mail is drawn: one template for the eye, and the same words as plain text."""

import re
from dataclasses import dataclass
from textwrap import fill
from urllib.parse import urljoin

from django.conf import settings
from django.template import loader

from linkage.messaging.models import Message
from linkage.messaging.presenters.kinds import kind_called
from linkage.messaging.presenters.mails import Button, Item, Mail

COLOUR = "#0b5d66"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
TEXT_WIDTH = 78


@dataclass(frozen=True)
class Sender:
    """In whose name a mail goes out: a programme, or the installation itself."""

    name: str = "Linkage"
    tagline: str = "School-to-school support"
    colour: str = COLOUR
    reply_to: str = ""


@dataclass(frozen=True)
class Drawn:
    """Both parts of a mail."""

    text: str
    html: str


def address(path: str) -> str:
    """Return the full address of a path of ours: from the settings, never from what a request claims to be."""
    return urljoin(base_url() + "/", path.lstrip("/"))


def base_url() -> str:
    """Return where this installation is found, without the last slash."""
    return (settings.BASE_URL or "http://localhost:8000").rstrip("/")


def framed(html: str) -> str:
    """Return the HTML of a mail for a frame of our page: its links open outside of the frame."""
    return html.replace("<head>", '<head>\n  <base target="_top">', 1)


def without_links(text: str) -> str:
    """Return the words of a mail for others than its readers: an address of ours may be a reader's own key.

    A signed token, known by its "~", is left out of any address, as this installation may have had another name.
    """
    ours = rf"{re.escape(base_url())}(?:[/?#]\S*)?"
    return re.sub(rf"{ours}|https?://\S*~\S*", "[their link]", text, flags=re.IGNORECASE)


def words_for_others(message: Message) -> str:
    """Return the words of a mail for whoever sees to it that it arrives; none where they are for its readers alone."""
    kind = kind_called(message.template)
    return "" if kind is not None and kind.for_its_readers else without_links(message.text)


def draw(mail: Mail, sender: Sender) -> Drawn:
    """Return the mail as plain text and as HTML, both complete."""
    colour = sender.colour if _COLOUR.fullmatch(sender.colour) else COLOUR
    context = {"mail": mail, "sender": sender, "colour": colour, "address": address}
    return Drawn(text=_text(mail, sender), html=loader.render_to_string("messaging/mail.html", context))


def _text(mail: Mail, sender: Sender) -> str:
    said = (*mail.opening, *mail.paragraphs)
    blocks = [sender.name, _underlined(mail.heading), *(_wrapped(words) for words in said)]
    blocks += [_item(number, item) for number, item in enumerate(mail.items, 1)]
    blocks += [f"    {mail.code}"] if mail.code else []
    blocks += ["\n".join(line for line in (end.name, end.role, end.contact) if line) for end in mail.ends]
    blocks += [_wrapped(f"{mail.ask}{mail.ask_more}")] if mail.ask else []
    blocks += [_link(mail.button)] if mail.button else []
    blocks += [_wrapped(words) for words in (*mail.closing, *mail.kept)]
    blocks += [f"{mail.signed}\n{sender.name}"] if mail.signed else []
    foot = [_wrapped(mail.why)] if mail.why else []
    foot += [_link(link) for link in mail.links]
    blocks += ["-" * 40, *foot] if foot else []
    return "\n\n".join(block for block in blocks if block) + "\n"


def _item(number: int, item: Item) -> str:
    told = (f"{number}. {item.title}", item.note, item.text)
    return "\n".join([*(_wrapped(words) for words in told if words), _link(item.button)])


def _wrapped(words: str) -> str:
    return "\n".join(
        fill(line, TEXT_WIDTH, break_long_words=False, break_on_hyphens=False) for line in words.splitlines()
    )


def _underlined(heading: str) -> str:
    words = " ".join(heading.split())
    return f"{words}\n{'=' * min(len(words), TEXT_WIDTH)}"


def _link(button: Button) -> str:
    return f"{button.text}:\n{address(button.path)}"
