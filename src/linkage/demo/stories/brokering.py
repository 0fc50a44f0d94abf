"""Choosing: whoever comes out first is introduced or, where the programme asks first, asked; and what they say."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.brokering import operations, policy, problem, queries, rules
from linkage.brokering.enums import ApproachAnswer, ApproachStatus, DeclineReason
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.operations import Said, UnableToApproach
from linkage.demo.stage import Stage
from linkage.demo.stories.directory import NAMED_ENDS
from linkage.directory.models import Entry
from linkage.links.models import Link
from linkage.programmes import queries as programmes
from linkage.support_requests.models import SupportRequest

SHARED = 3
LINE = "Has done this twice, and is happy to be rung first."
CHOSEN = "They are near enough to visit in an afternoon."
NONE_FITS = "They all teach older children. Is there somebody in an infant school?"
Step = Callable[[Stage, SupportRequest, datetime], object]
MOST_READY = 2
QUESTION = "Would one of you come and sit in with us first, and on which days could they?"
NOTES = {DeclineReason.OTHER: "We open a new building that month and have nobody to spare."}
YES = Said(ApproachAnswer.YES)


def introduce(stage: Stage, actor: Actor, request: SupportRequest, at: datetime) -> Link | None:
    """Introduce the school to the first who could help and says yes; nobody, where nobody can."""
    found = _best_first(stage, actor, request, at)
    if not programmes.settings(actor=actor).asks_first:
        return _at_once(actor, request, at, found[0]) if found else None
    asked = _ask(actor, request, at, found, ready=0)
    if asked is None:
        return None
    _agree(stage, asked, at)
    asked.refresh_from_db()
    link: Link | None = asked.link
    return link


def ask(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Ask about the first who could help, with two who stand ready."""
    actor = stage.coordinator
    # Whoever takes a break would be let go, and nobody would see how long a head may be silent.
    breaks = set(Entry.objects.filter(person__name__in=NAMED_ENDS).values_list("pk", flat=True))
    found = [key for key in _best_first(stage, actor, request, at) if key not in breaks]
    _ask(actor, request, at, found, ready=MOST_READY)


def ask_a_head(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Ask about a head who is listed themselves: whoever stands for them decides."""
    actor = stage.coordinator
    heads = {head.pk for head in stage.heads.values()}
    listed = set(Entry.objects.filter(person__in=heads).values_list("pk", flat=True))
    found = problem.assemble(actor=actor, support_request=request, at=at)
    keys = [UUID(each.helper.entry_id) for each in rules.rank(found.need, found.helpers).candidates]
    _ask(actor, request, at, [key for key in keys if key in listed], ready=0)


def agree(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """The head who is asked says yes."""
    for asked in _waiting(request)[:1]:
        _say(stage, asked, at, YES)


def no(reason: DeclineReason) -> Step:
    """Return a step in which whoever is asked says no, for this reason; without time they take a break."""

    def say(stage: Stage, request: SupportRequest, at: datetime) -> None:
        for asked in _waiting(request)[:1]:
            said = Said(ApproachAnswer.NO, reason, NOTES.get(reason, ""), takes_break=reason == DeclineReason.NO_TIME)
            _say(stage, asked, at, said)

    return say


def suggest(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """The head who is asked suggests a colleague."""
    for asked in _waiting(request)[:1]:
        home, name = asked.approach.entry.organisation, stage.new_name()
        said = Said(ApproachAnswer.SUGGEST, colleague_name=name, colleague_email=stage.email(name, home))
        _say(stage, asked, at, said)


def ask_back(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Whoever is asked wants to know something first."""
    for asked in _waiting(request)[:1]:
        operations.ask_back(actor=_guest(stage, asked), at=at, asked=asked, words=QUESTION)


def answer_for(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """The coordinator notes what the head said by telephone."""
    for asked in _waiting(request)[:1]:
        operations.answer_for(actor=stage.coordinator, at=at, asked=asked, said=YES)


def remind(stage: Stage, at: datetime) -> None:
    """What is due of those who are asked; mornings on which nobody is are passed over."""
    if Approach.objects.filter(status=ApproachStatus.SENT).exists():
        operations.tick(actor=stage.job("approaches"), at=at)


def _best_first(stage: Stage, actor: Actor, request: SupportRequest, at: datetime) -> list[UUID]:
    found = problem.assemble(actor=actor, support_request=request, at=at)
    keys = [UUID(each.helper.entry_id) for each in rules.rank(found.need, found.helpers).candidates]
    # Mostly the first; now and then the second, as people do.
    begin = min(len(keys) - 1, stage.chance.choice((0, 0, 0, 1))) if keys else 0
    return keys[begin:]


def _at_once(actor: Actor, request: SupportRequest, at: datetime, entry_id: UUID) -> Link:
    return operations.link(actor=actor, at=at, support_request=request, entry_id=entry_id, knows_of_none=True)


def _ask(actor: Actor, request: SupportRequest, at: datetime, found: list[UUID], *, ready: int) -> Approach | None:
    """Ask about the first of these whose head is known."""
    for place, entry_id in enumerate(found):
        try:
            return operations.ask(
                actor=actor,
                at=at,
                support_request=request,
                entry_id=entry_id,
                alternates=found[place + 1 : place + 1 + ready],
                knows_of_none=True,
            )
        except UnableToApproach:
            continue
    return None


def _agree(stage: Stage, approach: Approach, at: datetime) -> None:
    """Everybody whose yes is needed says it, one after the other."""
    while waiting := _waiting(approach.support_request):
        _say(stage, waiting[0], at, YES)


def _waiting(request: SupportRequest) -> list[AskedPerson]:
    found = AskedPerson.objects.filter(
        approach__support_request=request,
        approach__status=ApproachStatus.SENT,
        asked_at__isnull=False,
        answered_at=None,
    )
    whole = found.select_related("person", "approach__support_request", "approach__entry__organisation")
    return list(whole.order_by("asked_at", "number"))


def _say(stage: Stage, asked: AskedPerson, at: datetime, said: Said) -> None:
    operations.answer(actor=_guest(stage, asked), at=at, asked=asked, said=said)


def _guest(stage: Stage, asked: AskedPerson) -> Actor:
    return stage.by_link(policy.ASKED_LINK, record_id=asked.pk, person=asked.person, state="asked")


def share(actor: Actor, request: SupportRequest, at: datetime) -> bool:
    """Share a few of those who could help with the school, a line about the first; whether there was anybody."""
    candidates = _candidates(actor, request, at)[:SHARED]
    if candidates:
        people = {UUID(each.helper.entry_id): "" for each in candidates}
        people[UUID(candidates[0].helper.entry_id)] = LINE
        operations.share(actor=actor, at=at, support_request=request, people=people)
    return bool(candidates)


def answer_shortlist(actor: Actor, request: SupportRequest, at: datetime, *, wants_one: bool) -> None:
    """Say for the school who of them it would like to meet, or that none fits, where anybody was shared."""
    found = queries.shortlist_of(actor=actor, request_id=request.pk)
    if found is None or not found.is_waiting:
        return
    chosen = found.people.order_by("pk").first() if wants_one else None
    operations.answer_shortlist(
        actor=actor,
        at=at,
        shortlist=found,
        entry_id=chosen.entry_id if chosen else None,
        words=CHOSEN if chosen else NONE_FITS,
    )


def go_on_without_choice(actor: Actor, request: SupportRequest, at: datetime) -> None:
    """Choose ourselves after all, where the school did not."""
    found = queries.shortlist_of(actor=actor, request_id=request.pk)
    if found is not None and found.is_waiting:
        operations.go_on_without_choice(actor=actor, at=at, shortlist=found)


def _candidates(actor: Actor, request: SupportRequest, at: datetime) -> tuple[rules.Candidate, ...]:
    found = problem.assemble(actor=actor, support_request=request, at=at)
    return rules.rank(found.need, found.helpers).candidates
