"""What waits where support over time rests, is left by a school, or is over: told at home."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from linkage.engagements import policy, rules
from linkage.engagements.enums import OPEN, EngagementStatus
from linkage.engagements.queries.told import Told
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.ui.next_actions import NextAction

S = EngagementStatus


class Ending(Told):
    """What is told beside the steps."""

    def schools(self) -> Iterator[NextAction]:
        """That one of its schools has closed, or has nobody left in it."""
        if self.found.state in OPEN:
            yield from self._closed()
            yield from self._left()

    def pause(self) -> Iterator[NextAction]:
        """To go on, or to move the day, once the day has come; and once a pause without a day has lasted long."""
        if self.leads and self.side and self.fact["has_rested"]:
            due_on = date.fromisoformat(self.fact["resume_on"]) if self.fact["resume_on"] else None
            asks = "Today is the day you named" if due_on == self.days.today else "It has rested for a while"
            said = f"{self.beside()}. {asks}. Go on with it, or stop it for good."
            yield self.action(self.titled("Does it go on?"), said, "Open it", "", due_on)

    def _closed(self) -> Iterator[NextAction]:
        """To say what becomes of it, as one of its schools has closed: for whoever runs the programme."""
        closed = self.fact["closed"]
        if closed and policy.waits_for_programme(self.actor, self.found):
            name = self.fact[f"{closed['side']}_name"]
            said = f"{self.fact['home_name']} helps {self.fact['client_name']}. The register says it has closed."
            yield self.action(
                f"{name} has closed: say how its support goes on",
                said,
                "Say it",
                self.page("school"),
                None,
                self.at(closed["found_at"]),
            )

    def _left(self) -> Iterator[NextAction]:
        """That nobody of one of the schools is left, for whoever runs the programme: its head has to be known."""
        here = {each["side"] for each in self.fact["people"]}
        for side in Side:
            if side not in here and self.is_ours and self.found.state in OPEN and not self.fact["closed"]:
                name = self.fact[f"{side}_name"]
                said = f"{self.fact['home_name']} helps {self.fact['client_name']}. Its head can add somebody."
                page = reverse("people:prove-head", args=[self.fact["slug"], self.fact[side]])
                yield self.action(f"Nobody of {name} takes part any more", said, "Invite its head", page)

    def after(self) -> Iterator[NextAction]:
        """To say what it changed, for a year; and how it was, while it ends and for a month afterwards."""
        for each in self.fact["pulses"]:
            if self.leads and each["side"] == self.side:
                due_on = date.fromisoformat(each["lapses_on"]) - date.resolution
                said = f"{self.beside()}. A few questions, two minutes. “No change” is an answer too."
                page = self.page("impact", each["id"])
                yield self.action(self.titled("What did it change?"), said, "Answer", page, due_on)
        takes_part = self.found.side_of(self.actor.person_id)
        if takes_part and self.fact["has_been"] and not self.fact["has_said"] and self._is_ending():
            said = f"{self.beside()}. What helped, and what would have helped more. Your own school reads it first."
            yield self.action(self.titled("How was it?"), said, "Say it", self.page("feedback"))

    def _is_ending(self) -> bool:
        ended = self.fact["ended_at"]
        if self.found.state == S.EXITING or not ended:
            return self.found.state == S.EXITING
        return self.days.today <= day_of(self.at(ended)) + timedelta(days=rules.FEEDBACK_DAYS)
