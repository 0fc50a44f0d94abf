"""What was shared with a school, as it reads it: role, school, why they fit; never a contact, points or a rank."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.brokering import policy
from linkage.brokering.enums import ShortlistEnd
from linkage.brokering.models import SharedPerson, SharedShortlist
from linkage.brokering.presenters.choosing import who
from linkage.brokering.queries import Choice
from linkage.directory.enums import Visibility
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.messaging.presenters import Button, Mail
from linkage.support_requests.models import SupportRequest

# Why it ended, as the school reads it where it is about itself.
TO_SCHOOL = {
    ShortlistEnd.WENT_ON: "we went on without your choice",
    ShortlistEnd.OVER: "something else came of your request",
}


@dataclass(frozen=True)
class SharedCard:
    """One of them."""

    entry_id: UUID
    title: str
    school: str
    note: str
    reasons: tuple[tuple[str, str], ...]
    is_chosen: bool


@dataclass(frozen=True)
class SharedPage:
    """The people, and what the reader may do with them."""

    heading: str
    cards: tuple[SharedCard, ...]
    lead: str
    answer: str
    can_answer: bool
    can_go_on: bool


def shared_page(actor: Actor, found: SharedShortlist, people: Iterable[SharedPerson]) -> SharedPage:
    """Return what was shared, in the order of the alphabet: a school chooses by what it reads, not by our order.

    Of what ended without an answer only that it has: those people are not there to be chosen any more.
    """
    shown = people if found.is_waiting or found.answered_at is not None else ()
    cards = sorted((_card(found, each) for each in shown), key=lambda card: (card.school, card.title))
    is_school = policy.ANSWER_SHORTLIST.allows(actor, found)
    return SharedPage(
        heading=_heading(found, is_school=is_school),
        cards=tuple(cards),
        lead=_lead(found, is_school=is_school),
        answer=found.answer,
        can_answer=found.is_waiting and is_school,
        can_go_on=found.is_waiting and policy.GO_ON.allows(actor, found),
    )


def choices(shown: SharedPage) -> list[tuple[str, str]]:
    """Return the people to choose from, for the form."""
    return [(str(card.entry_id), f"{card.title}, {card.school}") for card in shown.cards]


def to_share(found: Choice) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return who could be shared, and beside each what they do and where."""
    people = [found.people[each.helper.entry_id] for each in found.ranking.candidates]
    return [(str(each.entry_id), each.name) for each in people], {str(each.entry_id): who(each) for each in people}


def shared_mail(about: SupportRequest, number: int, owner: str) -> Mail:
    """Tell the school that there are people to choose from."""
    found = "Somebody could help" if number == 1 else f"{words.number(number).capitalize()} people could help"
    return Mail(
        subject=f"Who would you like to meet? {about.title}",
        heading=found,
        paragraphs=(
            "You see what each does, where, and why they fit. Say who you would like to meet, or that none fits.",
            "Nobody has been asked yet, and nobody hears that they were not chosen.",
        ),
        ask="Please choose when you can.",
        ask_more=" The days until then do not count against our promise to you.",
        button=Button("See them and choose", _record(about)),
        signed=owner,
        why="You have this because your school asked for support.",
    )


def answered_mail(about: SupportRequest, school: str, name: str, answer: str) -> Mail:
    """Tell who looks after the request what the school said."""
    return Mail(
        subject=f"{school} {'has chosen' if name else 'wants none of them'}: {about.title}",
        heading=f"{school} would like to meet {name}" if name else f"{school} says that none of them fits",
        paragraphs=((f"“{answer}”",) if answer else ()),
        ask="Introduce them, or talk to the school first." if name else "Choose others, or ask the school a question.",
        button=Button("Open the request", _record(about)),
        why="You have this because you look after the request.",
    )


def _card(found: SharedShortlist, each: SharedPerson) -> SharedCard:
    entry = each.entry
    is_for_everybody = entry.visibility == Visibility.EVERYBODY
    return SharedCard(
        entry_id=entry.pk,
        title=_title(each, is_named=found.is_named and is_for_everybody),
        school=entry.organisation.name,
        note=each.note,
        reasons=tuple((label, text) for label, _, text in (line.partition(": ") for line in each.reasons.splitlines())),
        is_chosen=found.chosen_entry_id == entry.pk,
    )


def _title(each: SharedPerson, *, is_named: bool) -> str:
    """The name and what they do; without the name what they do, or as little as that."""
    headline: str = each.entry.headline
    if not each.entry.is_person:
        return headline
    if is_named:
        return f"{headline}, {each.role}" if each.role else headline
    return each.role or "A colleague"


def _heading(found: SharedShortlist, *, is_school: bool) -> str:
    if is_school:
        return "People who could help you" if found.is_waiting else "People we shared with you"
    return "People shared with the school"


def _lead(found: SharedShortlist, *, is_school: bool) -> str:
    if found.is_waiting:
        return "The days until you choose do not count. Nobody has been asked yet, and nobody hears who was not chosen."
    if found.answered_at is None:
        return _ended(found, is_school=is_school)
    by = found.answered_by.name if found.answered_by else "The school"
    return (
        f"{by} chose on {words.day(day_of(found.answered_at))}."
        if found.chosen_entry_id
        else (f"{by} said on {words.day(day_of(found.answered_at))} that none of them fits.")
    )


def _ended(found: SharedShortlist, *, is_school: bool) -> str:
    if found.ended_at is None:
        return "Nothing is left to choose: the request has gone on."
    why = ShortlistEnd(found.ended_because or ShortlistEnd.OVER)
    because = TO_SCHOOL.get(why, why.label) if is_school else why.label
    return f"Nothing is left to choose: {because} on {words.day(day_of(found.ended_at))}."


def _record(about: SupportRequest) -> str:
    return reverse("support_requests:request", args=[about.programme.slug, about.pk])
