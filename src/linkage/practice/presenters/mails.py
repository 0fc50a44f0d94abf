"""The words of the mails about what schools do well."""

from django.urls import reverse

from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.practice.models import Practice

SHORT = 300


def asked(practice: Practice, school: Organisation, head: Person) -> Mail:
    """To a head: may others see it?"""
    other = [each.name for each in practice.schools if each.pk != school.pk]
    together = f" It is about what your school did together with {other[0]}." if other else ""
    return Mail(
        subject=f"May other schools see “{practice.title}”?",
        heading=f"May other schools see “{practice.title}”?",
        opening=(f"Dear {head.first_name},",),
        paragraphs=(
            f"{practice.written_by.name} wrote it for {practice.organisation.name}.{together}",
            f"“{words.shortened(' '.join(practice.what.split()), SHORT)}”",
            "Nobody else sees it before you say yes, and you can take your yes back on any day.",
        ),
        button=Button("Read it and answer", practice.path),
        why=f"You have this e-mail because you act for {school.name}.",
    )


def shown_by(practice: Practice, owner: Person) -> Mail:
    """To whoever shows it: what that means."""
    return Mail(
        subject=f"You show other schools “{practice.title}”",
        heading=f"You show other schools “{practice.title}”",
        opening=(f"Dear {owner.first_name},",),
        paragraphs=(
            (
                f"{practice.organisation.name} shares it in {practice.programme.name}, and named you as the one who "
                "shows it. When a school asks to see it, you are introduced. Until then nobody sees your address."
            ),
            "If that is not right, change it on its page.",
        ),
        button=Button("See it", practice.path),
        why=f"You have this e-mail because {practice.organisation.name} named you.",
    )


def shared(practice: Practice) -> Mail:
    """To whoever wrote it: others find it now."""
    return Mail(
        subject=f"Other schools find “{practice.title}” now",
        heading=f"Other schools find “{practice.title}” now",
        opening=(f"Dear {practice.written_by.first_name},",),
        paragraphs=("Everybody who had to agree has said yes.",),
        button=Button("See it", practice.path),
        why="You have this e-mail because you wrote it.",
    )


def sent_back(practice: Practice, *, by: str) -> Mail:
    """To whoever wrote it: what has to change first."""
    return Mail(
        subject=f"Something to change in “{practice.title}”",
        heading="Something to change first",
        opening=(f"Dear {practice.written_by.first_name},",),
        paragraphs=(f"{by} read it and writes:", f"“{practice.missing}”"),
        button=Button("Change it", _path("change", practice)),
        why="You have this e-mail because you wrote it.",
    )


def taken_back(practice: Practice) -> Mail:
    """A school took its yes back."""
    return Mail(
        subject=f"Other schools no longer find “{practice.title}”",
        heading=f"Other schools no longer find “{practice.title}”",
        paragraphs=("A school it speaks of has taken its yes back. Nothing is deleted.",),
        button=Button("See it", practice.path),
        why="You have this e-mail because it is about your school.",
    )


def still_right(practice: Practice, token: str) -> Mail:
    """On the day that was set, and twice more where no answer came."""
    name = practice.owner.first_name if practice.owner else ""
    return Mail(
        subject=f"Is “{practice.title}” still right?",
        heading="One click: is it still right?",
        opening=(f"Dear {name},",),
        paragraphs=(
            f"{practice.programme.name} shows other schools what {practice.organisation.name} does well:",
            f"“{words.shortened(' '.join(practice.what.split()), SHORT)}”",
            "If it is still right, one button says so, and we ask again in a year.",
        ),
        button=Button("Look and answer", _path("right", practice, token)),
        closing=(
            "Without an answer we remind you twice, and then schools no longer find it. One click brings it back.",
        ),
        why="You have this e-mail because you show it to other schools.",
    )


def lapsed(practice: Practice, token: str) -> Mail:
    """Nobody said that it is still right: how to bring it back."""
    name = practice.owner.first_name if practice.owner else ""
    return Mail(
        subject=f"Schools no longer find “{practice.title}”",
        heading="Schools no longer find it",
        opening=(f"Dear {name},",),
        paragraphs=(
            "We asked whether it is still right and had no answer. Nothing is deleted.",
            "If it is right, one button brings it back. It works whenever you like.",
        ),
        button=Button("Bring it back", _path("right", practice, token)),
        why="You have this e-mail because you show it to other schools.",
    )


def lapsed_to_head(practice: Practice) -> Mail:
    """To the head: nobody has said that it is still right."""
    name = practice.owner.first_name if practice.owner else "somebody"
    return Mail(
        subject=f"Schools no longer find “{practice.title}”",
        heading=f"Schools no longer find “{practice.title}”",
        paragraphs=(
            f"We asked {name} three times whether it is still right and had no answer. You can say so yourself.",
        ),
        button=Button("Look and answer", practice.path),
        why=f"You have this e-mail because you act for {practice.organisation.name}.",
    )


def ownerless(practice: Practice) -> Mail:
    """To the head: whoever showed it has left."""
    return Mail(
        subject=f"Who shows “{practice.title}” now?",
        heading=f"Who shows “{practice.title}” now?",
        paragraphs=("Whoever did has left your school, so other schools do not find it until you name somebody else.",),
        button=Button("Name somebody", _path("change", practice)),
        why=f"You have this e-mail because you act for {practice.organisation.name}.",
    )


def taken_down(practice: Practice) -> Mail:
    """Whoever runs the programme took it down, and says why."""
    return Mail(
        subject=f"“{practice.title}” was taken down",
        heading=f"“{practice.title}” was taken down",
        paragraphs=(
            f"{practice.programme.name} has taken it down, so other schools do not find it any more. The reason:",
            f"“{practice.end_reason}”",
            "Your words are kept. You can write it anew.",
        ),
        button=Button("See it", practice.path),
        why="You have this e-mail because it is about your school.",
    )


def values_of(practice: Practice) -> dict[str, str]:
    """Return what the words of a mail about it may name."""
    return {"title": practice.title, "school": practice.organisation.name}


def _path(name: str, practice: Practice, *args: object) -> str:
    return reverse(f"practice:{name}", args=[practice.programme.slug, *(args or (practice.pk,))])
