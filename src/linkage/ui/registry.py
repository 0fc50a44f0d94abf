"""What higher apps hand to the pages: lists of functions, filled in `config/wiring.py` and nowhere else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

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
    """One short block beside the next actions on the home page: facts, or a template of its own."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    template: str = ""
    context: dict[str, Any] | None = None


NavigationSource = Callable[[HttpRequest], Iterable[NavigationItem]]
# Not a request but an actor and a time, because the weekly digest e-mail is made from the same list.
NextActionSource = Callable[[Any, datetime], Iterable[NextAction]]
HomeAsideSource = Callable[[HttpRequest], Iterable[HomeAside]]
AccountSource = Callable[[HttpRequest], Account | None]
NoticeSource = Callable[[HttpRequest], Iterable[str]]

navigation: list[NavigationSource] = []
next_actions: list[NextActionSource] = []
home_asides: list[HomeAsideSource] = []
accounts: list[AccountSource] = []
notices: list[NoticeSource] = []


def waiting_for(actor: Any, at: datetime) -> list[NextAction]:
    """Every next action of the actor from every app, the oldest first."""
    found = [action for source in next_actions for action in source(actor, at)]
    return sorted(found, key=lambda action: action.order)
