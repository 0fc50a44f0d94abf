"""What the home page is handed: what waits from every app, what stands beside it, and what has to be set up first."""

from typing import Any

from linkage.brokering import queries as brokering_queries
from linkage.directory import queries as directory_queries
from linkage.directory.presenters import drives as directory_drives
from linkage.directory.presenters import staff as directory_presenters
from linkage.engagements import queries as engagements_queries
from linkage.enquiries import queries as enquiries_queries
from linkage.kernel.days import day_of
from linkage.links import presenters as links_presenters
from linkage.links import queries as links_queries
from linkage.messaging import queries as messaging_queries
from linkage.organisations import queries as organisations_queries
from linkage.organisations.presenters import members as organisations_presenters
from linkage.peer_review import queries as peer_review_queries
from linkage.people import queries as people_queries
from linkage.people.presenters import away as people_away
from linkage.people.presenters import frame as people_frame
from linkage.practice import queries as practice_queries
from linkage.programmes import queries as programmes_queries
from linkage.programmes.presenters import navigation as programmes_navigation
from linkage.support_requests import queries as requests_queries
from linkage.support_requests.presenters import desk as requests_desk
from linkage.ui import registry
from linkage.ui.sources import Source


def wire_home() -> None:
    """Fill the registries of the home page; a part of `wiring.wire`."""
    _home()
    _beside_home()
    _set_up()


def _home() -> None:
    # What waits for somebody, from every app; late things come first wherever they come from.
    registry.next_actions[:] = [
        *people_queries.WAITING,
        *requests_queries.WAITING,
        *links_queries.WAITING,
        *engagements_queries.WAITING,
        *peer_review_queries.WAITING,
        *brokering_queries.WAITING,
        *enquiries_queries.WAITING,
        *messaging_queries.WAITING,
        *practice_queries.WAITING,
        *directory_queries.WAITING,
        *organisations_queries.WAITING,
        *programmes_queries.WAITING,
    ]


def _beside_home() -> None:
    registry.home_asides[:] = [
        Source(
            lambda request: links_presenters.going_on(links_queries.going_on(actor=request.actor, at=request.at)),
            rows=lambda actor, _at: links_queries.under_way(actor=actor),
        ),
        Source(_figures, facts=_first_introductions),
        Source(
            lambda request: links_presenters.going_quiet(
                links_queries.links_at_home(actor=request.actor, at=request.at, mark="is_quiet")
            ),
            rows=lambda actor, at: links_queries.going_quiet(actor=actor, at=at),
        ),
        Source(
            lambda request, found: directory_drives.hard_to_find(found, request.programme.slug),
            facts=lambda actor, at: directory_queries.hardest_to_find(actor=actor, on=day_of(at)),
        ),
        Source(
            lambda request: directory_presenters.home_aside(
                directory_queries.given(actor=request.actor, on=day_of(request.at)), request.programme.slug
            )
        ),
        Source(people_away.home_aside),
    ]


def _set_up() -> None:
    # What a coordinator still has to do before the programme works, in this order.
    registry.set_up_steps[:] = [
        Source(
            lambda request, is_done: programmes_navigation.set_up_steps(request.programme, has_closures=is_done),
            rows=lambda actor, _at: programmes_queries.closures(actor=actor),
        ),
        Source(
            lambda request, is_done: organisations_presenters.set_up_steps(request.programme, has_members=is_done),
            rows=lambda actor, _at: organisations_queries.members(actor=actor),
        ),
        Source(
            lambda request, is_done: people_frame.set_up_steps(request.programme, has_invited=is_done),
            rows=lambda actor, _at: people_queries.acting_for_schools(actor=actor),
        ),
    ]


def _figures(request: Any, first: dict[str, int]) -> Any:
    """A coordinator's figures: of requests, and of the schools that were introduced for the first time."""
    found = requests_queries.figures(actor=request.actor, at=request.at)
    return requests_desk.home_aside(found, first, request.programme.slug)


def _first_introductions(actor: Any, at: Any) -> Any:
    if not actor.has("coordinator"):
        return None
    since = programmes_queries.half_term(actor=actor, on=day_of(at)).starts_on
    return links_queries.first_introductions(actor=actor, since=since)
