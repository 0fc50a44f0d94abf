"""The words of the directory's mails."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from linkage.directory.enums import NominationStatus
from linkage.directory.models import Nomination
from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail
from linkage.people.models import Person

NO_PUPILS = "Please leave out pupils’ names and anything that could identify a child."


def asked(nomination: Nomination, token: str, erased_on: date) -> Mail:
    """The first mail to a colleague: it says who typed their data, why, what was typed, and how to say no."""
    nominator, school = nomination.nominated_by.name, nomination.organisation.name
    programme = nomination.programme.name
    return Mail(
        subject=f"{nominator} would like to name you as somebody who can help other schools",
        heading=f"{nominator} thinks other schools could learn from you",
        opening=(f"Dear {_first_name(nomination)},",),
        paragraphs=(
            (
                f"{programme} puts schools in touch with colleagues elsewhere who have solved the same problem. "
                f"{nominator} at {school} nominated you and wrote:"
            ),
            f"“{nomination.evidence}”",
            (
                "You decide whether to be listed, in which words, how you would help and who may find you. "
                "Nobody contacts you directly before you are introduced."
            ),
        ),
        button=Button("Read it and answer", _answer_path(nomination, token)),
        closing=("It takes about three minutes on a phone. You can say no on the same page, and need not say why.",),
        kept=(
            (
                f"We hold your name, this address, your job title and the words above. {_who_typed(nomination)} "
                f"If you say no or do not answer, we delete them by {words.day(erased_on)}."
            ),
        ),
        why=f"You have this e-mail because {nominator} gave {programme} your work address to ask you this.",
    )


def _who_typed(nomination: Nomination) -> str:
    by, recorder = nomination.nominated_by.name, nomination.recorded_by
    return f"{recorder.name} entered what {by} wrote on a form." if recorder else f"{by} typed them."


def entered(nominations: Sequence[Nomination]) -> str:
    """Return how many were entered: "3 nominations"."""
    return words.count(len(nominations), "nomination")


def recorded(head: Person, nominations: Sequence[Nomination], by: str, number: str) -> Mail:
    """To who nominates: what was entered in their name. `by` is who entered it; nobody in particular when empty."""
    first = nominations[0]
    programme = first.programme.name
    drafts = [each.colleague for each in nominations if each.status == NominationStatus.DRAFT]
    asked = [each.colleague for each in nominations if each.status != NominationStatus.DRAFT]
    said = []
    if asked:
        said.append(
            f"From what you wrote on the form we are asking {words.listing(asked)}. Nobody is listed before they agree."
        )
    if drafts:
        said.append(
            f"{words.listing(drafts)} {'was' if len(drafts) == 1 else 'were'} named for your school by somebody else. "
            "Nobody is asked unless you send the nomination: the drafts wait for you."
        )
    return Mail(
        subject=f"{number} entered in your name",
        heading=f"{number} entered in your name",
        opening=(f"Dear {head.first_name},",),
        paragraphs=(
            f"{by or programme} entered {number} for {first.organisation.name} from a spreadsheet.",
            *said,
            "Is one of them not yours, or no longer right? Open it and withdraw it: a colleague who was asked is told.",
        ),
        button=Button("See what your school gives", _path("staff", first, first.organisation_id)),
        why=f"You have this e-mail because you answer for {first.organisation.name} in {programme}.",
    )


def asked_again(nomination: Nomination, token: str) -> Mail:
    """The coordinator's note on what is missing."""
    return Mail(
        subject="One thing is missing from your entry",
        heading="One thing is missing from your entry",
        opening=(f"Dear {_first_name(nomination)},",),
        paragraphs=(
            "Thank you for saying yes. Before schools can find you, please add this:",
            f"“{nomination.missing}”",
            "This is about the entry only. Nobody judges your work.",
        ),
        button=Button("Add it", _answer_path(nomination, token)),
        why=f"You have this e-mail because you agreed to be listed in {nomination.programme.name}.",
    )


def reminded(nomination: Nomination, token: str) -> Mail:
    """A reminder."""
    nominator = nomination.nominated_by.name
    return Mail(
        subject=f"{nominator} is waiting for your yes or no",
        heading="Would you like to be listed?",
        opening=(f"Dear {_first_name(nomination)},",),
        paragraphs=(f"{nominator} nominated you as somebody who can help other schools. A no is as welcome as a yes.",),
        button=Button("Answer", _answer_path(nomination, token)),
        why=f"You have this e-mail because {nominator} gave {nomination.programme.name} your work address.",
    )


def lapsed(nomination: Nomination) -> Mail:
    """To the head: no answer came."""
    return Mail(
        subject=f"{nomination.colleague} has not answered",
        heading=f"{nomination.colleague} has not answered",
        paragraphs=(
            (
                f"We reminded {_first_name(nomination)} twice and will not write again. "
                "The link in the e-mail still works, so a word in the corridor may be enough."
            ),
        ),
        button=Button("See your nomination", _path("nomination", nomination, nomination.pk)),
        why=_why_head(nomination),
    )


def agreed(nomination: Nomination) -> Mail:
    """To the head: yes."""
    waits = nomination.status == NominationStatus.AWAITING_APPROVAL
    then = (
        "We check that the entry is complete, and then other schools can find it."
        if waits
        else "Other schools can find them now. You are told about every introduction."
    )
    return Mail(
        subject=f"{nomination.colleague} said yes",
        heading=f"{nomination.colleague} said yes",
        paragraphs=(then, "You can stop new requests to your staff at any time."),
        button=Button("See what your school gives", _path("staff", nomination, nomination.organisation_id)),
        why=_why_head(nomination),
    )


def declined(nomination: Nomination) -> Mail:
    """To the head: no."""
    return Mail(
        subject=f"{nomination.colleague} would rather not be listed",
        heading=f"{nomination.colleague} would rather not be listed",
        paragraphs=("We do not ask for reasons, and we delete what you wrote about them.",),
        button=Button("Nominate somebody else", _path("nominate", nomination)),
        why=_why_head(nomination),
    )


def to_check(nomination: Nomination) -> Mail:
    """To a coordinator: an entry to look over."""
    return Mail(
        subject=f"Is {nomination.colleague}’s entry complete?",
        heading=f"Is {nomination.colleague}’s entry complete?",
        paragraphs=("They agreed to be listed. Please check that nothing is missing; nobody judges the person.",),
        button=Button("Check the entry", _path("nomination", nomination, nomination.pk)),
        why=f"You have this e-mail because you coordinate {nomination.programme.name}.",
    )


def listed(nomination: Nomination) -> Mail:
    """To the person: they can be found now."""
    return Mail(
        subject="You are listed",
        heading="Other schools can find you now",
        paragraphs=(
            (
                "Your contact details stay hidden until you are introduced. You can change your words, take a break or "
                "leave at any time."
            ),
        ),
        button=Button("See your entry", _path("own", nomination)),
        why=f"You have this e-mail because you agreed to be listed in {nomination.programme.name}.",
    )


def withdrawn(nomination: Nomination, *, to_nominee: bool) -> Mail:
    """To whoever did not end it: the nomination is over."""
    if to_nominee:
        return Mail(
            subject="You need not answer any more",
            heading="Your nomination was withdrawn",
            paragraphs=(
                (
                    f"{nomination.organisation.name} nominated you to help other schools and has taken that back. "
                    "You need do nothing."
                ),
            ),
            why=f"You have this e-mail because you were nominated in {nomination.programme.name}.",
        )
    return Mail(
        subject=f"{nomination.colleague}’s nomination was withdrawn",
        heading=f"{nomination.colleague}’s nomination was withdrawn",
        paragraphs=("Nobody can find them in the directory. You can nominate somebody else.",),
        button=Button("Nominate somebody else", _path("nominate", nomination)),
        why=_why_head(nomination),
    )


def values_of(nomination: Nomination) -> dict[str, str]:
    """Return what the words of a mail about this nomination may name."""
    return {
        "colleague": nomination.colleague,
        "nominated_by": nomination.nominated_by.name,
        "school": nomination.organisation.name,
    }


def _why_head(nomination: Nomination) -> str:
    return f"You have this e-mail because you nominated {nomination.colleague}."


def _first_name(nomination: Nomination) -> str:
    return nomination.nominee.first_name if nomination.nominee else nomination.name


def _answer_path(nomination: Nomination, token: str) -> str:
    return _path("answer", nomination, token)


def _path(name: str, nomination: Nomination, *args: object) -> str:
    return reverse(f"directory:{name}", args=[nomination.programme.slug, *args])
