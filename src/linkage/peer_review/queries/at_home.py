"""What waits in rounds of visits for whom; home is told it in one value."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.peer_review import policy
from linkage.peer_review.enums import GOES, GOING_ON, TO_COME, Answer, RoundStatus, VisitingStatus, VisitStatus
from linkage.peer_review.models import LineCheck, Organiser, RotaPlan, Round, RoundSchool, Visit, Visiting
from linkage.people.enums import Role
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

S = RoundStatus
SECTION = "peer-review"
# From three weeks before its day a host is asked to prepare it.
PREPARED_BEFORE = timedelta(weeks=3)
# What waits of a visit by how it stands: title, text, button, page.
_REPORTS = {
    VisitStatus.PLANNED: (
        "Prepare the day of your visit",
        "Begin with an ordinary day, and let your visitors know.",
        "Prepare it",
        "visit",
    ),
    VisitStatus.HAPPENED: (
        "Write the report of your visit to {host}",
        "Ten minutes. It begins with the notes of all visitors.",
        "Write it",
        "write-report",
    ),
    VisitStatus.CHECKED: (
        "Put the facts right: your visit to {host}",
        "The school says what is not right.",
        "Put them right",
        "write-report",
    ),
    VisitStatus.DRAFTED: (
        "Check the facts: the report of your visit",
        "Your visitors have written it. Nobody else reads it.",
        "Check the facts",
        "check-report",
    ),
    VisitStatus.AGREED: (
        "What has become of it?",
        "A minute: how does each “even better if” of your report stand?",
        "Say how it stands",
        "stands",
    ),
}


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor in rounds of visits, and whom they wait for."""
    return told(WAITING, actor=actor, at=at)


def _waiting(actor: Actor, _at: datetime) -> QuerySet[Any] | None:
    if actor.kind != "person":
        return None
    led = list(actor.organisations(*policy.FOR_SCHOOL))
    seen = Q(organisers__person_id=actor.person_id) | Q(schools__organisation_id__in=led)
    seen |= Q(schools__person_id=actor.person_id)
    if actor.has(Role.COORDINATOR):
        seen |= Q(organisers__isnull=True) | ~Q(status=S.DRAFT)
    # A round that is over still has reports to be written, checked and looked back on.
    goes_on = ~Q(status=S.CLOSED) | Exists(_unfinished(actor, led))
    here = Round.objects.filter(seen, goes_on, programme_id=actor.tenant_id)
    rows = Round.objects.filter(pk__in=here.values("pk")).order_by().values("programme__slug")
    told_of = JSONObject(slug="programme__slug", rounds=JSONBAgg(_round(actor, led), order_by=("created_at", "pk")))
    return rows.annotate(told=told_of).values_list("told", flat=True)


def _round(actor: Actor, led: list[Any]) -> JSONObject:
    """What home is told of one round."""
    mine = Organiser.objects.filter(Q(person_id=actor.person_id), round=OuterRef("pk"))
    schools = RoundSchool.objects.filter(round=OuterRef("pk")).filter(
        Q(organisation_id__in=led) | Q(person_id=actor.person_id)
    )
    plans = RotaPlan.objects.filter(round=OuterRef("pk"))
    return JSONObject(
        id="pk",
        name="name",
        status="status",
        opened_at="opened_at",
        created_at="created_at",
        published_at="published_at",
        changed_at="changed_at",
        answers_by="answers_by_on",
        runs=Exists(mine),
        has_organiser=Exists(Organiser.objects.filter(round=OuterRef("pk"))),
        silent=Exists(RoundSchool.objects.filter(round=OuterRef("pk"), answer=Answer.NONE)),
        plans=ArraySubquery(
            plans.order_by("-number").values(
                json=JSONObject(at="planned_at", out="published_at", said="outcome__said")
            )[:1]
        ),
        schools=ArraySubquery(schools.order_by("pk").values(json=_SCHOOL)),
        asked=ArraySubquery(_asked(actor).values(json=JSONObject(at="asked_at", school="organisation_id"))[:1]),
        days=ArraySubquery(
            _without_day(actor, led).values(json=JSONObject(id="pk", week="week_on", since="changed_at"))
        ),
        reports=ArraySubquery(_unfinished(actor, led).values(json=_REPORT)),
    )


def _asked(actor: Actor) -> QuerySet[Visiting]:
    asked = Visiting.objects.filter(
        Q(person_id=actor.person_id),
        visit__round=OuterRef("pk"),
        status=VisitingStatus.ASKED,
        visit__status__in=TO_COME,
    )
    return asked.order_by("asked_at")


def _without_day(actor: Actor, led: list[Any]) -> QuerySet[Visit]:
    hosts = RoundSchool.objects.filter(Q(person_id=actor.person_id), round=OuterRef("round"), answer=Answer.YES)
    days = Visit.objects.filter(round=OuterRef("pk"), visits_on=None, status__in=TO_COME)
    return days.filter(Q(host_id__in=led) | Q(host_id__in=hosts.values("organisation_id"))).order_by("week_on")


_SCHOOL = JSONObject(
    id="pk", organisation="organisation_id", name="organisation__name", answer="answer", asked_at="asked_at"
)
_REPORT = JSONObject(
    id="pk", host="host__name", status="status", on="visits_on", since="waits_since", made="made_at", agreed="agreed_at"
)


def _unfinished(actor: Actor, led: list[Any]) -> QuerySet[Visit]:
    """Visits of which the actor prepares the day, writes or checks the report, or says how it stands."""
    mine = Visiting.objects.filter(Q(person_id=actor.person_id), visit=OuterRef("pk"), status__in=GOES)
    named = Visiting.objects.filter(visit=OuterRef("pk"), status__in=GOES, is_writer=True)
    writes = Exists(mine.filter(is_writer=True)) | (Exists(mine) & ~Exists(named))
    goes_for = RoundSchool.objects.filter(Q(person_id=actor.person_id), round=OuterRef("round"), answer=Answer.YES)
    hosts = Q(host_id__in=led) | Exists(goes_for.filter(organisation_id=OuterRef("host_id")))
    asked = Exists(LineCheck.objects.filter(line__version__visit=OuterRef("pk"), says=""))
    wanted = (writes & Q(status__in=(VisitStatus.HAPPENED, VisitStatus.CHECKED))) | (
        hosts
        & (
            Q(status=VisitStatus.DRAFTED)
            | Q(status=VisitStatus.PLANNED, visits_on__isnull=False)
            | (Q(status=VisitStatus.AGREED) & asked)
        )
    )
    return Visit.objects.filter(wanted, round=OuterRef("pk")).order_by("week_on", "pk")


def _of_reports(at: datetime, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    """What waits of a visit's day and its report."""
    for visit in fact["reports"]:
        status, host = VisitStatus(visit["status"]), visit["host"]
        if status == VisitStatus.PLANNED and (
            fact["status"] not in GOING_ON or date.fromisoformat(visit["on"]) > day_of(at) + PREPARED_BEFORE
        ):
            continue
        title, text, button, page = _REPORTS[status]
        yield NextAction(
            title=title.format(host=host),
            text=text.format(host=host),
            url=reverse(f"peer_review:{page}", args=[slug, visit["id"]]),
            button=button,
            since=_at(visit["agreed"] if status == VisitStatus.AGREED else visit["since"] or visit["made"]),
            section=SECTION,
        )


def _tell(actor: Actor, at: datetime, found: dict[str, Any]) -> Iterator[NextAction]:
    for fact in found["rounds"]:
        yield from _of_schools(actor, at, fact, found["slug"])
        yield from _of_reports(at, fact, found["slug"])
        yield from _of_organisers(actor, at, fact, found["slug"])
        yield from _vacancy(actor, fact, found["slug"])


def _of_schools(actor: Actor, at: datetime, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    """What a head is asked, what whoever goes is asked, and the day a host has to choose."""
    by = date.fromisoformat(fact["answers_by"])
    for school in fact["schools"]:
        is_led = any(str(key) == school["organisation"] for key in actor.organisations(*policy.FOR_SCHOOL))
        if fact["status"] == S.OPEN and school["answer"] == Answer.NONE and is_led:
            yield NextAction(
                title=f"Does {school['name']} take part in {fact['name']}?",
                text=f"Two minutes. Please answer by {words.day(by)}.",
                url=reverse("peer_review:answer", args=[slug, school["id"]]),
                button="Answer",
                since=_at(school["asked_at"] or fact["opened_at"]),
                due_on=by,
                working_days_left=None if day_of(at) <= by else -1,
                section=SECTION,
            )
        for asked in fact["asked"]:
            if fact["status"] in GOING_ON and asked["school"] == school["organisation"]:
                yield NextAction(
                    title=f"Do your visits suit? {fact['name']}",
                    text="Say so with one click, or which one you cannot go to.",
                    url=reverse("peer_review:own", args=[slug, school["id"]]),
                    button="See your visits",
                    since=_at(asked["at"]),
                    section=SECTION,
                )
    for day in fact["days"] if fact["status"] in GOING_ON else ():
        week = date.fromisoformat(day["week"])
        yield NextAction(
            title="Choose the day your school is visited",
            text=f"In the week of {week.day} {week:%B}. Everybody’s calendar gets the day.",
            url=reverse("peer_review:day", args=[slug, day["id"]]),
            button="Choose the day",
            since=_at(day["since"]),
            section=SECTION,
        )


def _of_organisers(actor: Actor, at: datetime, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    """What the next step of the round is, for who runs it; without anybody, for who runs the programme."""
    if not (fact["runs"] or (not fact["has_organiser"] and actor.has(Role.COORDINATOR))):
        return
    by, plan = date.fromisoformat(fact["answers_by"]), (fact["plans"] or [None])[0]
    is_over = day_of(at) > by or not fact["silent"]
    url = reverse("peer_review:round", args=[slug, fact["id"]])
    changes = plan is not None and plan["out"] is None
    said = {
        S.DRAFT: (True, f"Begin {fact['name']}", "Nobody has been asked yet.", "Look at it", fact["created_at"]),
        S.OPEN: (is_over, f"Plan {fact['name']}", "The answers are in.", "Look at them", fact["opened_at"]),
        S.PROPOSED: (
            True,
            f"Publish {fact['name']}",
            "The proposal is there. Nobody else has been told.",
            "Look at it",
            plan["at"] if plan else fact["changed_at"],
        ),
        **dict.fromkeys(
            GOING_ON,
            (
                changes,
                f"Somebody cannot take part: {fact['name']}",
                "No plan keeps all the rules then."
                if plan and plan["said"]
                else "A change is prepared that moves the fewest.",
                "Look at the change",
                plan["at"] if plan else fact["changed_at"],
            ),
        ),
    }
    waits, title, text, button, since = said.get(RoundStatus(fact["status"]), (False, "", "", "", ""))
    if waits:
        yield NextAction(title=title, text=text, url=url, button=button, since=_at(since), section=SECTION)


def _vacancy(actor: Actor, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    if actor.has(Role.COORDINATOR) and not fact["has_organiser"]:
        yield NextAction(
            title=f"Nobody runs {fact['name']}",
            text="Find somebody before it hurts: two are better than one.",
            url=reverse("peer_review:organisers", args=[slug, fact["id"]]),
            button="Find an organiser",
            since=_at(fact["changed_at"]),
            section=SECTION,
        )


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


WAITING = (Source(_tell, facts=_waiting),)
