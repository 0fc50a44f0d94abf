"""The words of the mails about an entry that stands."""

from django.urls import reverse

from linkage.directory.models import Entry, SchoolMove
from linkage.messaging.presenters import Button, Mail


def still_right(entry: Entry, token: str) -> Mail:
    """Once a term, and twice more where no answer came."""
    what = "what you offer" if entry.is_person else f"“{entry.title}”"
    return Mail(
        subject="Is your entry still right?" if entry.is_person else f"Is “{entry.title}” still right?",
        heading="One click: is it still right?",
        opening=(f"Dear {entry.person.first_name},",),
        paragraphs=(
            f"{entry.programme.name} shows other schools {what}:",
            f"“{_short(entry.words)}”" if entry.words else f"{entry.job_title}, {entry.organisation.name}",
            "If it is still right, one button says so. On the same page you can change it, take a break or leave.",
        ),
        button=Button("Answer", _path("right", entry, token)),
        closing=(
            "Without an answer we remind you twice, and then schools no longer find it. One click brings it back.",
        ),
        why=_why(entry),
    )


def named(entry: Entry, token: str, *, by: str) -> Mail:
    """To whom is written for what a school or body offers: who said so, what it is, and how to say no."""
    return Mail(
        subject=f"Are you the one to write to about “{entry.title}”?",
        heading=f"{by} named you for “{entry.title}”",
        opening=(f"Dear {entry.person.first_name},",),
        paragraphs=(
            (
                f"{entry.programme.name} shows other schools what {entry.organisation.name} offers. When a school asks "
                "for this, we introduce it to you. Until then nobody sees your address."
            ),
            f"“{_short(entry.words)}”",
        ),
        button=Button("Look and answer", _path("right", entry, token)),
        closing=("One button says that it is right. On the same page you can change it or take it out.",),
        kept=(f"We hold your name and this address. {by} typed them. Without an answer schools no longer find it.",),
        why=f"You have this e-mail because {by} gave {entry.programme.name} your address.",
    )


def lapsed(entry: Entry, token: str) -> Mail:
    """Nobody said that it is still right: how to bring it back."""
    return Mail(
        subject="Schools no longer find your entry" if entry.is_person else f"Schools no longer find “{entry.title}”",
        heading="Schools no longer find your entry",
        opening=(f"Dear {entry.person.first_name},",),
        paragraphs=(
            "We asked whether it is still right and had no answer. Nothing is deleted, and what is promised stands.",
            "If it is right, one button brings it back. It works whenever you like.",
        ),
        button=Button("Bring it back", _path("right", entry, token)),
        why=_why(entry),
    )


def lapsed_to_head(entry: Entry) -> Mail:
    """To the head: a colleague has not said that their entry is still right."""
    return Mail(
        subject=f"{entry.headline} is no longer found",
        heading=f"Schools no longer find {entry.headline}",
        paragraphs=(
            (
                f"We asked {entry.person.first_name} three times whether the entry is still right and had no answer. "
                "The link in the e-mail still works, so a word in the corridor may be enough."
            ),
        ),
        button=Button("See what your school gives", _path("staff", entry, entry.organisation_id)),
        why=f"You have this e-mail because you act for {entry.organisation.name}.",
    )


def hidden(entry: Entry) -> Mail:
    """To the person: somebody at the school or the programme says they have left."""
    return Mail(
        subject="Your entry is hidden",
        heading="Your entry is hidden",
        opening=(f"Dear {entry.person.first_name},",),
        paragraphs=(
            (
                f"We were told that you no longer work at {entry.organisation.name}, so schools do not find you there. "
                "What you have promised stands, and your words are kept."
            ),
            "If you work at another school now, say so on your entry and its head is asked to take you in.",
        ),
        button=Button("See your entry", _path("entry", entry, entry.pk)),
        why=_why(entry),
    )


def stopped(entry: Entry) -> Mail:
    """To the person: their head stopped new requests, or lets them in again."""
    what = "you" if entry.is_person else f"“{entry.title}”"
    if entry.stopped_at is None:
        return Mail(
            subject=f"New requests for {what} are let in again",
            heading="New requests are let in again",
            paragraphs=(f"{entry.organisation.name} lets new requests for {what} in again.",),
            button=Button("See your entry", _path("entry", entry, entry.pk)),
            why=_why(entry),
        )
    return Mail(
        subject=f"No new requests for {what} for now",
        heading="No new requests for now",
        paragraphs=(
            f"{entry.organisation.name} has stopped new requests for {what}. This says nothing about your work.",
            "What is promised already stands. Schools still find the entry, and see that no new requests are taken.",
        ),
        button=Button("See your entry", _path("entry", entry, entry.pk)),
        why=_why(entry),
    )


def move_asked(move: SchoolMove) -> Mail:
    """To the new school's head."""
    entry = move.entry
    return Mail(
        subject=f"Does {entry.person.name} work at your school now?",
        heading=f"{entry.person.name} says they work at {move.to_organisation.name} now",
        paragraphs=(
            (
                f"{entry.person.first_name} helped other schools from {move.from_organisation.name}. "
                "If you agree, their entry comes with them, in their own words, and other schools find them again."
            ),
            "Nobody is introduced to them before you agree.",
        ),
        button=Button("Read it and answer", _path("move", entry, move.pk)),
        why=f"You have this e-mail because you act for {move.to_organisation.name}.",
    )


def move_answered(move: SchoolMove) -> Mail:
    """To the person: what the new head said."""
    if move.status == "agreed":
        return Mail(
            subject=f"Your entry is now at {move.to_organisation.name}",
            heading="Other schools can find you again",
            paragraphs=(f"{move.to_organisation.name} agreed. Your words and promises are as they were.",),
            button=Button("See your entry", _path("entry", move.entry, move.entry_id)),
            why=_why(move.entry),
        )
    return Mail(
        subject=f"{move.to_organisation.name} did not take your entry in",
        heading="Your entry stays hidden",
        paragraphs=(
            f"{move.to_organisation.name} did not agree. A word with your head may help; your words are kept.",
        ),
        button=Button("See your entry", _path("entry", move.entry, move.entry_id)),
        why=_why(move.entry),
    )


def moved_away(move: SchoolMove) -> Mail:
    """To the head whose school they left."""
    return Mail(
        subject=f"{move.entry.person.name} now helps from {move.to_organisation.name}",
        heading=f"{move.entry.person.name} now helps from {move.to_organisation.name}",
        paragraphs=(
            "New promises count there. What was promised while they were with you stands, and is still on your page.",
        ),
        button=Button("See what your school gives", _path("staff", move.entry, move.from_organisation_id)),
        why=f"You have this e-mail because you act for {move.from_organisation.name}.",
    )


def values_of(entry: Entry) -> dict[str, str]:
    """Return what the words of a mail about this entry may name."""
    return {"entry": entry.headline, "school": entry.organisation.name}


def values_of_move(move: SchoolMove) -> dict[str, str]:
    """Return what the words of a mail about this move may name."""
    schools = {"school": move.from_organisation.name, "new_school": move.to_organisation.name}
    return {"entry": move.entry.headline, **schools}


def _short(words: str, most: int = 300) -> str:
    """The beginning of what somebody wrote, ended at a word."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def _why(entry: Entry) -> str:
    if entry.is_person:
        return f"You have this e-mail because you are listed in {entry.programme.name}."
    return f"You have this e-mail because {entry.organisation.name} named you for “{entry.title}”."


def _path(name: str, entry: Entry, *args: object) -> str:
    return reverse(f"directory:{name}", args=[entry.programme.slug, *args])
