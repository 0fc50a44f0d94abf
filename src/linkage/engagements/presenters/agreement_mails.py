"""The mails about an agreement: each with one purpose and one button."""

from django.urls import reverse

from linkage.engagements.models import Agreement
from linkage.messaging.presenters import Button, Mail

_WHY = "You have this because you sign the agreement, for your school or the programme, or give the days."
_HOW = " You sign in, read it, and type your name. Whoever does not agree with something says so first."


def agreement_offered(found: Agreement) -> Mail:
    """To each party: read it and sign."""
    return Mail(
        subject=f"Read and sign: the agreement on {_title(found)}",
        heading="The agreement is ready to be signed",
        paragraphs=(_between(found), "From now on its text cannot change. Everybody signs the same words."),
        ask="Read it, and sign it if you agree.",
        ask_more=_HOW,
        button=Button("Read and sign", agreement_path(found)),
        signed=_offerer(found),
        why=_WHY,
    )


def amendment_offered(found: Agreement) -> Mail:
    """To each party: what was agreed is to change."""
    changes = (f"What it changes: “{found.change}”",) if found.change else ()
    return Mail(
        subject=f"A change to sign: the agreement on {_title(found)}",
        heading="A new version of the agreement is ready to be signed",
        paragraphs=(_between(found), *changes, "What you have signed before holds until all have signed the new one."),
        ask="Read it, and sign it if you agree.",
        ask_more=_HOW,
        button=Button("Read and sign", agreement_path(found)),
        signed=_offerer(found),
        why=_WHY,
    )


def agreement_reminder(found: Agreement) -> Mail:
    """To who has not signed yet."""
    return Mail(
        subject=f"Still to be signed: the agreement on {_title(found)}",
        heading="The agreement still waits for you",
        paragraphs=(_between(found), "Nothing starts before everybody has signed."),
        ask="Read it, and sign it if you agree.",
        ask_more=_HOW,
        button=Button("Read and sign", agreement_path(found)),
        signed=_offerer(found),
        why=_WHY,
    )


def agreement_signed(found: Agreement) -> Mail:
    """To everybody who signed: it holds, with the text as a paper."""
    return Mail(
        subject=f"Signed by all: the agreement on {_title(found)}",
        heading="Everybody has signed",
        paragraphs=(
            _between(found),
            "The text with all signatures comes with this e-mail. You also find it on the page of the agreement.",
        ),
        button=Button("Open the agreement", agreement_path(found)),
        why=_WHY,
    )


def agreement_values(found: Agreement) -> dict[str, str]:
    """Return what the words of a mail about an agreement may name."""
    engagement = found.engagement
    return {
        "title": engagement.title,
        "client_school": engagement.client_organisation.name,
        "home_school": engagement.home_organisation.name,
        "offered_by": _offerer(found),
    }


def agreement_path(found: Agreement) -> str:
    """Return the address of the agreement's page."""
    return reverse("engagements:agreement", args=[found.engagement.programme.slug, found.engagement_id])


def _title(found: Agreement) -> str:
    return str(found.engagement.title)


def _between(found: Agreement) -> str:
    engagement = found.engagement
    return (
        f"It says what {engagement.client_organisation.name} and {engagement.home_organisation.name} do together, who "
        "does what, and what happens if it ends early."
    )


def _offerer(found: Agreement) -> str:
    return found.offered_by.name if found.offered_by else ""
