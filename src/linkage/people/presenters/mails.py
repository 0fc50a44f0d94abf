"""The words of the mails about people. A first mail says who typed the address, why, what is kept and how to say no."""

from dataclasses import dataclass
from urllib.parse import quote

from linkage.messaging.presenters import Button, Mail
from linkage.people.enums import Role


@dataclass(frozen=True)
class Of:
    """The programme a mail comes from, and who in it stands behind the mail."""

    programme: str
    slug: str
    by: str
    erase_days: int

    def sign_in(self, path: str = "home/") -> str:
        """The way to a page of the programme for somebody who is not signed in."""
        return f"/sign-in/?next={quote(f'/{self.slug}/{path}')}"

    def kept(self, *, is_first: bool) -> str:
        """What is kept about somebody, and for how long: a first message says who typed it, and when it goes."""
        if not is_first:
            return (
                f"We keep your name and this address, to which {self.programme} has written before. "
                "If you say no we erase them at once, unless you take part here in another way."
            )
        return (
            f"We keep your name and this address, as {self.by} typed them, to send you this message. "
            f"If you say no we erase them at once; if you do not answer, after {self.erase_days} days."
        )

    @property
    def about(self) -> str:
        """What the programme is, in a sentence."""
        return f"{self.programme} is where schools ask one another for help, and find the colleague who has done it."


_DOES = {
    Role.HEAD: (
        "As head you nominate colleagues, ask for help, and confirm which of your staff may ask in your school's name."
    ),
    Role.CHAIR: (
        "As chair of governors you stand for the head: where the head is the one nominated or asking, you answer."
    ),
    Role.TRUST_OFFICER: (
        "As the trust's officer you stand for the head: where the head is nominated or asks, you answer."
    ),
}


def role_words(role: str) -> str:
    """Return what a role is called within a sentence: "headteacher"."""
    return str(Role(role).label).lower()


def invitation(of: Of, *, first_name: str, school: str, role: str, token: str, is_first: bool, label: str = "") -> Mail:
    """Ask somebody whether they will act for a school; `label` is what the role is called, if not as usual."""
    label = label or role_words(role)
    return Mail(
        subject=f"{school} in {of.programme}: are you its {label}?",
        heading=f"{first_name}, will you act for {school}?",
        paragraphs=(
            f"{of.by} invites {school} to {of.programme}, and named you as its {label}.",
            of.about,
            _DOES[Role(role)],
        ),
        button=Button("Answer the invitation", f"/{of.slug}/people/invitation/{token}/"),
        closing=(
            (
                "It takes a minute. You see what it means before you say yes, and “This is not for me” is "
                "one of the answers."
            ),
        ),
        signed=of.by,
        why=of.kept(is_first=is_first),
    )


def confirmed_by_hand(of: Of, *, first_name: str, school: str, role: str, label: str = "") -> Mail:
    """Tell somebody that the coordinator confirmed them."""
    label = label or role_words(role)
    return Mail(
        subject=f"You act for {school} in {of.programme}",
        heading=f"{first_name}, you act for {school}",
        paragraphs=(f"{of.by} confirmed you as {label} of {school}.", of.about, _DOES[Role(role)]),
        button=Button("Sign in", of.sign_in()),
        closing=("You sign in with a code we send to this address. There is no password.",),
        signed=of.by,
        why=f"If this is not you, tell {of.by}: we then erase your name and this address.",
    )


def who_settles(school: str, programme: str, *, by_head: bool) -> str:
    """Return the words for who is asked whether somebody works at a school."""
    return f"the head of {school}" if by_head else f"the coordinator of {programme}"


def prove_address(of: Of, *, school: str, settles: str, token: str) -> Mail:
    """Ask whether it was really the holder of the address who joined.

    It carries nothing a visitor typed, and reads the same whether the address was known here or not.
    """
    return Mail(
        subject=f"Did you ask to join {of.programme} for {school}?",
        heading=f"Did you ask to join for {school}?",
        paragraphs=(f"Somebody, we think you, asked to join {of.programme} for {school} with this address.", of.about),
        button=Button("Answer", f"/{of.slug}/people/joining/{token}/"),
        kept=(f"If it was you, we tell {settles}, who confirms that you work there.",),
        why=(
            "If it was not you, say so, or do nothing: nobody is told, and what was typed on our page with this "
            f"address is erased after {of.erase_days} days without an answer."
        ),
    )


def joined_already(of: Of, *, school: str, settles: str, is_confirmed: bool) -> Mail:
    """Tell somebody who joined again that they need not."""
    waits = f"You had joined before, and {settles} has yet to confirm that you work there."
    stands = "You are on its list already." if is_confirmed else waits
    return Mail(
        subject=f"You need not join {of.programme} again",
        heading="You need not join again",
        paragraphs=(f"Somebody, we think you, asked to join {of.programme} for {school}. {stands}",),
        button=Button("Sign in", of.sign_in()),
        why=f"You have this message because you take part in {of.programme}.",
    )


def claimed(of: Of, *, first_name: str, name: str, role: str, school: str, organisation_id: str) -> Mail:
    """Tell the head, or where there is none the coordinators, that somebody says they work at the school."""
    return Mail(
        subject=f"{name} says they work at {school}",
        heading=f"Does {name} work at {school}?",
        paragraphs=(
            (
                f"{first_name}, {name} joined {of.programme} as {role.lower()} of {school} "
                "and proved their e-mail address."
            ),
            (
                "Once confirmed, they may ask for help in the school's name. You are told of everything they ask, "
                "and can stop it."
            ),
        ),
        button=Button(f"See {school}'s people", of.sign_in(f"people/staff/{organisation_id}/")),
        why=f"You have this message because you decide who acts for {school}.",
    )


def claimed_to_speak(of: Of, *, first_name: str, name: str, role: str, school: str, organisation_id: str) -> Mail:
    """Tell the coordinators that somebody says they speak for the school."""
    return Mail(
        subject=f"{name} says they are {role.lower()} of {school}",
        heading=f"Is {name} {role.lower()} of {school}?",
        paragraphs=(
            f"{first_name}, {name} joined {of.programme} as {role.lower()} of {school}. The address is theirs.",
            "Make sure, for example by ringing the school at its own number. Only then may they act in its name.",
        ),
        button=Button("Settle it", of.sign_in(f"people/heads/{organisation_id}/")),
        why=f"You have this message because you coordinate {of.programme}.",
    )


def confirmed(of: Of, *, first_name: str, school: str) -> Mail:
    """Tell somebody that they may act for their school."""
    return Mail(
        subject=f"You can now ask for {school}",
        heading=f"{first_name}, {school} has confirmed you",
        paragraphs=(f"You may now ask for help in the name of {school}, and look for colleagues who can give it.",),
        button=Button("Sign in", of.sign_in()),
        closing=("You sign in with a code we send to this address.",),
        why=f"You have this message because you joined {of.programme} for {school}.",
    )


def deputy(of: Of, *, first_name: str, school: str, head: str, until: str) -> Mail:
    """Tell a deputy what they may do from now on."""
    return Mail(
        subject=f"You stand for {head} at {school}",
        heading=f"{first_name}, you may now do what the head does",
        paragraphs=(
            f"{head} named you to act for {school} in {of.programme}{until}.",
            "You can nominate colleagues, answer for the school and confirm staff. You cannot name further deputies.",
        ),
        button=Button("Sign in", of.sign_in()),
        why=f"You have this message because you are on the list of {school}.",
    )


def given_role(of: Of, *, first_name: str, role: str, until: str, is_first: bool, label: str = "") -> Mail:
    """Tell somebody that they help to run the programme."""
    label = label or role_words(role)
    return Mail(
        subject=f"You are {label} of {of.programme}",
        heading=f"{first_name}, welcome to {of.programme}",
        paragraphs=(f"{of.by} made you {label} of {of.programme}{until}.", of.about),
        button=Button("Sign in", of.sign_in()),
        closing=("You sign in with a code we send to this address. There is no password.",),
        signed=of.by,
        why=f"If this is not for you, tell {of.by}. {of.kept(is_first=is_first)}",
    )


def declined(of: Of, *, first_name: str, school: str, was_erased: bool) -> Mail:
    """Tell who invited that the answer was no, and what became of the name and address."""
    erased = "We have erased their name and address."
    kept = f"Their name and address stay, as they take part in {of.programme} in another way."
    return Mail(
        subject=f"The invitation to {school} was declined",
        heading=f"{first_name}, the answer was no",
        paragraphs=(
            (
                f"The person you invited to act for {school} said that it is not for them. "
                f"{erased if was_erased else kept}"
            ),
            "You can invite somebody else for the school.",
        ),
        button=Button("See who acts for schools", of.sign_in("people/heads/")),
        why=f"You have this message because you sent the invitation for {of.programme}.",
    )


def merged(of: Of, *, first_name: str, email: str) -> Mail:
    """To every address of somebody who was known twice."""
    return Mail(
        subject=f"{of.programme} knows you once now",
        heading="We knew you twice, and now once",
        opening=(f"Dear {first_name},",),
        paragraphs=(
            (
                f"{of.programme} held two records of you. {of.by} has put them together: what you offer, ask and have "
                "promised is in one place."
            ),
            f"From now on you sign in with {email}. If that is wrong, or you are two people, please answer this mail.",
        ),
        button=Button("See what we hold", of.sign_in("people/me/")),
        why=f"You have this e-mail because {of.programme} knew you by this address.",
    )
