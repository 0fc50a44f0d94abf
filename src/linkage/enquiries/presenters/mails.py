"""The mails of an enquiry: one purpose each."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import reverse

from linkage.enquiries.enums import EnquiryKind
from linkage.enquiries.models import Enquiry
from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail
from linkage.people.models import Person

ABOUT = {
    EnquiryKind.INTEREST: "that you would like to help other schools",
    EnquiryKind.QUESTION: "with a question",
    EnquiryKind.SCHOOL: "that your school would like to take part",
    EnquiryKind.PARTNER: "that your organisation offers help",
}
ARRIVED = {
    EnquiryKind.INTEREST: "{} would like to help other schools",
    EnquiryKind.QUESTION: "{} has a question for you",
    EnquiryKind.SCHOOL: "{} would like their school to take part",
    EnquiryKind.PARTNER: "{} offers the help of their organisation",
}


@dataclass(frozen=True)
class Letter:
    """What a mail about an enquiry has to know."""

    programme: str
    slug: str
    enquiry: Enquiry
    owner: str
    answer_by: date
    head_by: date
    erase_days: int

    @property
    def sender(self) -> str:
        """Who wrote."""
        return self.enquiry.sender_name

    @property
    def first_name(self) -> str:
        """What to call the sender in a sentence."""
        return self.enquiry.sender.first_name if self.enquiry.sender else ""

    @property
    def who(self) -> str:
        """Who looks after it, or the programme while nobody does."""
        return self.owner or self.programme

    @property
    def about(self) -> str:
        """What they wrote, in half a sentence: "that you would like to help other schools"."""
        return ABOUT[self.enquiry.what]

    @property
    def news(self) -> str:
        """What has come, as a sentence: "Rosa Lind has a question for you"."""
        return ARRIVED[self.enquiry.what].format(self.sender)

    @property
    def why(self) -> str:
        """Why the sender has this mail."""
        return f"You have this message because you wrote to {self.programme}."

    @property
    def record(self) -> str:
        """The way to the enquiry for whoever deals with it."""
        path = reverse("enquiries:enquiry", args=[self.slug, self.enquiry.pk])
        return f"/sign-in/?next={quote(path)}"

    def path(self, name: str, token: str) -> str:
        """The address of one of our pages that takes a signed word."""
        return reverse(f"enquiries:{name}", args=[self.slug, token])


def values_of(of: Letter) -> dict[str, str]:
    """Return what the words of a mail about this enquiry may name."""
    return {"sender": of.sender, "place": of.enquiry.place, "looks_after_it": of.who, "news": of.news}


def was_it_you(of: Letter, *, token: str) -> Mail:
    """Ask whether it was really the holder of the address who wrote; nothing a visitor typed stands in it."""
    return Mail(
        subject=f"Did you write to {of.programme}?",
        heading=f"Did you write to {of.programme}?",
        paragraphs=(
            f"Somebody, we think you, wrote to us with this address {of.about}.",
            "Until you say that it was you, nobody reads it.",
        ),
        button=Button("Read it and answer", of.path("confirm", token)),
        closing=("If it was you, one more button sends it to us.",),
        why=(
            "If it was not you, say so, or do nothing: nobody is told, and what was typed on our page with this "
            f"address is erased after {of.erase_days} days without an answer."
        ),
    )


def had_already(of: Letter) -> Mail:
    """Tell somebody who sent the same again that we have it."""
    return Mail(
        subject="We have this from you already",
        heading=f"{of.first_name}, we have this already",
        paragraphs=(
            f"Somebody, we think you, wrote to us again {of.about}, in the same words. {of.who} has it.",
            f"You hear from us by {words.day(of.answer_by)}.",
        ),
        why=of.why,
    )


def arrived(of: Letter, reader: Person) -> Mail:
    """Tell who should look after it that something has come."""
    place = f", {of.enquiry.place}" if of.enquiry.place else ""
    return Mail(
        subject=of.news,
        heading=f"{reader.first_name}, {of.news}",
        paragraphs=(
            f"{of.sender}{place}, wrote to {of.programme} and showed that the address is theirs.",
            *((f"\u201c{of.enquiry.words}\u201d",) if of.enquiry.words else ()),
            f"They were promised an answer by {words.day(of.answer_by)}.",
        ),
        button=Button("See it", of.record),
        why=f"You have this message because you look after enquiries of {of.programme}.",
    )


def taken(of: Letter) -> Mail:
    """Tell the sender who has it and by when they hear more."""
    return Mail(
        subject=f"{of.who} has what you wrote to {of.programme}",
        heading=f"{of.first_name}, {of.who} looks after it",
        paragraphs=(
            f"You wrote to us {of.about}. {of.who} has read it.",
            f"You hear more by {words.day(of.answer_by)}.",
        ),
        why=of.why,
    )


def answered(of: Letter, said: str, token: str) -> Mail:
    """The answer, as it was written."""
    return Mail(
        subject=f"Our answer to what you wrote to {of.programme}",
        heading=f"{of.first_name}, here is our answer",
        paragraphs=tuple(line for line in said.splitlines() if line.strip()),
        button=Button("Write back", of.path("write-back", token)),
        signed=of.who,
        why=of.why,
    )


def written_back(of: Letter, said: str) -> Mail:
    """Tell who looks after it what the sender wrote."""
    return Mail(
        subject=f"{of.sender} wrote back",
        heading=f"{of.sender} wrote back",
        paragraphs=tuple(line for line in said.splitlines() if line.strip()),
        button=Button("See it", of.record),
        why=f"You have this message because you look after this enquiry of {of.programme}.",
    )


def to_head(of: Letter, head: Person, token: str) -> Mail:
    """Ask the head whether they nominate a colleague who offered themselves."""
    job = f", {of.enquiry.job_title}" if of.enquiry.job_title else ""
    return Mail(
        subject=f"{of.sender} would like to help other schools",
        heading=f"{head.first_name}, would you nominate {of.sender}?",
        paragraphs=(
            f"{of.sender}{job}, who says that they work at {of.enquiry.place}, wrote to {of.programme}:",
            f"\u201c{of.enquiry.words}\u201d",
            "Only you can nominate them. We judge nobody: it is your word that other schools rely on.",
        ),
        button=Button("Answer", of.path("passed-on-by-link", token)),
        closing=(
            "\u201cNominate them\u201d begins a nomination with what they wrote. \u201cNot now\u201d is an answer too.",
        ),
        kept=(f"If there is no answer by {words.day(of.head_by)}, we speak to you or to them.",),
        signed=of.who,
        why=f"You have this message because you act for {of.enquiry.place} in {of.programme}.",
    )


def passed_on(of: Letter) -> Mail:
    """Tell the sender that their head was asked."""
    return Mail(
        subject="We have asked your headteacher",
        heading=f"{of.first_name}, your headteacher has it now",
        paragraphs=(
            (
                f"You wrote to {of.programme} that you would like to help other schools. Your headteacher nominates "
                "colleagues, so we passed on to them what you wrote."
            ),
            "If they nominate you, you get an e-mail and say yes or no in your own words.",
            f"We wait for them until {words.day(of.head_by)}.",
        ),
        signed=of.who,
        why=of.why,
    )


def not_now(of: Letter) -> Mail:
    """Tell the sender that it is not the time."""
    return Mail(
        subject="Your headteacher says: not now",
        heading=f"{of.first_name}, not just now",
        paragraphs=(
            "Your headteacher has read what you wrote and says that this is not the time. They gave no reason to us.",
            "You can talk to them about it, and write to us again whenever you like.",
        ),
        signed=of.who,
        why=of.why,
    )


def takes_part(of: Letter) -> Mail:
    """Tell the sender that their school is in."""
    return Mail(
        subject=f"{of.enquiry.place} takes part in {of.programme}",
        heading=f"{of.first_name}, your school takes part",
        paragraphs=(
            f"{of.enquiry.place} takes part in {of.programme} from today.",
            "We now make sure who its headteacher is. After that they nominate colleagues and confirm who may ask.",
            "You can join for your school at once, and look for somebody who can help.",
        ),
        button=Button("Join for your school", f"/{of.slug}/people/join/"),
        signed=of.who,
        why=of.why,
    )


def closed(of: Letter) -> Mail:
    """Tell the sender why nothing more happens."""
    return Mail(
        subject=f"What became of what you wrote to {of.programme}",
        heading=f"{of.first_name}, we have closed this",
        paragraphs=(f"You wrote to us {of.about}.", f"\u201c{of.enquiry.closing_reason}\u201d"),
        closing=("You can write to us again whenever you like.",),
        signed=of.who,
        why=of.why,
    )
