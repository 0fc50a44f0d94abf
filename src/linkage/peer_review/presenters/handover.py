"""What somebody needs who takes a round over: its rules, who takes part and goes where, and what is next."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.kernel import words
from linkage.peer_review.enums import Answer, RoundStatus
from linkage.peer_review.models import Round, RoundSchool, Visit
from linkage.ui import lists

S = RoundStatus
NEXT = {
    S.DRAFT: "Look at the dates and the rules, and ask the schools.",
    S.OPEN: "Wait for the answers; reminders go by themselves. Then press “Plan the visits”.",
    S.SOLVING: "The round is being planned. It takes seconds.",
    S.PROPOSED: "Look at the proposal, change what you know better, and publish it.",
    S.PUBLISHED: "Nothing, unless somebody cannot: then publish the change that is prepared by itself.",
    S.RUNNING: "Nothing, unless somebody cannot: then publish the change that is prepared by itself.",
    S.CLOSED: "The next round has been prepared with the same rules. Begin it when you like.",
}


@dataclass(frozen=True)
class HandoverRow:
    """One school: what it said, who goes for it, when it is visited and by whom."""

    school: str
    answer: str
    who: str
    week: str
    visitors: str


COLUMNS = [
    lists.Column("School", lambda row: row.school),
    lists.Column("Answer", lambda row: row.answer),
    lists.Column("Who goes", lambda row: row.who),
    lists.Column("Visited in the week of", lambda row: row.week),
    lists.Column("By", lambda row: row.visitors),
]


def rows(schools: Iterable[RoundSchool], visits: Iterable[Visit]) -> list[HandoverRow]:
    """Return a row for each school of the round, by name."""
    by_host = {each.host_id: each for each in visits}
    return [_row(each, by_host.get(each.organisation_id)) for each in schools]


def facts(found: Round) -> list[tuple[str, str]]:
    """Return the rules and the people of a round."""
    limit = words.count(found.distance_limit_miles, "mile") if found.distance_limit_miles else "None"
    return [
        ("Kind", str(found.get_preset_display())),
        ("Who runs it", words.listing(found.who_runs_it) or "Nobody"),
        ("Who goes", found.who_go.capitalize()),
        ("Visitors at each school", str(found.visitors)),
        ("Each goes out", f"{found.at_least} to {found.at_most} times"),
        ("Longest journey", limit),
        ("Answers by", words.day(found.answers_by_on)),
        ("First week", words.day(found.first_week_on)),
        ("Last week", words.day(found.last_week_on)),
    ]


def what_is_next(found: Round) -> str:
    """Return what whoever runs the round does next."""
    return NEXT[found.state]


def _row(school: RoundSchool, visit: Visit | None) -> HandoverRow:
    return HandoverRow(
        school=school.organisation.name,
        answer=str(Answer(school.answer).label),
        who=school.person.name if school.person else "",
        week=words.day(visit.week_on) if visit else "",
        visitors=words.listing([each.person.name for each in visit.going]) if visit else "",
    )
