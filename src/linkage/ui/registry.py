"""What higher apps hand to the pages: lists of functions, filled in `config/wiring.py` and nowhere else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from linkage.ui.next_actions import NextAction


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
    """What a higher app shows on the page of a record, above its facts; the template finds it as `panel`."""

    template: str
    context: dict[str, Any]


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


# A request on which `@page` has put actor, programme and the time; error pages come without them.
PageRequest = Any
NavigationSource = Callable[[PageRequest], Iterable[NavigationItem]]
# Not a request but an actor and a time, because the weekly digest e-mail is made from the same list.
NextActionSource = Callable[[Any, datetime], Iterable[NextAction]]
HomeAsideSource = Callable[[PageRequest], Iterable[HomeAside]]
AccountSource = Callable[[PageRequest], Account | None]
# Asked with None for a page of trouble, which is drawn without its request and asks nothing of the database.
NoticeSource = Callable[[PageRequest | None], Iterable[str]]
PublicFactsSource = Callable[[Any], PublicFacts]
MemberSchoolSource = Callable[[Any], Iterable[MemberSchool]]
SetUpStepSource = Callable[[PageRequest], Iterable[SetUpStep]]
MorePageSource = Callable[[PageRequest], Iterable[MorePage]]
# Asked with the page's request and the id of the record it shows.
RecordLinkSource = Callable[[PageRequest, UUID], Iterable[RecordLink]]
RecordPanelSource = Callable[[PageRequest, UUID], Iterable[RecordPanel]]

# Asked with an actor and the ids of people: what those of them are called whom the programme still knows.
PersonNamesSource = Callable[[Any, list[UUID]], Mapping[UUID, str]]

# Asked with an actor and the keys of what promised somebody's time.
PromiseSource = Callable[[Any, set[UUID]], dict[UUID, Promise]]

navigation: list[NavigationSource] = []
next_actions: list[NextActionSource] = []
home_asides: list[HomeAsideSource] = []
accounts: list[AccountSource] = []
notices: list[NoticeSource] = []
# These two are asked with an actor, who is nobody or a job of the programme on the public page.
public_facts: list[PublicFactsSource] = []
member_schools: list[MemberSchoolSource] = []
set_up_steps: list[SetUpStepSource] = []
more_pages: list[MorePageSource] = []
record_links: list[RecordLinkSource] = []
record_panels: list[RecordPanelSource] = []
person_names: list[PersonNamesSource] = []
promises: list[PromiseSource] = []


def waiting_for(actor: Any, at: datetime) -> list[NextAction]:
    """Every next action of the actor from every app, the oldest first."""
    found = [action for source in next_actions for action in source(actor, at)]
    return sorted(found, key=lambda action: action.order)


def names_of(actor: Any, person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of people by id, for apps below those that know people; whoever is gone is not in it."""
    wanted = sorted({one for one in person_ids if one is not None})
    return {key: name for source in person_names for key, name in source(actor, wanted).items()} if wanted else {}
