"""The steps of support over time as a list draws them."""

from datetime import date
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import Doer, EngagementStatus, Kind
from linkage.engagements.models import Engagement
from linkage.engagements.queries.steps import Progress
from linkage.kernel import words

S = EngagementStatus
# A page that is written to here, in the place of a tick.
_PAGES = {
    rules.OBJECTIVES: "engagements:plan",
    rules.CARRIES_ON: "engagements:ending",
    rules.REVIEW: "engagements:plan",
    rules.READINESS: "engagements:readiness",
    rules.ASSURANCE: "engagements:assurance",
    rules.AGREEMENT: "engagements:agreement",
    rules.THANKS: "engagements:thanks",
}


def step_row(actor: Actor, engagement: Engagement, each: Progress, today: date) -> dict[str, Any]:
    """Return one step as a list draws it: who does it, what was noted, how it stands, and its page for who does it."""
    step = each.step
    is_mine = policy.does(actor, engagement, step.doer) and engagement.state not in (S.PAUSED, S.STOPPED)
    if each.is_done:
        status = ("good", f"Done{f', {words.day(each.done_on)}' if each.done_on else ''}")
    elif is_mine and step.gate in rules.gates_before_next(engagement.state) and step.code != rules.LASTED:
        status = ("you", "For you to do")
    else:
        status = ("quiet", "To do" if step.is_required else "If you like")
    # What is written here is for the two schools alone, whoever a programme has put beside the step.
    may_open = is_mine and (step.code not in _PAGES or policy.is_party(actor, engagement))
    return {
        "text": step.title,
        "hint": _hint(actor, engagement, each, today),
        "href": address_of(engagement, step.code) if may_open else "",
        "status": status,
        "gate": step.gate,
        "is_done": each.is_done,
    }


def _hint(actor: Actor, engagement: Engagement, each: Progress, today: date) -> str:
    step, who = each.step, _who(engagement, each.step.doer)
    if each.mark and policy.reads_note_of_step(actor, engagement, step.doer):
        noted = f"{who}. Noted by {each.mark.marked_by.name}"
        return f"{noted}: {each.mark.note}" if each.mark.note else noted
    said = f"{who}. {step.text}" if step.text else who
    # The milestones of a sponsorship have a column of their own for it.
    if each.planned_on is None or each.is_done or engagement.kind == Kind.SPONSORSHIP:
        return said
    late = "Late: planned" if rules.is_late(each.planned_on, today, is_done=False) else "Planned"
    return f"{said.rstrip('.')}. {late} for {words.day(each.planned_on)}"


def _who(engagement: Engagement, doer: str) -> str:
    return {
        Doer.CLIENT: engagement.client_organisation.name,
        Doer.HOME: engagement.home_organisation.name,
        Doer.BOTH: "Both schools",
        Doer.PROGRAMME: "Whoever runs the programme",
    }[Doer(doer)]


def address_of(engagement: Engagement, code: str) -> str:
    """Return the page on which a step is done: its own, or the one where it is ticked."""
    where = {"programme": engagement.programme.slug, "engagement_id": engagement.pk}
    if code in _PAGES:
        return reverse(_PAGES[code], kwargs=where)
    return reverse("engagements:mark", kwargs={**where, "code": code})
