"""The kinds of mails there are, and how a programme's own words take the place of ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from linkage.messaging import rules
from linkage.messaging.presenters.mails import Button, Mail

# What every mail can name, with an example: whoever it goes to, and the programme it comes from.
COMMON: Mapping[str, str] = {"first_name": "Priya", "programme": "Ribble Linkage"}
PARTS = ("subject", "opening", "closing")


@dataclass(frozen=True)
class Words:
    """What a programme may say in its own words in a mail of one kind; what is empty is said in ours."""

    subject: str = ""
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of mail: what it is, when it goes and to whom, in words.

    `names` are what its words may name beside COMMON ("school"), each with an invented example; whoever sends the mail
    gives their values. `write` makes the mail from values for all of them. The words of one `for_its_readers` are shown
    to nobody else, not to whoever sees to it that it arrives.
    """

    name: str
    title: str
    when: str
    to: str
    write: Callable[[Mapping[str, str]], Mail]
    names: Mapping[str, str] = field(default_factory=dict)
    for_its_readers: bool = False

    @property
    def app(self) -> str:
        """The app it comes from."""
        return self.name.partition(".")[0]

    @property
    def known(self) -> tuple[str, ...]:
        """Everything that its words may name."""
        return (*COMMON, *self.names)


# Filled in `config/wiring.py`, in the order in which they are listed for people.
registered: list[Kind] = []


def kind_called(name: str) -> Kind | None:
    """Return the kind of mail with this name, or None for one that no programme may reword."""
    return next((kind for kind in registered if kind.name == name), None)


def ours(kind: Kind) -> Words:
    """Return our own words for a kind of mail, with the names in curly brackets."""
    mail = kind.write({name: f"{{{name}}}" for name in kind.known})
    return Words(mail.subject, "\n\n".join(mail.opening), "\n\n".join(mail.closing))


def worded(mail: Mail, words: Words, values: Mapping[str, str]) -> Mail:
    """Return the mail with these words in the place of ours, the names in them filled in with `values`.

    Words that name something we cannot fill in are left out, and ours stand: a mail never shows a curly bracket.
    """

    def said(part: str) -> str:
        text = "" if part in mail.by_hand else str(getattr(words, part))
        return "" if rules.unknown_names(text, values) else rules.filled(text, values)

    return replace(
        mail,
        subject=said("subject") or mail.subject,
        opening=_paragraphs(said("opening")) or mail.opening,
        closing=_paragraphs(said("closing")) or mail.closing,
    )


def example(kind: Kind, words: Words, *, programme: str, path: str) -> Mail:
    """Return a mail of this kind with invented people, in these words; each button leads to `path`."""
    values = {**COMMON, **kind.names, "programme": programme}
    mail = worded(kind.write(values), words, values)
    return replace(
        mail,
        button=replace(mail.button, path=path) if mail.button else None,
        items=tuple(replace(item, button=replace(item.button, path=path)) for item in mail.items),
        links=tuple(Button(link.text, path) for link in mail.links),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """A blank line parts two paragraphs; a single line break stays one."""
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return tuple(block.strip("\n") for block in blocks if block.strip())
