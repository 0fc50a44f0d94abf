"""What higher apps hand to the pages: lists of functions, filled in `config/wiring.py` and nowhere else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, looked_up, told


@dataclass(frozen=True)
class NavigationItem:
    """One place in the bar under the header; `section` marks the pages that belong to it.

    `section` is compared with the beginning of the address and, when a template sets `section`, with that.
    """

    text: str
    url: str
    section: str = ""
    count: int = 0


@dataclass(frozen=True)
class Account:
    """Who is signed in, as the header names them."""

    name: str
    role: str = ""
    sign_out_url: str = ""
    account_url: str = ""


@dataclass(frozen=True)
class HomeAside:
    """One short block beside the next actions on the home page: facts and a way on, or a template of its own.

    `link` is (text, address). The template finds this block as `aside`, and so what it needs as `aside.context.…`.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    link: tuple[str, str] | None = None
    template: str = ""
    context: dict[str, Any] | None = None


@dataclass(frozen=True)
class PublicFacts:
    """What an app may tell anybody on a programme's public page; never anything about a person.

    `figures` are (number, words): small ones are not shown. `areas` are what schools ask about.
    """

    figures: tuple[tuple[int, str], ...] = ()
    areas: tuple[str, ...] = ()
    authority_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MemberSchool:
    """A school that takes part, for pages of apps that lie below the register."""

    id: UUID
    name: str
    authority_code: str
    authority_name: str


@dataclass(frozen=True)
class MorePage:
    """One line of the page behind "More": where it leads and what is done there."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class RecordLink:
    """A page of a higher app to which the page of a record leads: "See the introduction"."""

    text: str
    url: str


@dataclass(frozen=True)
class RecordPanel:
    """What a higher app shows on the page of a record: a template of its own, and the steps, or what happens next, when
    it knows them better.

    The template finds this as `panel`, and so what it needs as `panel.context.…`. It stands above what the record says,
    or below it.
    """

    template: str = ""
    context: dict[str, Any] | None = None
    steps: tuple[dict[str, str], ...] = ()
    is_below: bool = False
    happens_next: str = ""


@dataclass(frozen=True)
class Promise:
    """What a promise of somebody's time is for: the school it is given to, what about, and the page of it."""

    to: str
    title: str
    url: str


@dataclass(frozen=True)
class SetUpStep:
    """One thing a coordinator does before the programme works; the home page lists them until all are done."""

    text: str
    hint: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class AtHome:
    """What waits for somebody, the oldest first, what they have still to set up, and what stands beside."""

    actions: list[NextAction]
    set_up: list[SetUpStep]
    asides: list[HomeAside]


# A request on which `@page` has put actor, programme and the time; error pages come without them.
PageRequest = Any
NavigationSource = Callable[[PageRequest], Iterable[NavigationItem]]
AccountSource = Callable[[PageRequest], Account | None]
# Asked with None for a page of trouble, which is drawn without its request and asks nothing of the database.
NoticeSource = Callable[[PageRequest | None], Iterable[str]]
PublicFactsSource = Callable[[Any], PublicFacts]
MemberSchoolSource = Callable[[Any], Iterable[MemberSchool]]
MorePageSource = Callable[[PageRequest], Iterable[MorePage]]
# Asked with the page's request and the id of the record it shows.
RecordLinkSource = Callable[[PageRequest, UUID], Iterable[RecordLink]]
# Asked with the page's request and the record it shows.
RecordPanelSource = Callable[[PageRequest, Any], Iterable[RecordPanel]]

# Asked with the page's request and the record itself: what else may be done with it.
RecordActionSource = Callable[[PageRequest, Any], Iterable[RecordLink]]

# Asked with an actor and the ids of people: what those of them are called whom the programme still knows.
PersonNamesSource = Callable[[Any, list[UUID]], Mapping[UUID, str]]

# Asked with an actor and the keys of what promised somebody's time.
PromiseSource = Callable[[Any, set[UUID]], dict[UUID, Promise]]

navigation: list[NavigationSource] = []
# Told with an actor and a time, because the weekly digest e-mail is made from the same list.
next_actions: list[Source] = []
# Told with the page's request.
home_asides: list[Source] = []
accounts: list[AccountSource] = []
notices: list[NoticeSource] = []
# Told with the page's request, and for each whether it is done: what `rows` finds.
set_up_steps: list[Source] = []
# These two are asked with an actor, who is nobody or a job of the programme on the public page.
public_facts: list[PublicFactsSource] = []
member_schools: list[MemberSchoolSource] = []
more_pages: list[MorePageSource] = []
record_links: list[RecordLinkSource] = []
record_panels: list[RecordPanelSource] = []
# Asked with a page of the directory on which nobody was found, and the words that were looked for.
nobody_found: list[Callable[[PageRequest, str], Iterable[RecordLink]]] = []
record_actions: list[RecordActionSource] = []
# Asked with the page of a link, or of what was bought: what has begun of it, or may begin.
continuations: list[RecordActionSource] = []
person_names: list[PersonNamesSource] = []
promises: list[PromiseSource] = []


def waiting_for(actor: Any, at: datetime) -> list[NextAction]:
    """Every next action of the actor from every app, the oldest first."""
    return sorted(told(next_actions, actor=actor, at=at), key=lambda action: action.order)


def at_home(request: PageRequest, *, sets_up: bool) -> AtHome:
    """Return the home page of the request's actor; what there is of it at all is asked in one statement."""
    actor, at = request.actor, request.at
    steps = set_up_steps if sets_up else []
    found = looked_up([*next_actions, *steps, *home_asides], actor=actor, at=at)
    first, last = len(next_actions), len(next_actions) + len(steps)
    waiting = zip(next_actions, found[:first], strict=True)
    set_up = zip(steps, found[first:last], strict=True)
    beside = zip(home_asides, found[last:], strict=True)
    return AtHome(
        actions=sorted(
            (action for each, there in waiting for action in each.told(there, actor, at)),
            key=lambda action: action.order,
        ),
        set_up=[step for each, is_done in set_up for step in each.tell(request, bool(is_done))],
        asides=[aside for each, there in beside for aside in each.told(there, request)],
    )


def goes_on(request: PageRequest, record: Any) -> list[RecordLink]:
    """What has begun of a link, or of what was bought, or may begin."""
    return [each for source in continuations for each in source(request, record)]


def names_of(actor: Any, person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of people by id, for apps below those that know people; whoever is gone is not in it."""
    wanted = sorted({one for one in person_ids if one is not None})
    return {key: name for source in person_names for key, name in source(actor, wanted).items()} if wanted else {}
