"""What waits for somebody because of support over time, told from what home asked for once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import (
    AT_WORK,
    BEFORE_START,
    AgreementStatus,
    Doer,
    EngagementStatus,
    HindranceKind,
    Party,
    VisitStatus,
)
from linkage.engagements.models import Engagement
from linkage.engagements.queries.at_home import LOOKED_BACK, TOLD, as_engagement, engagement_facts
from linkage.engagements.queries.concern_waiting import concern_actions
from linkage.engagements.queries.told import Days, Told
from linkage.engagements.queries.waiting_ends import Ending
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.people.enums import Role
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

S = EngagementStatus
_NEXT = {S.AGREED: "Start it", S.EXITING: "End it"}
# What is due in more working days than these is not what comes next.
SOON = 5
# Who is asked for these steps is told apart by who has answered already.
_APART = (rules.READINESS, rules.AGREEMENT, rules.LASTED)


def engagement_actions(*, actor: Actor, at: datetime, found: Iterable[Mapping[str, Any]]) -> Iterator[NextAction]:
    """Tell what waits for the actor in each engagement."""
    days = Days(actor, day_of(at))
    for fact in found:
        engagement = as_engagement(actor=actor, fact=fact)
        yield from concern_actions(actor=actor, engagement=engagement, facts=fact["concerns"], left=days.left)
        yield from _of_one(actor, engagement, fact, days)


def _of_one(
    actor: Actor, engagement: Engagement, fact: Mapping[str, Any], days: Days, *, is_here: bool = False
) -> Iterator[NextAction]:
    """What waits for the actor in one engagement, but for what was said in confidence."""
    ending = Ending(actor, engagement, fact, days, is_here=is_here)
    each = _Told(actor, engagement, fact, days, is_here=is_here)
    yield from ending.schools()
    if engagement.state == S.PAUSED:
        yield from ending.pause()
    if engagement.state in TOLD:
        yield from each.all()
    if engagement.state in (*TOLD, LOOKED_BACK):
        yield from ending.after()


class _Told(Told):
    """What is to be done while it is planned and runs."""

    def all(self) -> Iterator[NextAction]:
        """Everything, in the order of its way."""
        yield from self.steps()
        yield from self.planned_steps()
        yield from self.readiness()
        yield from self.agreement()
        if self.found.state in AT_WORK:
            yield from self.look()
            yield from self.visits()
        yield from self.actions()
        yield from self.hindrances()

    def steps(self) -> Iterator[NextAction]:
        """The first step that is the actor's to do, or the next state itself."""
        found = self.found
        if found.next_doer and found.next_code not in _APART:
            is_mine = self.is_ours if found.next_doer == Doer.PROGRAMME else bool(self.side)
            if is_mine and policy.does(self.actor, found, found.next_doer):
                planned = self.fact["planned"]
                due_on = date.fromisoformat(planned) if planned else None
                yield self.action(
                    self.titled(found.next_title, self.name()), f"{self.beside()}.", "Open it", due_on=due_on
                )
        elif not found.next_doer and found.state in _NEXT and self.leads:
            said = _NEXT[found.state]
            yield self.action(self.titled(said), f"{self.beside()}. All that comes first is done.", said)

    def planned_steps(self) -> Iterator[NextAction]:
        """What is the actor's to do on a day that comes near or has passed, beside the step that comes next."""
        for each in self.fact["due"]:
            is_mine = self.is_ours if each["doer"] == Doer.PROGRAMME else bool(self.side)
            if each["code"] != self.found.next_code and is_mine and policy.does(self.actor, self.found, each["doer"]):
                due_on = date.fromisoformat(each["on"])
                page = self.page("mark", each["code"])
                said = f"{self.beside()}. Planned for {words.day(due_on)}."
                yield self.action(
                    self.titled(each["title"], self.name()), said, "Open it", page, due_on, self.at(each["since"])
                )

    def readiness(self) -> Iterator[NextAction]:
        """To say how ready one's side is, and to talk where that is asked for."""
        asking, is_next = self.fact["asking"], self.found.next_code == rules.READINESS
        if not self.leads or not self.side or self.found.state not in (*BEFORE_START, *AT_WORK):
            return
        page = self.page("readiness")
        if (asking and self.side not in asking["shown"]) or (is_next and not asking):
            yield self._how_ready(page, asking)
        elif asking and asking["wants_talk"] and not asking["talked_on"]:
            said = f"{self.beside()}. Talk about it first, and note what came of it."
            yield self.action(self.titled("Talk about how ready you are"), said, "Note it", page)
        elif asking and len(asking["shown"]) == 1:
            yield self.wait(self.titled("How ready each side feels"), page, asking["asked_at"])
        elif is_next and asking and len(asking["shown"]) == len(Side):
            yield self.action(self.titled(self.found.next_title), f"{self.beside()}.", "Open it", page)

    def _how_ready(self, page: str, asking: Mapping[str, Any] | None) -> NextAction:
        """Asked again they say it for now, and see what has changed."""
        many = words.number(len(rules.themes_of(is_light=asking["is_light"]))).capitalize() if asking else "A few"
        is_again = asking is not None and asking["number"] > 1
        said = f"{self.beside()}. {many} questions, four answers each. Nobody else reads them until both show."
        title = self.titled(f"Say how ready you are{' now' if is_again else ''}")
        return self.action(title, said, "Answer", page)

    def agreement(self) -> Iterator[NextAction]:
        """To write it, to offer it, and to sign it for each party that has not."""
        made = self.fact["agreement"]
        if made is None:
            if self.found.next_code == rules.AGREEMENT and self.leads:
                yield self.action(
                    self.titled("Agree it in writing"),
                    f"{self.beside()}.",
                    "Write it",
                    self.page("agreement-change"),
                )
        elif made["status"] == AgreementStatus.DRAFT:
            if self.leads:
                said = f"{self.beside()}. Read it once more, then offer it."
                page = self.page("agreement-offer")
                yield self.action(self.titled("Offer the agreement"), said, "Read and offer it", page)
        elif self._parties() - set(made["signed"]):
            said = (
                f"{self.fact['client_name']} and {self.fact['home_name']}. Read it, type your name, and it is signed."
            )
            page = self.page("agreement-sign")
            yield self.action(self.titled("Sign the agreement", self.name()), said, "Read and sign", page)

    def _parties(self) -> set[str]:
        """For whom the actor signs."""
        actor, fact = self.actor, self.fact
        leads_home = any(
            each["side"] == Side.HOME and each["is_lead"] and actor.is_person(self.key(each["person"]))
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
            said = f"{self.beside()}. Green, amber or red, and a line about each."
            yield self.action(self.titled("Say how each aim stands"), said, "Say it", self.page("rate"), due_on)

    def visits(self) -> Iterator[NextAction]:
        """To write the note of a visit, and to agree it."""
        for each in self.fact["visits"] if self.side else ():
            is_planned = each["status"] == VisitStatus.PLANNED
            page = self.page("visit-note" if is_planned else "visit", each["id"])
            on, since = date.fromisoformat(each["on"]), self.at(each["changed_at"])
            if is_planned and not self._writes(each):
                continue
            if is_planned:
                due_on = rules.note_due_on(on, self.days.calendar)
                is_own = self.actor.is_person(self.key(each["visitor"]))
                whose = "your visit" if is_own else f"{each['visitor_name']}’s visit"
                title = f"Write the note of {whose} on {words.day(on)}"
                said = f"{each['about']}, {self.fact['client_name']}. Three short boxes, two minutes."
                back = f"{self.fact['client_name']} sent your note back"
                yield self.action(back if each["sent_back"] else title, said, "Write it", page, due_on, since)
            elif self.side == Side.CLIENT and self.leads and not self.actor.is_person(self.key(each["visitor"])):
                said = f"{each['visitor_name']} wrote it. It becomes final when you agree."
                yield self.action(
                    f"Agree the note of the visit on {words.day(on)}", said, "Read and agree", page, None, since
                )

    def _writes(self, visit: Mapping[str, Any]) -> bool:
        """Whether the note is the actor's to write, as `policy.writes` says for one visit."""
        is_gone = visit["visitor"] not in {each["person"] for each in self.fact["people"]}
        return self.actor.is_person(self.key(visit["visitor"])) or (
            is_gone and policy.leads_home(self.actor, self.found)
        )

    def actions(self) -> Iterator[NextAction]:
        """What the actor said they would do for an aim."""
        for each in self.fact["actions"] if self.side else ():
            said = self.under(each["aim"])
            due_on = date.fromisoformat(each["due_on"])
            yield self.action(each["text"], said, "Open the plan", self.page("plan"), due_on, self.at(each["added_at"]))

    def hindrances(self) -> Iterator[NextAction]:
        """What is in the way and the actor's to look after."""
        for each in self.fact["hindrances"] if self.side else ():
            said = self.under(HindranceKind(each["kind"]).label)
            due_on = date.fromisoformat(each["due_on"])
            page = f"{self.page('plan')}#way"
            yield self.action(each["text"], said, "Open the plan", page, due_on, self.at(each["raised_at"]))


def next_here(*, actor: Actor, at: datetime, engagement: Engagement) -> NextAction | None:
    """Return what waits for the actor in one engagement, of several the one that is late or waits longest.

    What stands on its page anyway is not meant: the steps of its way, and what was told in confidence. What has a day
    that is far away comes after everything else.
    """
    days = Days(actor, day_of(at))
    page = reverse("engagements:engagement", args=[engagement.programme.slug, engagement.pk])
    facts = engagement_facts(actor=actor, at=at, only=engagement.pk)
    found = [
        each
        for fact in (facts.first() if facts is not None else None) or ()
        for each in _of_one(actor, as_engagement(actor=actor, fact=fact), fact, days, is_here=True)
        if each.button and each.url != page
    ]
    return min(found, key=lambda each: ((each.working_days_left or 0) > SOON, each.order), default=None)


WAITING = (
    Source(
        lambda actor, at, found: engagement_actions(actor=actor, at=at, found=found),
        facts=lambda actor, at: engagement_facts(actor=actor, at=at),
    ),
)


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor because of support over time."""
    return told(WAITING, actor=actor, at=at)
