"""The words of the mails about rounds of visits; what schools said to each other stands on their pages alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail
from linkage.peer_review.models import Round, RoundSchool
from linkage.people.models import Person

WRITES, LEADS = "You write the report.", "You lead the visit."
# What follows when somebody cannot.
PREPARED = "We have prepared the change that moves the fewest people. Nobody is told before you publish it."
NOBODY_KNOWS = "The visits are not published yet, so nobody else has to change anything."
IN_THE_WAY = (
    "No plan keeps all the rules then. Everybody’s visits stay as they are; the page of the round says what helps."
)


@dataclass(frozen=True)
class Told:
    """What every mail about a round names: the round, the programme, who reads it, and the page it leads to."""

    round: str
    programme: str
    first_name: str
    school: str
    path: str

    @property
    def opening(self) -> tuple[str, ...]:
        """How the mail begins."""
        return (f"Dear {self.first_name},",)


def told(review_round: Round, person: Person, school: RoundSchool | None, path: str) -> Told:
    """Return what a mail about a round names, for who reads it and the page it leads to."""
    return Told(
        round=review_round.name,
        programme=review_round.programme.name,
        first_name=person.first_name,
        school=school.organisation.name if school else review_round.name,
        path=path,
    )


def page(name: str, review_round: Round, *args: object) -> str:
    """Return the address of a page of rounds of visits, by its name."""
    return reverse(f"peer_review:{name}", args=[review_round.programme.slug, *args])


def week_of(week: date) -> str:
    """The week in words: "the week of 11 January"."""
    return f"the week of {week.day} {week:%B}"


def you_visit(host: str, week: date, *, writes: bool, leads: bool = False) -> str:
    """What a visit is for whoever goes, in a sentence or two."""
    parts = [said for said, does in ((LEADS, leads), (WRITES, writes)) if does]
    return " ".join([f"You visit {host} in {week_of(week)}.", *parts])


def part(does: str, *, was: bool, now: bool) -> list[str]:
    """What changes of somebody's part in a visit ("write the report"), in a sentence; nothing where it stays."""
    return [] if was == now else [f"You {does}." if now else f"You do not {does} any more."]


def not_any_more(host: str) -> str:
    """That somebody does not go to a school any more."""
    return f"You do not visit {host} any more."


def asked(told: Told, *, by: date, who_go: str, visitors: int, is_reminder: bool) -> Mail:
    """To a head: does your school take part?"""
    comes = words.count(visitors, "colleague comes", "colleagues come")
    return Mail(
        subject=f"Does {told.school} take part in {told.round}?",
        heading=f"Does {told.school} take part?",
        opening=told.opening,
        paragraphs=(
            *(("You have not answered yet, and there is still time.",) if is_reminder else ()),
            (
                f"{told.programme} is planning {told.round}. {comes} to see your school for a day and look at what you "
                f"choose; you, or whoever goes for you, see other schools. It is for {who_go}."
            ),
            f"It takes two minutes on a phone. Please answer by {words.day(by)}. A no is a good answer too.",
        ),
        button=Button("Answer", told.path),
        kept=("What you write is read by your visitors alone.",),
        why=f"You have this e-mail because you act for {told.school}.",
    )


def organises(told: Told, *, who: str) -> Mail:
    """To somebody who runs a round from now on."""
    return Mail(
        subject=f"You run {told.round} too",
        heading=f"You run {told.round} too",
        opening=told.opening,
        paragraphs=(f"{who} added you. You see who has answered, and plan and publish the visits together.",),
        button=Button("See the round", told.path),
        why="You have this e-mail because you were added as an organiser.",
    )


def vacant(told: Told) -> Mail:
    """To whoever runs the programme: nobody runs a round any more."""
    return Mail(
        subject=f"Nobody runs {told.round} any more",
        heading=f"Nobody runs {told.round} any more",
        opening=told.opening,
        paragraphs=(
            "Whoever organised it has stopped or left. Find somebody before it hurts: two are better than one.",
            "Its page says what is next.",
        ),
        button=Button("Find an organiser", told.path),
        why="You have this e-mail because you run the programme.",
    )


def planned(told: Told, *, is_possible: bool) -> Mail:
    """To the organisers: the plan is there, or cannot be."""
    said = "A proposal is there. Nobody else has been told." if is_possible else "No plan keeps all the rules."
    follows = (
        "Look at it, change what you know better, and publish it." if is_possible else "Its page says what to change."
    )
    return Mail(
        subject=f"{told.round}: {'the proposal is there' if is_possible else 'it cannot be planned so'}",
        heading=said,
        opening=told.opening,
        paragraphs=(follows,),
        button=Button("Look at it", told.path),
        why="You have this e-mail because you run the round.",
    )


def let_meet(told: Told) -> Mail:
    """To the head of a school: it may meet one that it said it should not; which one is on its page alone."""
    return Mail(
        subject=f"What you said about another school: {told.round}",
        heading="What you said about another school",
        opening=told.opening,
        paragraphs=(
            f"You said that {told.school} should not be paired with certain schools.",
            (
                "Whoever runs the round could not keep to all of it. So one of them may visit you, or be visited by "
                "you, after all. The page says which one."
            ),
            "If that cannot be, speak to them.",
        ),
        button=Button("See which one", told.path),
        kept=("Nobody of the other school is told.",),
        why=f"You have this e-mail because you act for {told.school}.",
    )


def published(told: Told, *, lines: Sequence[str]) -> Mail:
    """To somebody who goes: their visits, with a file for the calendar for each."""
    return Mail(
        subject=f"Your visits: {told.round}",
        heading="Your visits",
        opening=told.opening,
        paragraphs=(
            "Here is who visits whom, as far as it is about you:",
            *lines,
            "Please say whether the weeks suit.",
        ),
        button=Button("Say that they suit", told.path),
        kept=("The files put the weeks into your calendar. Each school chooses the day of its own visit.",),
        why=f"You have this e-mail because {told.school} takes part.",
    )


def changed(told: Told, *, lines: Sequence[str]) -> Mail:
    """To somebody whose diary or part changes: what is different, and nothing else."""
    return Mail(
        subject=f"A change to your visits: {told.round}",
        heading="A change to your visits",
        opening=told.opening,
        paragraphs=("Somebody could not take part as planned. For you this changes:", *lines),
        button=Button("See your visits", told.path),
        kept=("The files put the change into your calendar.",),
        why=f"You have this e-mail because {told.school} takes part.",
    )


def cancelled(told: Told, *, host: str, week: date) -> Mail:
    """To both sides of a visit that is not."""
    return Mail(
        subject=f"Not any more: the visit to {host}",
        heading=f"The visit to {host} is not",
        opening=told.opening,
        paragraphs=(f"{told.round} has ended before {week_of(week)}. The file takes it out of your calendar.",),
        button=Button("See your visits", told.path),
        why=f"You have this e-mail because {told.school} takes part.",
    )


def dropped_out(told: Told, *, follows: str) -> Mail:
    """To the organisers: a school takes part no more."""
    return Mail(
        subject=f"{told.school} takes part no more: {told.round}",
        heading=f"{told.school} takes part no more",
        opening=told.opening,
        paragraphs=(follows,),
        button=Button("See the round", told.path),
        why="You have this e-mail because you run the round.",
    )


def given_back(told: Told, *, who: str, host: str, week: date, follows: str) -> Mail:
    """To the organisers: somebody cannot go to a visit."""
    return Mail(
        subject=f"{who} cannot visit {host}: {told.round}",
        heading=f"{who} cannot visit {host}",
        opening=told.opening,
        paragraphs=(
            f"It is in {week_of(week)}.",
            follows,
        ),
        button=Button("See the change", told.path),
        why="You have this e-mail because you run the round.",
    )


def day_chosen(told: Told, *, host: str, on: date, is_host: bool) -> Mail:
    """To both sides: the day of a visit."""
    whom = "your school" if is_host else host
    return Mail(
        subject=f"{words.day(on)}: the visit to {host}",
        heading=f"The visit to {whom} is on {words.day(on)}",
        opening=told.opening,
        paragraphs=("The file puts the day into your calendar in the place of the week.",),
        button=Button("See the visit", told.path),
        why=f"You have this e-mail because {told.school} takes part in {told.round}.",
    )


def next_proposed(told: Told, *, first_week: date) -> Mail:
    """To the organisers: the next round is prepared."""
    return Mail(
        subject=f"The next round is ready to begin: {told.round}",
        heading="The next round is ready to begin",
        opening=told.opening,
        paragraphs=(
            (
                f"{told.round} has the same rules as the last one, begins in {week_of(first_week)} {first_week.year}, "
                "and lets no pair meet again."
            ),
            "Nobody has been asked. Look at the dates, and ask the schools when you like.",
        ),
        button=Button("Look at it", told.path),
        why="You have this e-mail because you ran the last one.",
    )
