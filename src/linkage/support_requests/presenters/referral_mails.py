"""The mails of a referral: one purpose each, and to whoever refers never a word of the school's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from linkage.kernel import words
from linkage.messaging.presenters import Button, Kind, Mail


@dataclass(frozen=True)
class Told:
    """What a mail about a referral has to know."""

    programme: str
    slug: str
    school: str
    referred_by: str
    team: str
    contact: str
    words: str
    answer_by: date
    erase_days: int


def values_of(told: Told) -> dict[str, str]:
    """Return what the words of a mail about a referral may name."""
    return {"school": told.school, "referred_by": told.referred_by, "team": told.team, "contact": told.contact}


def was_it_you(told: Told, *, path: str) -> Mail:
    """Ask whether it was really the holder of the address who refers; nothing a visitor typed stands in it."""
    return Mail(
        subject=f"Did you refer a school to {told.programme}?",
        heading=f"Did you refer a school to {told.programme}?",
        paragraphs=(
            "Somebody, we think you, told us with this address that a school would like help.",
            "Until you say that it was you, nobody reads it, and the school is not written to.",
        ),
        button=Button("Read it and answer", path),
        why=(
            "If it was not you, say so, or do nothing: nobody is told, and what was typed with this address is erased "
            f"after {told.erase_days} days."
        ),
    )


def asked(told: Told, *, path: str) -> Mail:
    """To the school's contact: who wrote what, and that nothing happens without them."""
    return Mail(
        subject=f"{told.referred_by} would like us to help {told.school}",
        heading=f"May we help {told.school}?",
        paragraphs=(
            f"{told.referred_by} ({told.team}) says that your school knows and agrees, and wrote: “{told.words}”",
            (
                f"Help comes from another school, or from something we can point you to. {told.referred_by} hears what "
                "came of it in one sentence, and nothing else."
            ),
        ),
        ask=f"Please say yes or no by {words.day(told.answer_by)}.",
        ask_more=" You can change the words first. Until you agree nobody here reads it.",
        button=Button("Read it and answer", path),
        why=_why_contact(told),
    )


def reminder(told: Told, *, path: str) -> Mail:
    """To the school's contact, after three and seven working days."""
    return Mail(
        subject=f"A reminder: may we help {told.school}?",
        heading=f"May we help {told.school}?",
        paragraphs=(
            f"{told.referred_by} ({told.team}) wrote to us about your school, and we have no answer from you yet.",
        ),
        ask=f"Please say yes or no by {words.day(told.answer_by)}.",
        ask_more=" After that we take it as a no, and erase it.",
        button=Button("Read it and answer", path),
        why=_why_contact(told),
    )


def receipt(told: Told) -> Mail:
    """To whoever refers: the school has been asked."""
    return Mail(
        subject=f"Thank you: we have asked {told.school}",
        heading=f"We have asked {told.school}",
        paragraphs=(
            f"{told.contact} can agree, change the words, or say no, until {words.day(told.answer_by)}.",
            (
                "You hear from us once more: what came of it, in one sentence. What the school says, and who helps, "
                "stays with the school."
            ),
        ),
        button=_mine(told),
        why=f"You have this message because you referred {told.school} to {told.programme}.",
    )


def outcome(told: Told, *, sentence: str) -> Mail:
    """To whoever refers: what came of it, in one sentence."""
    return Mail(
        subject=f"What came of it: {told.school}",
        heading=f"You referred {told.school}",
        paragraphs=(f"{sentence}.", "Thank you for thinking of them. Nothing more is needed from you."),
        button=_mine(told),
        why=f"You have this message because you referred {told.school} to {told.programme}.",
    )


def _mine(told: Told) -> Button:
    return Button("See what you referred", reverse("referrals:referrals", args=[told.slug]))


def _why_contact(told: Told) -> str:
    return (
        f"You have this message because {told.referred_by} named you. We keep your name and work e-mail address; "
        f"without an answer both are erased after {told.erase_days} days."
    )


def _example(values: Mapping[str, str]) -> Told:
    return Told(
        programme=values["programme"],
        slug="programme",
        school=values["school"],
        referred_by=values["referred_by"],
        team=values["team"],
        contact=values["contact"],
        words="Two new teachers in Reception would like to see how others begin the year.",
        answer_by=date(2026, 11, 17),
        erase_days=30,
    )


def _kind(name: str, title: str, when: str, to: str, write: Callable[[Told], Mail]) -> Kind:
    is_named = name != "refer_confirm"
    names = _NAMES if is_named else {}
    return Kind(
        f"support_requests.{name}",
        title,
        when,
        to,
        lambda values: write(_example({**_NAMES, **values})),
        names=names,
    )


_NAMES = {
    "school": "Thistlebank School",
    "referred_by": "Rosa Lind",
    "team": "Early years team",
    "contact": "Grace Okafor",
}
KINDS = (
    _kind(
        "refer_confirm",
        "Did you refer a school?",
        "When somebody you do not know refers a school",
        "The address they gave",
        lambda told: was_it_you(told, path="/"),
    ),
    _kind(
        "refer_asked",
        "May we help your school?",
        "When a school is referred",
        "The person of the school who is named",
        lambda told: asked(told, path="/"),
    ),
    _kind(
        "refer_reminder",
        "A reminder to a school that was referred",
        "When it has not answered",
        "The person of the school who is named",
        lambda told: reminder(told, path="/"),
    ),
    _kind("refer_receipt", "We have asked the school", "When a school is referred", "Whoever refers it", receipt),
    _kind(
        "refer_outcome",
        "What came of a referral",
        "When a school that was referred is helped, or nothing comes of it",
        "Whoever refers it",
        lambda told: outcome(told, sentence="The school was helped by a link with another school"),
    ),
)
