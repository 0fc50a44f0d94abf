"""Support over time: what two schools began after an introduction or a purchase, at every point of its way."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from linkage.demo.stage import Stage
from linkage.demo.stories import concerns, further, money, readying, visits
from linkage.demo.stories.programmes import Plan
from linkage.demo.stories.ways import SHORT, WAYS, Deed
from linkage.engagements import operations, queries
from linkage.engagements.enums import OVER, ClauseUse, Kind
from linkage.engagements.models import Engagement
from linkage.kernel.days import day_of
from linkage.links import queries as links
from linkage.links.enums import CommissionStatus, LinkStatus
from linkage.links.models import Commission, Link
from linkage.people import queries as people

# As many as the story with the most visits books in a half-term.
DAYS_WANTED = 3
# So many working school days ago a mentor began to go along with a colleague.
MENTORED = 7
# So many more schools are introduced than asked in any other story, where there are fewer than ways to tell.
MORE = 12
# Longer than any story here takes.
LONG_AGO = 1000
OF_PERSONAS = {"Harrowgill High School", "Thistlebank School"}


def tell(stage: Stage, plan: Plan) -> None:
    """Have as many begin as there are introductions, in the order of the list below, and bring each to its point."""
    if plan.slug not in ("ribble", "mersewater"):
        return
    money.cards(stage, plan.slug)
    further.introduce(stage, MORE if plan.slug == "ribble" else 0)
    introduced = _links(stage)
    # Two schools that have ended something begin something else: {introduction: the day, in working days ago}.
    free: dict[UUID, int] = {}
    for kind, days_ago, deeds in (*WAYS, *SHORT):
        fits = [
            each
            for each in introduced
            if days_ago < free.get(each.pk, LONG_AGO) and _is_older(stage, each, days_ago) and _has_days(each, deeds)
        ]
        link = max(fits, key=lambda each: (each.pk in free, *_shown_first(each))) if fits else None
        if link is not None:
            play = readying.Play(stage, _begun(stage, link, kind, days_ago))
            for days, deed in deeds:
                deed(play, days)
            free[link.pk] = deeds[-1][0] if play.found.state in OVER else 0
    _bought(stage)
    _a_clause_less(stage)
    concerns.tell(stage)


def _links(stage: Stage) -> list[Link]:
    wanted = (LinkStatus.IN_TOUCH, LinkStatus.DONE)
    found = Link.objects.whole().filter(programme=stage.programme, status__in=wanted).order_by("introduced_at", "pk")
    known = stage.heads
    return [each for each in found if {each.client_organisation_id, each.home_organisation_id} <= known.keys()]


def _is_older(stage: Stage, link: Link, days_ago: int) -> bool:
    return link.introduced_at < stage.diary.ago(days_ago + 1)


def _shown_first(link: Link) -> tuple[bool, datetime]:
    """The schools whose part anybody may take come first, then the newest: the oldest are kept for what takes long."""
    is_personas = {link.client_organisation.name, link.home_organisation.name} & OF_PERSONAS
    return bool(is_personas), link.introduced_at


def _has_days(link: Link, deeds: Iterable[tuple[int, Deed]]) -> bool:
    """Whether whoever helps offers days, where visits are to come."""
    wants_days = any(deed.__module__ == visits.__name__ for _, deed in deeds)
    return not wants_days or link.entry.days >= DAYS_WANTED


def _begun(stage: Stage, link: Link, kind: str, days_ago: int) -> Engagement:
    at = stage.diary.ago(days_ago)
    title = {
        Kind.PEER: f"{link.title}, {'one to one' if days_ago == MENTORED else 'together'}",
        Kind.DEPLOYMENT: f"{link.title} at {link.client_organisation.name}",
        Kind.SPONSORSHIP: f"{link.client_organisation.name} and {link.home_organisation.name}",
    }[Kind(kind)]
    terms = operations.Terms(
        title=title[:100],
        need=link.support_request.words[:900] or link.title,
        starts_on=day_of(at) + timedelta(days=7),
        ends_on=day_of(at) + timedelta(days=150),
        half_days=0 if kind == Kind.PEER else 24,
        kind=kind,
        # The newest of them is a mentor's.
        is_one_way=kind == Kind.PEER and days_ago == MENTORED,
    )
    return operations.begin(actor=people.of_person(link.asker), at=at, link=link, terms=terms)


def _bought(stage: Stage) -> None:
    """What is under way has a page for the two schools, and everybody has signed."""
    bought = Commission.objects.whole().filter(programme=stage.programme, status=CommissionStatus.ENGAGED)
    known_heads = [each for each in bought.order_by("ordered_at", "pk") if _has_giver(stage, each)]
    for commission in known_heads[:1]:
        at = stage.diary.ago(6)
        known = queries.givers(actor=stage.coordinator, commission=commission, today=day_of(at))
        terms = operations.Terms(
            title=commission.title,
            need=commission.need,
            starts_on=commission.starts_on,
            ends_on=commission.ends_on,
            half_days=commission.half_days,
            kind=Kind.DEPLOYMENT,
        )
        found = operations.begin_bought(
            actor=stage.coordinator,
            at=at,
            commission=commission,
            terms=terms,
            # The first line of the list is "Choose".
            entry=links.entry_chosen(actor=stage.coordinator, entry_id=known[1][0] if known else ""),
        )
        play = readying.Play(stage, found)
        for days, deed in ((5, readying.tick), (4, readying.ready), (3, readying.offered), (2, readying.signed)):
            deed(play, days)


def _has_giver(stage: Stage, commission: Commission) -> bool:
    """Whether both heads are known, and somebody gives it or can be chosen."""
    body, client = commission.organisation_id, commission.support_request.organisation_id
    return client in stage.heads and (body is None or body in stage.heads)


def _a_clause_less(stage: Stage) -> None:
    """The programme leaves one clause out of its agreements from now on."""
    last = queries.clause_texts(actor=stage.coordinator)[-1]
    operations.save_clause(actor=stage.coordinator, at=stage.diary.ago(1), clause=last._replace(use=ClauseUse.UNUSED))
