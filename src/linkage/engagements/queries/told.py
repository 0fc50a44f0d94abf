"""One engagement as home was told of it, for one actor, and how what waits there is said."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.models import Engagement
from linkage.kernel.working_days import SchoolCalendar
from linkage.links.enums import Side
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction


class Days:
    """How many working school days are left; the calendar is asked for once, and only where a day counts."""

    def __init__(self, actor: Actor, today: date) -> None:
        self._actor, self.today = actor, today
        self._calendar: SchoolCalendar | None = None

    @property
    def calendar(self) -> SchoolCalendar:
        """The programme's, asked for once."""
        if self._calendar is None:
            self._calendar = programmes.calendar(actor=self._actor)
        return self._calendar

    def left(self, day: date) -> int:
        """Return how many working school days are left until a day."""
        return self.calendar.between(self.today, day)


class Told:
    """One engagement for one actor; `is_here` on its own page, which says at its head what it is about."""

    def __init__(
        self, actor: Actor, found: Engagement, fact: Mapping[str, Any], days: Days, *, is_here: bool = False
    ) -> None:
        self.actor, self.found, self.fact, self.days, self.is_here = actor, found, fact, days, is_here
        self.side = policy.side_of(actor, found)
        self.leads = policy.leads(actor, found)
        self.is_ours = not self.side and policy.waits_for_programme(actor, found)
        self.since = self.at(fact["changed_at"])

    def action(
        self, title: str, text: str, button: str, url: str = "", due_on: date | None = None, since: Any = None
    ) -> NextAction:
        """Return something to do, on the page of the engagement where no other is named."""
        return NextAction(
            title=title,
            text=text,
            url=url or self.page("engagement"),
            button=button,
            since=since or self.since,
            due_on=due_on,
            working_days_left=self.days.left(due_on) if due_on else None,
            section="links",
        )

    def wait(self, title: str, url: str, since: str) -> NextAction:
        """Return something that waits for the other school."""
        other = self.fact["home_name" if self.side == Side.CLIENT else "client_name"]
        return NextAction(
            title=title,
            text=title,
            url=url,
            button="",
            since=self.at(since),
            waiting_for=other,
            happens_next="Both sides are shown together",
            section="links",
        )

    def page(self, name: str, *keys: Any) -> str:
        """Return the address of one of its pages."""
        return reverse(f"engagements:{name}", args=[self.fact["slug"], self.found.pk, *keys])

    def titled(self, doing: str, name: str = "") -> str:
        """Say what is to be done, and among other things also what it is about."""
        if self.is_here:
            return doing
        return f"{doing}{' ' if doing.endswith('?') else ': '}{name or self.found.title}"

    def under(self, said: str) -> str:
        """Say something of it, and among other things first what it is about."""
        return said if self.is_here else f"{self.found.title}: {said}"

    def name(self) -> str:
        """What it is called; whoever runs the programme reads its schools and not its title."""
        return self.found.title if self.side else f"{self.fact['home_name']} helps {self.fact['client_name']}"

    def beside(self) -> str:
        """Say with which school it is; whoever runs the programme is told what they see of it."""
        if not self.side:
            return "You see its steps, not what is written in it"
        return f"With {self.fact['home_name' if self.side == Side.CLIENT else 'client_name']}"

    @staticmethod
    def at(text: str) -> datetime:
        """Return the moment that was told as text."""
        return datetime.fromisoformat(text)

    @staticmethod
    def key(text: str) -> UUID:
        """Return the key that was told as text."""
        return UUID(text)
