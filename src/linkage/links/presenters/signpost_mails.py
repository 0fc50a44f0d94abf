"""The mails of a signpost: what a school is pointed to, and whether it helped."""

from collections.abc import Mapping
from dataclasses import dataclass

from linkage.kernel import words
from linkage.links.models import Destination, Signpost
from linkage.messaging.presenters import Button, Kind, Mail

NO_PUPILS = "Please leave out pupils’ names when you answer."


@dataclass(frozen=True)
class Pointed:
    """What a mail about a signpost has to know: who was pointed, by whom, to what."""

    asker: str
    asker_first_name: str
    about: str
    sent_by: str
    note: str
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    times_asked: int


def pointed_of(found: Signpost) -> Pointed:
    """Return what the mails of a signpost say; read with `whole`."""
    return Pointed(
        asker=found.person.name,
        asker_first_name=found.person.first_name,
        about=found.support_request.title,
        sent_by=found.sent_by.name,
        note=found.note,
        titles=tuple(each.title for each in found.places),
        sentences=tuple(in_words(each.destination) for each in found.places),
        times_asked=found.times_asked,
    )


def pointed(told: Pointed, *, path: str) -> Mail:
    """What may help, in the words of the list, with the line that the programme adds."""
    note = (f"{told.sent_by} adds: “{told.note}”",) if told.note else ()
    return Mail(
        subject=f"Something that may help: {told.about}",
        heading=f"{told.asker_first_name}, this may help",
        paragraphs=(f"You asked for help with “{told.about}”.", *told.sentences, *note),
        button=Button("See it on your page", path),
        closing=("In two weeks we ask one question: did it help? If it did not, we look for something else.",),
        signed=told.sent_by,
        why="You have this message because you asked us for support.",
    )


def did_it_help(told: Pointed, *, path: str) -> Mail:
    """The one-click question after two weeks, and once more after four."""
    weeks = "Two weeks ago" if told.times_asked <= 1 else "Some weeks ago"
    return Mail(
        subject=f"One click: did it help? {told.about}",
        heading="Did it help?",
        paragraphs=(
            f"{weeks} we pointed you to {words.listing(list(told.titles))}, about “{told.about}”.",
            "It is one question. No is an answer too: then somebody here looks for something else.",
        ),
        button=Button("Answer", path),
        kept=("Whoever looks after your request sees the answer.",),
        why=f"You have this message because you asked us for support. {NO_PUPILS}",
    )


def in_words(each: Destination) -> str:
    """One destination as a mail says it: "Reading for pleasure: a course of six films. https://…"."""
    day = f", {words.day(each.happens_on)}" if each.happens_on else ""
    reach = ". ".join(part for part in (each.website, each.contact) if part)
    return f"{each.title}{day}: {each.about.rstrip('.')}. {reach}"


def values_of(told: Pointed) -> dict[str, str]:
    """Return what the words of a mail about this may name."""
    return {"asker": told.asker, "about": told.about, "sent_by": told.sent_by}


def _example(values: Mapping[str, str]) -> Pointed:
    return Pointed(
        asker=values["asker"],
        asker_first_name=values["first_name"],
        about=values["about"],
        sent_by=values["sent_by"],
        note="The second film is the one to begin with.",
        titles=("Reading aloud in tutor time",),
        sentences=("Reading aloud in tutor time: six short films and a plan. https://www.library.example/films",),
        times_asked=1,
    )


_NAMES = {"asker": "Daniel Whitlow", "about": "Reading in Year 9", "sent_by": "Farah Siddiqui"}
KINDS = (
    Kind(
        "links.pointed",
        "Something that may help",
        "When you point a school to a resource or service",
        "Whoever asked",
        lambda values: pointed(_example(values), path="/"),
        names=_NAMES,
    ),
    Kind(
        "links.did_it_help",
        "Did it help?",
        "Two weeks after that, and once more after four",
        "Whoever asked",
        lambda values: did_it_help(_example(values), path="/"),
        names=_NAMES,
    ),
)
