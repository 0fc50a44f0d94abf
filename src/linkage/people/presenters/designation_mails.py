"""The words of the mails about designations."""

from django.urls import reverse

from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail
from linkage.people.models import Designation, Person


def noted(designation: Designation, reader: Person, *, by: str) -> Mail:
    """The programme noted it: what it says, and how to put it right."""
    return Mail(
        subject=f"Is it right that {_holds(designation)} “{designation.title.name}”?",
        heading=f"Is it right that {_holds(designation)} “{designation.title.name}”?",
        opening=(f"Dear {reader.first_name},",),
        paragraphs=(
            f"{by} noted this, and other schools see it beside what you offer:",
            line(designation),
            "If something is wrong, change it or say that it has ended.",
        ),
        button=Button("Look at it", _page(designation)),
        kept=("We keep the title, who gave it, its first and last day, and where it can be looked up.",),
        why=_why(designation),
    )


def confirmed(designation: Designation, reader: Person) -> Mail:
    """What they said is confirmed."""
    return Mail(
        subject=f"Schools now see: {designation.title.name}",
        heading="Schools now see it",
        opening=(f"Dear {reader.first_name},",),
        paragraphs=(f"{designation.programme.name} confirmed what you noted:", line(designation)),
        button=Button("Look at it", _page(designation)),
        why=_why(designation),
    )


def ended(designation: Designation, reader: Person, *, by: str, was_claimed: bool) -> Mail:
    """Somebody else says that it is not held."""
    said = "could not confirm this, so schools do not see it:" if was_claimed else "noted that this has ended:"
    return Mail(
        subject=f"{designation.title.name}: {'not confirmed' if was_claimed else 'noted as ended'}",
        heading="We could not confirm it" if was_claimed else "It is noted as ended",
        opening=(f"Dear {reader.first_name},",),
        paragraphs=(
            f"{by} {said}",
            line(designation),
            "If that is wrong, note it anew and say where it can be looked up.",
        ),
        button=Button("Look at it", _page(designation)),
        why=_why(designation),
    )


def ending(designation: Designation, reader: Person, token: str) -> Mail:
    """Sixty days before its last day."""
    return Mail(
        subject=f"Is it renewed? {designation.title.name} ends on {_last_day(designation)}",
        heading="Is it renewed?",
        opening=(f"Dear {reader.first_name},",),
        paragraphs=(
            f"It is noted that {_holds(designation)} “{designation.called}” until {_last_day(designation)}.",
            "One click says until when it is renewed, or that it ends as planned.",
        ),
        button=Button("Answer", _answer(designation, token)),
        closing=("Without an answer schools no longer see it after that day. Nothing else of yours changes.",),
        why=_why(designation),
    )


def ran_out(designation: Designation, reader: Person, token: str) -> Mail:
    """On the day after its last day."""
    return Mail(
        subject=f"Schools no longer see: {designation.title.name}",
        heading="Its last day is over",
        opening=(f"Dear {reader.first_name},",),
        paragraphs=(
            f"{designation.called} ended on {_last_day(designation)}, and nobody has said that it is renewed.",
            "If it is, one click brings it back. If it is not, say so and we do not ask again.",
        ),
        button=Button("Answer", _answer(designation, token)),
        why=_why(designation),
    )


def line(designation: Designation) -> str:
    """A designation in a sentence: what, from whom, since when, until when."""
    until = f", until {words.day(designation.to_on)}" if designation.to_on else ""
    return f"{designation.called}, given by {designation.awarded_by} on {words.day(designation.from_on)}{until}."


def values_of(designation: Designation) -> dict[str, str]:
    """Return what the words of a mail about this designation may name."""
    return {"designation": designation.title.name, "holder": designation.holder_name}


def _holds(designation: Designation) -> str:
    """Who holds it, within a sentence: "you hold", or "Hope High holds"."""
    return "you hold" if designation.person is not None else f"{designation.holder_name} holds"


def _last_day(designation: Designation) -> str:
    return words.day(designation.to_on) if designation.to_on else "no set day"


def _why(designation: Designation) -> str:
    if designation.person is not None:
        return f"You have this e-mail because {designation.programme.name} notes what you hold."
    return f"You have this e-mail because you act for {designation.holder_name}."


def _page(designation: Designation) -> str:
    return reverse("people:designation", args=[designation.programme.slug, designation.pk])


def _answer(designation: Designation, token: str) -> str:
    return reverse("people:answer-designation-by-link", args=[designation.programme.slug, token])
