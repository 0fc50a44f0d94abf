"""Support over time: what two schools began after an introduction or a purchase, at every point of its way."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from linkage.demo.stage import Stage
from linkage.demo.stories import readying, visits
from linkage.demo.stories.programmes import Plan
from linkage.engagements import operations, queries
from linkage.engagements.enums import ClauseUse, Doer, Kind
from linkage.engagements.models import Engagement
from linkage.kernel.days import day_of
from linkage.links import queries as links
from linkage.links.enums import CommissionStatus, LinkStatus, Side
from linkage.links.models import Commission, Link
from linkage.people import queries as people

# As many as the story with the most visits books in a half-term.
DAYS_WANTED = 3
OF_PERSONAS = {"Harrowgill High School", "Thistlebank School"}
PAUSED, STOPPED = "Our lead is away until after the holidays.", "Two colleagues have left, and we cannot give the days."


Deed = Callable[[readying.Play, int], object]


def tell(stage: Stage, plan: Plan) -> None:
    """Have as many begin as there are introductions, in the order of the list below, and bring each to its point."""
    if plan.slug not in ("ribble", "mersewater"):
        return
    waiting = _links(stage)
    for kind, days_ago, deeds in WAYS:
        fits = [each for each in waiting if _is_older(stage, each, days_ago) and _has_days(each, deeds)]
        link = max(fits, key=_shown_first) if fits else None
        if link is not None:
            waiting.remove(link)
            play = readying.Play(stage, _begun(stage, link, kind, days_ago))
            for days, deed in deeds:
                deed(play, days)
    _bought(stage)
    _a_clause_less(stage)


def _links(stage: Stage) -> list[Link]:
    wanted = (LinkStatus.IN_TOUCH, LinkStatus.DONE, LinkStatus.INTRODUCED)
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
        Kind.PEER: f"{link.title}, together",
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
    )
    return operations.begin(actor=people.of_person(link.asker), at=at, link=link, terms=terms)


def rated(play: readying.Play, days_ago: int) -> None:
    """Both sides say how each aim stands, and see the second differently."""
    colours = {Side.CLIENT: ("green", "amber"), Side.HOME: ("green", "red")}
    for side in Side:
        found = queries.objectives(actor=play.lead(side), engagement=play.found)
        said = {each.pk: (colours[side][n % 2], "") for n, each in enumerate(found)}
        operations.rate(actor=play.lead(side), at=play.on(days_ago), engagement=play.found, ratings=said)


def looked(play: readying.Play, days_ago: int) -> None:
    """They have looked at it together, and wrote what follows."""
    rated(play, days_ago)
    operations.close_review(
        actor=play.head(Side.CLIENT), at=play.on(days_ago), engagement=play.found, next_steps="We keep Tuesdays free."
    )
    play.renew()


def paused(play: readying.Play, days_ago: int) -> None:
    """The helped school pauses it."""
    resume_on = day_of(play.stage.now) + timedelta(days=20)
    operations.pause(
        actor=play.head(Side.CLIENT), at=play.on(days_ago), engagement=play.found, reason=PAUSED, resume_on=resume_on
    )


def stopped(play: readying.Play, days_ago: int) -> None:
    """The helping school stops it."""
    operations.stop(actor=play.head(Side.HOME), at=play.on(days_ago), engagement=play.found, reason=STOPPED)


def ending(play: readying.Play, days_ago: int) -> None:
    """It comes to an end."""
    operations.begin_end(actor=play.head(Side.CLIENT), at=play.on(days_ago), engagement=play.found)
    play.renew()


def closed(play: readying.Play, days_ago: int) -> None:
    """What comes before the end is done, and it ends."""
    readying.tick_before(play, days_ago, ("end",), tuple(Doer))
    operations.close(actor=play.head(Side.CLIENT), at=play.on(days_ago), engagement=play.found)
    play.renew()


def lasted(play: readying.Play, days_ago: int) -> None:
    """A while later they say what has lasted."""
    readying.tick_before(play, days_ago, ("after",), tuple(Doer))


_UNTIL_SIGNED: tuple[tuple[int, Deed], ...] = (
    (18, readying.tick),
    (18, readying.aims),
    (17, readying.ready),
    (16, readying.offered),
    (15, readying.signed),
)
_UNDER_WAY: tuple[tuple[int, Deed], ...] = (*_UNTIL_SIGNED, (14, readying.started))
# What they do together, when it began, and what was done when, in working school days ago; the rarest come first.
WAYS: tuple[tuple[str, int, tuple[tuple[int, Deed], ...]], ...] = (
    (Kind.DEPLOYMENT, 19, (*_UNDER_WAY, (10, visits.agreed), (4, visits.written), (1, visits.planned), (3, rated))),
    (Kind.PEER, 19, (*_UNDER_WAY, (8, looked), (5, ending), (3, closed), (1, lasted))),
    (Kind.SPONSORSHIP, 19, (*_UNDER_WAY, (6, readying.amended), (2, visits.cancelled))),
    (Kind.DEPLOYMENT, 19, (*_UNDER_WAY, (8, looked), (4, paused))),
    (Kind.DEPLOYMENT, 19, (*_UNDER_WAY, (8, looked), (5, ending), (3, closed))),
    (Kind.PEER, 19, (*_UNDER_WAY, (4, stopped))),
    (Kind.DEPLOYMENT, 19, (*_UNDER_WAY, (8, looked), (2, ending))),
    (
        Kind.DEPLOYMENT,
        9,
        (
            (8, readying.tick),
            (7, readying.aims),
            (6, readying.ready),
            (5, readying.offered),
            (3, readying.signed_by_one),
        ),
    ),
    (Kind.PEER, 8, ((7, readying.aims), (6, readying.ready), (4, readying.offered))),
    (
        Kind.DEPLOYMENT,
        8,
        ((7, readying.tick), (7, readying.aims), (6, readying.ready), (4, readying.offered), (2, readying.signed)),
    ),
    (Kind.PEER, 7, ((7, readying.aims), (5, readying.drafted))),
    (Kind.SPONSORSHIP, 6, ((5, readying.asked),)),
    (Kind.DEPLOYMENT, 4, ((3, readying.tick), (2, readying.ready))),
)


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
