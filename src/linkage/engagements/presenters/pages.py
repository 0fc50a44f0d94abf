"""The page of support over time: the one next action first, then what was agreed, the aims and who is who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import AT_WORK, BEFORE_START, OPEN, EngagementStatus, Kind
from linkage.engagements.models import Engagement, ImpactPulse, Review
from linkage.engagements.presenters.steps import address_of, step_row
from linkage.engagements.queries.steps import Progress
from linkage.kernel import money, words
from linkage.links.enums import Side
from linkage.links.models import Commission
from linkage.ui.next_actions import NextAction

S = EngagementStatus
TAGS = {
    S.PREPARING: ("info", "Getting ready", ""),
    S.READY: ("info", "Ready to agree", ""),
    S.AGREED: ("good", "Agreed", ""),
    S.ACTIVE: ("good", "Under way", ""),
    S.PAUSED: ("wait", "Paused", ""),
    S.EXITING: ("info", "Coming to an end", ""),
    S.CLOSED: ("quiet", "Ended", "tick"),
    S.FOLLOWED_UP: ("quiet", "Ended and looked back on", "tick"),
    S.STOPPED: ("quiet", "Stopped", "dash"),
}
# Whether the reader has said it already is known apart: `queries.next_here`.
_TOLD_APART = frozenset({rules.LASTED, rules.READINESS, rules.AGREEMENT})
# What is asked for where a step has a page of its own: why, and the button.
_ASKS = {
    rules.OBJECTIVES: ("One or two aims are enough: how you will know, and where it stands today.", "Write it"),
    rules.CARRIES_ON: ("The best time to think of the end is the beginning.", "Write it"),
    rules.REVIEW: ("Green, amber or red, and a line about each. Where you differ is worth talking about.", "Say it"),
    rules.READINESS: ("Each side answers in private. You see both once both have said “show”.", "Answer"),
    rules.ASSURANCE: ("One click says that the checks on whoever visits are in order.", "Open the letter"),
    rules.THANKS: ("A letter is written for you. You change what you like.", "Write it"),
    rules.AGREEMENT: ("Whoever leads writes and offers it. Both heads and whoever gives the days sign.", "Open it"),
}


@dataclass(frozen=True)
class Next:
    """The one thing to do: what, why, and the page or the button of it."""

    title: str
    text: str
    button: str
    href: str
    is_post: bool = False


@dataclass(frozen=True)
class EngagementPage:
    """Everything the page of one engagement shows; without `is_party` only that it is there, its days and its steps."""

    tag: tuple[str, str, str]
    title: str
    lead: str
    is_party: bool
    next: Next | None
    halted: str
    steps: list[dict[str, Any]]
    facts: list[tuple[str, str]]
    people: list[dict[str, Any]]
    can: dict[str, bool]
    half_way_on: date | None
    # For who reads what is agreed and what it costs, and is of neither school.
    papers: list[tuple[str, str]]


def engagement_page(
    *,
    actor: Actor,
    engagement: Engagement,
    steps: Sequence[Progress],
    review: Review | None,
    today: date,
    waits: ImpactPulse | None = None,
    here: NextAction | None = None,
) -> EngagementPage:
    """Return the page of one engagement for this reader; `review` is the look that is set, `waits` what they are asked
    of what it changed, `here` what waits for them beside the steps.
    """
    is_party, leads = policy.is_party(actor, engagement), policy.leads(actor, engagement)
    state = engagement.state
    return EngagementPage(
        tag=TAGS[state],
        title=engagement.title if is_party else f"{engagement.client_organisation.name}, {engagement.kind_words}",
        lead=_lead(engagement),
        is_party=is_party,
        next=_first(engagement, waits, here) or _next(actor, engagement, steps, review, today),
        halted=_halted(engagement) if is_party else "",
        steps=[step_row(actor, engagement, each, today) for each in steps],
        facts=_facts(engagement, has_days=not is_party),
        people=[_person(actor, engagement, each) for side in Side for each in engagement.of_side(side)],
        can={
            "change": leads and state in OPEN and state != S.PAUSED,
            "add": leads and state in OPEN and state != S.PAUSED,
            "pause": leads and state == S.ACTIVE,
            "stop": leads and state in OPEN,
            "end": leads and state == S.ACTIVE,
            "go_on": leads and state == S.EXITING,
            "change_kind": leads and state in (*BEFORE_START, *AT_WORK),
        },
        half_way_on=review.due_on if review and is_party and state in AT_WORK else None,
        papers=[] if is_party or not policy.reads_money(actor, engagement) else _papers(engagement),
    )


def _papers(engagement: Engagement) -> list[tuple[str, str]]:
    return [(text, href) for text, href in tabs(engagement) if text in ("Agreement", "Money")]


def tabs(engagement: Engagement) -> list[tuple[str, str]]:
    """Return the parts of it that only the two schools read, each with its address."""
    where = {"programme": engagement.programme.slug, "engagement_id": engagement.pk}
    known = (
        ("Summary", "engagements:engagement"),
        ("Readiness", "engagements:readiness"),
        ("Plan", "engagements:plan"),
        ("Visits", "engagements:visits"),
        ("Agreement", "engagements:agreement"),
        ("Money", "engagements:money"),
        ("Papers", "engagements:papers"),
        ("Ending well", "engagements:ending"),
        ("What it changed", "engagements:changed"),
    )
    return [(text, reverse(name, kwargs=where)) for text, name in known]


def _lead(found: Engagement) -> str:
    client, home = found.client_organisation.name, found.home_organisation.name
    days = f"{money.half_days(found.half_days).capitalize()} of support" if found.half_days else "Support"
    who = f"{client} and {home} learn from each other" if found.is_reciprocal else f"{days} from {home}"
    return (
        f"{who}, {found.starts_on:%B %Y} to {found.ends_on:%B %Y}. "
        f"{found.client_organisation.name} owns the plan and the reports."
    )


def _facts(found: Engagement, *, has_days: bool) -> list[tuple[str, str]]:
    return [
        ("What it is", found.kind_words.capitalize()),
        ("First day", words.day(found.starts_on)),
        ("Last day", words.day(found.ends_on)),
        *([("Days", money.half_days(found.half_days))] if found.half_days and has_days else []),
    ]


def _person(actor: Actor, engagement: Engagement, each: Any) -> dict[str, Any]:
    does = (
        ("leads for them" if each.is_lead else "takes part")
        if each.side == Side.CLIENT
        else ("leads, and gives days" if each.is_lead else "gives days")
    )
    can_go = (
        not each.is_lead
        and policy.leads(actor, engagement)
        and policy.side_of(actor, engagement) == each.side
        and engagement.state in OPEN
        and engagement.state != S.PAUSED
    )
    return {"id": each.pk, "name": each.person.name, "does": does, "school": each.organisation.name, "can_go": can_go}


def _halted(found: Engagement) -> str:
    if found.state not in (S.PAUSED, S.STOPPED):
        return ""
    side = found.home_organisation if found.halt_side == Side.HOME else found.client_organisation
    did = "paused" if found.state == S.PAUSED else "stopped"
    said = f"{side.name} {did} it: “{found.halt_reason}”"
    if found.state == S.PAUSED and found.resume_on:
        return f"{said} It is to go on on {words.day(found.resume_on)}."
    if found.state == S.STOPPED and found.started_at and found.halt_on:
        return f"{said} What was agreed holds until {words.day(found.halt_on)}."
    return said


def _next(
    actor: Actor, engagement: Engagement, steps: Sequence[Progress], review: Review | None, today: date
) -> Next | None:
    """The one next action of this reader, nothing where they wait or it is over."""
    state, leads = engagement.state, policy.leads(actor, engagement)
    if state == S.PAUSED:
        said = "Until then it can be read, and nothing of it changed."
        return _button(engagement, "Go on with it?", said, "Go on", "resume") if leads else None
    gates = rules.gates_before_next(state)
    waits = [each for each in steps if not each.is_done and each.step.is_required and each.step.gate in gates]
    mine = [each.step for each in waits if policy.does(actor, engagement, each.step.doer)]
    mine = [step for step in mine if step.code not in _TOLD_APART and not _is_later(step.code, review, today)]
    if mine:
        text, button = _ASKS.get(mine[0].code, (mine[0].text, "It is done"))
        return Next(mine[0].title, text, button, address_of(engagement, mine[0].code))
    if waits or not leads:
        return None
    if state == S.AGREED:
        return _button(engagement, "Start it", "Everything that comes first is done.", "Start it", "start")
    if state == S.EXITING:
        return _button(engagement, "End it", "Everything that comes before the end is done.", "End it", "close")
    return None


def _first(engagement: Engagement, waits: ImpactPulse | None, here: NextAction | None) -> Next | None:
    """What comes before the steps; home says the same, and there what it is about."""
    if waits is not None:
        return _asked(engagement, waits)
    if here is None:
        return None
    when = f" {here.clock.text}." if here.clock else ""
    return Next(here.title, f"{here.text.rstrip('.')}.{when}", here.button, here.url)


def _asked(engagement: Engagement, waits: ImpactPulse) -> Next:
    """What it changed: asked for a year, so it comes before every step that is left."""
    where = {"programme": engagement.programme.slug, "engagement_id": engagement.pk, "pulse_id": waits.pk}
    text = "A few questions for your school. “No change” is an answer like any other."
    return Next("What did it change?", text, "Answer", reverse("engagements:impact", kwargs=where))


def _button(engagement: Engagement, title: str, text: str, button: str, name: str) -> Next:
    where = {"programme": engagement.programme.slug, "engagement_id": engagement.pk}
    return Next(title, text, button, reverse(f"engagements:{name}", kwargs=where), is_post=True)


def _is_later(code: str, review: Review | None, today: date) -> bool:
    """Whether it is a look whose day has not come."""
    return code == rules.REVIEW and review is not None and review.due_on > today


def initial(found: Engagement) -> dict[str, Any]:
    """Return what the form holds when it is changed."""
    return {name: getattr(found, name) for name in ("title", "need", "starts_on", "ends_on", "half_days")}


def bought_initial(found: Commission) -> dict[str, Any]:
    """Return what was said when it was bought."""
    plain = {name: getattr(found, name) for name in ("title", "need", "starts_on", "ends_on", "half_days")}
    return {**plain, "kind": Kind.DEPLOYMENT}


def stopping(found: Engagement, until: date) -> str:
    """Return what stopping means: once it has started, what was agreed holds for the notice."""
    if found.state in BEFORE_START:
        return "Nothing has started yet. Everybody who takes part is told, with your reason."
    return (
        f"What was agreed holds until {words.day(until)}, ten working school days from now. If a while is enough, "
        "pause it instead. Everybody who takes part is told, with your reason."
    )
