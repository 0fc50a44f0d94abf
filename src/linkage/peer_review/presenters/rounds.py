"""Lists of rounds, who has answered, and somebody's own visits, as their pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.organisations.rules import distance_m, miles
from linkage.peer_review import policy
from linkage.peer_review.enums import TO_COME, Answer, RoundStatus, VisitingStatus, VisitStatus
from linkage.peer_review.models import RotaPlan, Round, RoundSchool, Visit, Visiting
from linkage.ui.frame import address_or_none
from linkage.ui.registry import MorePage, NavigationItem

S = RoundStatus
TAGS = {
    S.DRAFT: ("info", "Not begun", "pen"),
    S.OPEN: ("wait", "Schools are answering", "hourglass"),
    S.SOLVING: ("wait", "Being planned", "hourglass"),
    S.PROPOSED: ("info", "Proposal, not published", "pen"),
    S.PUBLISHED: ("good", "Published", "tick"),
    S.RUNNING: ("good", "Visits are going on", "tick"),
    S.CLOSED: ("quiet", "Over", ""),
}
ANSWER_TAGS = {
    Answer.NONE: ("wait", "Not answered yet"),
    Answer.YES: ("good", "Takes part"),
    Answer.NO: ("quiet", "Not this time"),
    Answer.OUT: ("bad", "Dropped out"),
}
VISIT_TAGS = {VisitStatus.PLANNED: ("info", "To come"), VisitStatus.BRIEFED: ("info", "To come")}
GOES_TAGS = {VisitingStatus.ASKED: ("wait", "Not answered yet"), VisitingStatus.ACCEPTED: ("good", "Goes")}


@dataclass(frozen=True)
class OwnDate:
    """One visit in somebody's own list."""

    visit: Visit
    day: date
    title: str
    text: str
    tag: tuple[str, str]
    visiting: Visiting | None
    is_host: bool


def tag_of(found: Round) -> tuple[str, str, str]:
    """How a round stands: shape, words and picture."""
    return TAGS[found.state]


def week_words(week: date) -> str:
    """Return a week as a choice: "Week of 11 January 2027"."""
    return f"Week of {week.day} {week:%B %Y}"


def span(found: Round) -> str:
    """Return when the visits of a round are."""
    return f"{words.day(found.first_week_on)} to the week of {found.last_week_on.day} {found.last_week_on:%B %Y}"


def counts(schools: Iterable[RoundSchool]) -> list[dict[str, Any]]:
    """Return how many have answered what, as tiles."""
    found = [Answer(each.answer) for each in schools]
    shown = ((Answer.YES, "take part"), (Answer.NONE, "have not answered"), (Answer.NO, "not this time"))
    return [{"n": found.count(answer), "text": text} for answer, text in shown]


def answer_rows(schools: Iterable[RoundSchool]) -> list[dict[str, Any]]:
    """Return a row for each school asked: what it said, who goes, and in how many weeks. No word of its focus."""
    return [
        {
            "school": each.organisation.name,
            "id": each.pk,
            "tag": ANSWER_TAGS[Answer(each.answer)],
            "who": each.person.name if each.person and each.answer == Answer.YES else "",
            "weeks": f"{len(each.host_weeks)} to be visited, {len(each.visit_weeks)} to go out"
            if each.host_weeks
            else "",
            "note": _asking(each),
        }
        for each in schools
    ]


def may_meet(schools: Iterable[RoundSchool], plan: RotaPlan) -> list[tuple[Organisation, Organisation]]:
    """Return the two schools of each pair that would have to meet so that there is a plan; for who runs the round."""
    by_key = {str(each.organisation_id): each.organisation for each in schools}
    pairs = [[by_key[key] for key in pair] for pair in plan.outcome.get("meet", ()) if by_key.keys() >= set(pair)]
    named = [sorted(pair, key=lambda each: each.name) for pair in pairs]
    return sorted(((one, other) for one, other in named), key=lambda each: (each[0].name, each[1].name))


def _asking(each: RoundSchool) -> str:
    if each.answer != Answer.NONE:
        return ""
    if each.asked_at is None:
        return "Has no proved head yet, so nobody is asked"
    reminded = f", reminded {words.count(each.reminders, 'time')}" if each.reminders else ""
    return f"Asked on {words.day(day_of(each.asked_at))}{reminded}"


def own_dates(actor: Actor, school: RoundSchool, visits: Iterable[Visit]) -> list[OwnDate]:
    """Return the visits of a school: the one it receives, and those it goes to."""
    return [_own(actor, school, each) for each in visits]


def _own(actor: Actor, school: RoundSchool, visit: Visit) -> OwnDate:
    is_host = visit.host_id == school.organisation_id
    mine = next((each for each in visit.going if each.organisation_id == school.organisation_id), None)
    if is_host:
        comes = words.listing([each.person.name for each in visit.going])
        text = f"{comes} come to you" if comes else "Nobody is named yet"
        tag = ("info", "Day chosen") if visit.visits_on else ("wait", "You choose the day")
    else:
        far = distance_m(school.organisation, visit.host)
        parts = ["You lead the visit"] if mine and mine.is_lead else []
        parts += ["You write the report"] if mine and mine.is_writer else []
        parts += [words.count(miles(far), "mile")] if far is not None else []
        text, tag = (
            ". ".join(parts),
            GOES_TAGS.get(VisitingStatus(mine.status), ("quiet", "")) if mine else ("quiet", ""),
        )
    return OwnDate(
        visit=visit,
        day=visit.starts_on,
        title="Your school is visited" if is_host else f"Visit {visit.host.name}",
        text=text,
        tag=VISIT_TAGS.get(visit.state, ("quiet", str(visit.state.label))) if visit.state not in VISIT_TAGS else tag,
        visiting=mine if mine is not None and policy.GIVE_BACK.allows(actor, mine) else None,
        is_host=is_host,
    )


def when(visit: Visit) -> str:
    """Return when a visit is, or was: its day, or the week where no day was chosen."""
    if visit.visits_on is not None:
        return words.day(visit.visits_on)
    week = f"The week of {visit.week_on.day} {visit.week_on:%B %Y}"
    return f"{week}, the day is not chosen yet" if visit.state in TO_COME else week


def navigation(request: Any) -> Iterator[NavigationItem]:
    """“Peer review” in the bar of a programme whose schools visit each other."""
    actor, programme = getattr(request, "actor", None), getattr(request, "programme", None)
    if programme is not None and actor is not None and actor.kind == "person" and programme.has_rounds:
        yield NavigationItem("Peer review", address_or_none("peer_review:rounds", programme.slug), "peer-review")


def more_pages(request: Any) -> Iterator[MorePage]:
    """Rounds of visits, for who may begin one."""
    if policy.OPEN.allows(request.actor):
        text = "Heads visit each other’s schools: ask who takes part, plan who visits whom, and publish it"
        yield MorePage("Rounds of visits", text, reverse("peer_review:rounds", args=[request.programme.slug]))
