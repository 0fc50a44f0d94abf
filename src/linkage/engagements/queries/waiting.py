"""What waits for somebody because of support over time, told from what home asked for once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import AT_WORK, AgreementStatus, Doer, EngagementStatus, Party, VisitStatus
from linkage.engagements.models import Engagement
from linkage.engagements.queries.at_home import as_engagement, engagement_facts
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.links.enums import Side
from linkage.people.enums import Role
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

S = EngagementStatus
_NEXT = {S.AGREED: "Start it", S.EXITING: "End it"}
# Who is asked for these steps is told apart by who has answered already.
_APART = (rules.READINESS, rules.AGREEMENT)


def engagement_actions(*, actor: Actor, at: datetime, found: Iterable[Mapping[str, Any]]) -> Iterator[NextAction]:
    """Tell what waits for the actor in each engagement."""
    days = _Days(actor, day_of(at))
    for fact in found:
        each = _Told(actor, as_engagement(actor=actor, fact=fact), fact, days)
        yield from each.steps()
        yield from each.readiness()
        yield from each.agreement()
        if each.found.state in AT_WORK:
            yield from each.look()
            yield from each.visits()
        yield from each.actions()


class _Days:
    """How many working school days are left; the calendar is asked for once, and only where a day counts."""

    def __init__(self, actor: Actor, today: date) -> None:
        self._actor, self._today = actor, today
        self._calendar: SchoolCalendar | None = None

    @property
    def calendar(self) -> SchoolCalendar:
        if self._calendar is None:
            self._calendar = programmes.calendar(actor=self._actor)
        return self._calendar

    def left(self, day: date) -> int:
        return self.calendar.between(self._today, day)


class _Told:
    """One engagement for one actor."""

    def __init__(self, actor: Actor, found: Engagement, fact: Mapping[str, Any], days: _Days) -> None:
        self.actor, self.found, self.fact, self.days = actor, found, fact, days
        self.side = policy.side_of(actor, found)
        self.leads = policy.leads(actor, found)
        self.is_ours = not self.side and policy.waits_for_programme(actor, found)
        self.since = _at(fact["changed_at"])

    def steps(self) -> Iterator[NextAction]:
        """The first step that is the actor's to do, or the next state itself."""
        found = self.found
        if found.next_doer and found.next_code not in _APART:
            is_mine = self.is_ours if found.next_doer == Doer.PROGRAMME else bool(self.side)
            if is_mine and policy.does(self.actor, found, found.next_doer):
                yield self._action(f"{found.next_title}: {self._name()}", f"{self._with()}.", "Open it")
        elif not found.next_doer and found.state in _NEXT and self.leads:
            said = _NEXT[found.state]
            yield self._action(f"{said}: {found.title}", f"{self._with()}. All that comes first is done.", said)

    def readiness(self) -> Iterator[NextAction]:
        """To say how ready one's side is, and to talk where that is asked for."""
        asking, is_next = self.fact["asking"], self.found.next_code == rules.READINESS
        if not self.leads or not self.side:
            return
        page = self._page("readiness")
        if (asking and self.side not in asking["shown"]) or (is_next and not asking):
            said = f"{self._with()}. Seven questions, four answers each. Nobody else reads them until both show."
            yield self._action(f"Say how ready you are: {self.found.title}", said, "Answer", page)
        elif asking and asking["wants_talk"] and not asking["talked_on"]:
            said = f"{self._with()}. Talk about it first, and note what came of it."
            yield self._action(f"Talk about how ready you are: {self.found.title}", said, "Note it", page)
        elif asking and len(asking["shown"]) == 1:
            yield self._wait(f"How ready each side feels: {self.found.title}", page, asking["asked_at"])
        elif is_next and asking and len(asking["shown"]) == len(Side):
            yield self._action(f"{self.found.next_title}: {self.found.title}", f"{self._with()}.", "Open it", page)

    def agreement(self) -> Iterator[NextAction]:
        """To write it, to offer it, and to sign it for each party that has not."""
        made, page = self.fact["agreement"], self._page("agreement")
        if made is None:
            if self.found.next_code == rules.AGREEMENT and self.leads:
                yield self._action(f"Agree it in writing: {self.found.title}", f"{self._with()}.", "Write it", page)
        elif made["status"] == AgreementStatus.DRAFT:
            if self.leads:
                said = f"{self._with()}. Read it once more, then offer it."
                yield self._action(f"Offer the agreement: {self.found.title}", said, "Read and offer it", page)
        elif self._parties() - set(made["signed"]):
            said = (
                f"{self.fact['client_name']} and {self.fact['home_name']}. Read it, type your name, and it is signed."
            )
            yield self._action(f"Sign the agreement: {self._name()}", said, "Read and sign", page)

    def _parties(self) -> set[str]:
        """For whom the actor signs."""
        actor, fact = self.actor, self.fact
        leads_home = any(
            each["side"] == Side.HOME and each["is_lead"] and actor.is_person(_key(each["person"]))
            for each in fact["people"]
        )
        mine = {
            Party.CLIENT_HEAD: actor.acts_for(self.found.client_organisation_id, Role.HEAD),
            Party.HOME_HEAD: actor.acts_for(self.found.home_organisation_id, Role.HEAD),
            Party.LEAD: leads_home,
            Party.PROGRAMME: self.is_ours and fact["commission"] is not None,
        }
        return {party for party, is_mine in mine.items() if is_mine}

    def look(self) -> Iterator[NextAction]:
        """A look together whose day comes near, for whoever leads on a side that has said nothing yet."""
        look = self.fact["look"]
        if look and self.leads and self.side and self.side not in look["said"]:
            due_on = date.fromisoformat(look["due_on"])
            said = f"{self._with()}. Green, amber or red, and a line about each."
            yield self._action(
                f"Say how each aim stands: {self.found.title}", said, "Say it", self._page("rate"), due_on
            )

    def visits(self) -> Iterator[NextAction]:
        """To write the note of a visit, and to agree it."""
        for each in self.fact["visits"] if self.side else ():
            is_planned = each["status"] == VisitStatus.PLANNED
            page = self._page("visit-note" if is_planned else "visit", each["id"])
            on, since = date.fromisoformat(each["on"]), _at(each["changed_at"])
            if is_planned:
                due_on = rules.note_due_on(on, self.days.calendar)
                title = f"Write the note of your visit on {words.day(on)}"
                said = f"{each['about']}, {self.fact['client_name']}. Three short boxes, two minutes."
                back = f"{self.fact['client_name']} sent your note back"
                yield self._action(back if each["sent_back"] else title, said, "Write it", page, due_on, since)
            elif self.side == Side.CLIENT and self.leads and not self.actor.is_person(_key(each["visitor"])):
                said = f"{each['visitor_name']} wrote it. It becomes final when you agree."
                yield self._action(
                    f"Agree the note of the visit on {words.day(on)}", said, "Read and agree", page, None, since
                )

    def actions(self) -> Iterator[NextAction]:
        """What the actor said they would do for an aim."""
        for each in self.fact["actions"] if self.side else ():
            said = f"{self.found.title}: {each['aim']}"
            due_on = date.fromisoformat(each["due_on"])
            yield self._action(each["text"], said, "Open the plan", self._page("plan"), due_on, _at(each["added_at"]))

    def _action(
        self, title: str, text: str, button: str, url: str = "", due_on: date | None = None, since: Any = None
    ) -> NextAction:
        return NextAction(
            title=title,
            text=text,
            url=url or self._page("engagement"),
            button=button,
            since=since or self.since,
            due_on=due_on,
            working_days_left=self.days.left(due_on) if due_on else None,
            section="links",
        )

    def _wait(self, title: str, url: str, since: str) -> NextAction:
        other = self.fact["home_name" if self.side == Side.CLIENT else "client_name"]
        return NextAction(
            title=title,
            text=title,
            url=url,
            button="",
            since=_at(since),
            waiting_for=other,
            happens_next="Both sides are shown together",
            section="links",
        )

    def _page(self, name: str, *keys: Any) -> str:
        return reverse(f"engagements:{name}", args=[self.fact["slug"], self.found.pk, *keys])

    def _name(self) -> str:
        """What it is called; whoever runs the programme reads its schools and not its title."""
        return self.found.title if self.side else f"{self.fact['home_name']} helps {self.fact['client_name']}"

    def _with(self) -> str:
        if not self.side:
            return "You see its steps, not what is written in it"
        return f"With {self.fact['home_name' if self.side == Side.CLIENT else 'client_name']}"


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _key(text: str) -> UUID:
    return UUID(text)


WAITING = (
    Source(
        lambda actor, at, found: engagement_actions(actor=actor, at=at, found=found),
        facts=lambda actor, at: engagement_facts(actor=actor, at=at),
    ),
)


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor because of support over time."""
    return told(WAITING, actor=actor, at=at)
