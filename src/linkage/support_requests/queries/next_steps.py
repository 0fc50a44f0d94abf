"""The next step of one request: for the school that asked, and for who works on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.support_requests import policy, rules
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.queries.clocks import Clocks
from linkage.support_requests.queries.elsewhere import shown_elsewhere
from linkage.support_requests.queries.owners import Owners
from linkage.ui.next_actions import NextAction

SECTION = "requests"
S = RequestStatus


@dataclass(frozen=True)
class WaitsFor:
    """Who has to do something next, and what: "Thistlebank School", "to answer our question"."""

    who: str
    what: str


class Steps:
    """The next steps of many requests, of which those given are known; what they share is read once."""

    def __init__(self, actor: Actor, at: datetime, found: Iterable[SupportRequest]) -> None:
        self.actor, self.at = actor, at
        self.clocks, self.owners = Clocks(actor, at), Owners(actor, at)
        self._found = list(found)

    @cached_property
    def elsewhere(self) -> set[UUID]:
        """Those whose next step another app shows."""
        later = [each.pk for each in self._found if each.awaits_more]
        return shown_elsewhere(actor=self.actor, request_ids=later)

    def answer_clock(self, found: SupportRequest) -> rules.AnswerClock | None:
        """How the school's question stands; None when none waits. `found` was read `whole()`: it tells since when."""
        since = getattr(found, "school_asked_at", None)
        return self.clocks.of_waiting(since, found.organisation) if since else None

    def waits_for(self, found: SupportRequest) -> WaitsFor | None:
        """Who has to do something next, for the queue; None for one that has come to its end."""
        owner = self.owners.acting(found)
        who = owner.name if owner else "Somebody to take it"
        if found.state == S.WAITING_FOR_SCHOOL:
            clock = self.answer_clock(found)
            if clock is None and found.waiting_since is not None:
                clock_of_choice = self.clocks.of_waiting(found.waiting_since, found.organisation)
                if clock_of_choice.has_lapsed:
                    return WaitsFor(who, "to choose without the school, or to ring it")
            if clock and clock.has_lapsed:
                return WaitsFor(who, "to go on without the school’s answer, or to close it")
            return WaitsFor("The school", "to answer our question" if clock else "to choose from our shortlist")
        said = {
            S.SUBMITTED: "to say that we have it",
            S.ACKNOWLEDGED: "to begin to choose",
            S.IN_TRIAGE: "to begin to choose",
            S.MATCHING: "to choose who to introduce",
            S.CANNOT_HELP_YET: "to look again",
            S.JOINED: "to ask how it went",
        }
        if found.state == S.APPROACHING:
            return WaitsFor("Somebody we asked", "to say whether they can help")
        return WaitsFor(who, said[found.state]) if found.state in said else None

    def of(self, found: SupportRequest) -> Iterator[NextAction]:
        """What waits for the actor with this request, or for whom the actor waits."""
        if policy.is_asker(self.actor, found):
            yield from self._for_school(found)
        if policy.handles(self.actor, found) and self.owners.waits_for(self.actor, found):
            yield from self._for_owner(found)

    def _for_school(self, found: SupportRequest) -> Iterator[NextAction]:
        if found.state == S.JOINED or (found.pk in self.elsewhere and found.state == S.WAITING_FOR_SCHOOL):
            return
        owner = self.owners.of(found)
        who = owner.name if owner else "the programme"
        clock = self.answer_clock(found)
        if clock is None:
            yield NextAction(
                title=found.title,
                text="You asked for support",
                url=_url(found),
                button="See where it is",
                since=found.submitted_at or found.saved_at,
                waiting_for=who,
                happens_next=self._hears_by(found),
                section=SECTION,
            )
            return
        yield NextAction(
            title=f"Answer a question about your request: {found.title}",
            text=f"{who[0].upper()}{who[1:]} asked. The days until you answer do not count.",
            url=_url(found),
            button="Answer",
            since=found.waiting_since or found.saved_at,
            due_on=clock.lapses_on,
            # A school is reminded twice and then let be: its clock is never late.
            working_days_left=clock.days_left if clock.days_left >= 0 else None,
            section=SECTION,
        )

    def _hears_by(self, found: SupportRequest) -> str:
        """When the school hears from us at the latest; what we are late with is not promised again."""
        clock = self.clocks.of(found)
        if clock is None or clock.days_left < 0:
            return str(found.state.label)
        return f"You hear by {_short(clock.due_on)}"

    def _for_owner(self, found: SupportRequest) -> Iterator[NextAction]:
        if found.pk in self.elsewhere:
            return
        if self.owners.gone(found):
            yield self._to_take(found)
        elif found.state == S.WAITING_FOR_SCHOOL:
            yield self._waiting(found)
        elif found.state == S.JOINED:
            yield self._to_ask_how_it_went(found)
        elif found.state != S.APPROACHING:
            yield self._to_do(found)

    def _to_take(self, found: SupportRequest) -> NextAction:
        gone = self.owners.gone(found)
        name = gone.name if gone else "Somebody"
        return self._late_or_not(
            found,
            title=f"Nobody looks after this request: {found.title}",
            text=f"{_school(found)}. {name} no longer works on requests",
            button="Take it",
        )

    def _to_do(self, found: SupportRequest) -> NextAction:
        is_new = found.state == S.SUBMITTED
        step = "Say that we have it" if is_new else "Choose who to introduce"
        urgent = f" They say that it cannot wait: {found.urgent_reason}" if found.is_urgent else ""
        return self._late_or_not(
            found,
            title=f"A school asked: {found.title}",
            text=f"{self._for_whom(found)}{_school(found)}. {step}{'.' if urgent else ''}{urgent}",
            button="Say we have it" if is_new else "Choose",
        )

    def _waiting(self, found: SupportRequest) -> NextAction:
        """A question the school has to answer; when its time is over, a decision of whoever works on it."""
        clock = self.answer_clock(found)
        if clock is not None and clock.has_lapsed:
            return NextAction(
                title=f"No answer from {_school(found)}: {found.title}",
                text=f"{self._for_whom(found)}You asked {words.count(clock.age_days, 'working day')} ago and reminded "
                "them twice. Go on without the answer, or close the request",
                url=_url(found),
                button="Decide",
                since=found.waiting_since or found.saved_at,
                due_on=clock.lapses_on,
                working_days_left=clock.days_left,
                section=SECTION,
            )
        return NextAction(
            title=found.title,
            text=f"You asked {_school(found)} a question. The clock stands still",
            url=_url(found),
            button="See it",
            since=found.waiting_since or found.saved_at,
            waiting_for=_school(found),
            happens_next=self._reminded_next(clock),
            section=SECTION,
        )

    def _to_ask_how_it_went(self, found: SupportRequest) -> NextAction:
        """What a school joined waits until it has begun, and from then on for whoever looks after the request."""
        clock = self.clocks.of_joining(found)
        whose, joined = self._for_whom(found), f"{_school(found)} joined {found.joined_name}"
        after = f"{whose}{joined}. Close the request, or look for somebody after all"
        return NextAction(
            title=f"Ask how it went: {found.title}" if clock.is_due else found.title,
            text=after if clock.is_due else f"{whose}{joined}",
            url=_url(found),
            button="See it",
            since=found.helped_at or found.saved_at,
            due_on=clock.due_on,
            working_days_left=clock.days_left,
            waiting_for="" if clock.is_due else _school(found),
            happens_next=f"You ask how it went from {words.day(clock.due_on)}",
            section=SECTION,
        )

    def _reminded_next(self, clock: rules.AnswerClock | None) -> str:
        if clock is None or clock.is_stopped:
            return "The clock runs again when they answer"
        today = day_of(self.at)
        on = clock.next_reminder_on(today)
        if on is None:
            return f"You decide on {_short(clock.lapses_on)} how it goes on"
        return f"{'First' if on == clock.first_on else 'Second'} reminder on {_short(on)}"

    def _for_whom(self, found: SupportRequest) -> str:
        """Whose it is, where the actor looks after the list of somebody who is away."""
        owner = self.owners.of(found)
        return f"For {owner.name}, who is away. " if owner and not self.actor.is_person(owner.pk) else ""

    def _late_or_not(self, found: SupportRequest, *, title: str, text: str, button: str) -> NextAction:
        clock = self.clocks.of(found)
        return NextAction(
            title=title,
            text=text,
            url=_url(found),
            button=button,
            since=found.submitted_at or found.saved_at,
            due_on=clock.due_on if clock else None,
            working_days_left=clock.days_left if clock else None,
            section=SECTION,
        )


def _short(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _school(found: SupportRequest) -> str:
    return found.organisation.name if found.organisation else ""


def _url(found: SupportRequest) -> str:
    return reverse("support_requests:request", args=[found.programme.slug, found.pk])
