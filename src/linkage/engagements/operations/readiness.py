"""Saying how ready each side is: in private, then both show, talk where two things are not ready, and ask again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import AT_WORK, BEFORE_START, Kind
from linkage.engagements.models import (
    Engagement,
    GovernorsWord,
    ReadinessAnswer,
    ReadinessAsking,
    ReadinessSheet,
)
from linkage.engagements.operations.asking import ask_both
from linkage.engagements.operations.readiness_questions import newest_questions
from linkage.engagements.operations.settling import settle
from linkage.engagements.operations.telling import tell_asked, tell_shown
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.people.models import Person

CHANGEABLE = (*BEFORE_START, *AT_WORK)


class UnableToAskReadiness(Refused):
    """The two sides cannot be asked now."""


class UnableToAnswerReadiness(Refused):
    """Answers that cannot be kept, or not shown yet."""


class UnableToNoteTalk(Refused):
    """A conversation that cannot be noted so."""


class UnableToNoteGovernors(Refused):
    """A sign-off that cannot be noted so."""


@dataclass(frozen=True)
class Given:
    """The answer of a side for one theme, as far as it is written."""

    value: int | None = None
    note: str = ""
    evidence: str = ""


@operation(policy.BEGIN_READINESS, target="engagement")
def begin_readiness(*, actor: Actor, at: datetime, engagement: Engagement, is_light: bool) -> ReadinessAsking:
    """Ask both sides for the first time, in full or a lighter look; until a side has shown, that may be chosen anew.

    Raises UnableToAskReadiness where a side has shown its answers already.
    """
    _hold(actor, engagement, policy.BEGIN_READINESS)
    found = queries.latest_asking(actor=actor, engagement=engagement)
    if found is None:
        made = ask_both(
            actor=actor,
            at=at,
            engagement=engagement,
            questions=newest_questions(actor=actor, at=at),
            asked_by=_person(actor),
            number=1,
            is_light=is_light,
        )
        tell_asked(actor=actor, at=at, engagement=engagement, is_again=False)
        return made
    if found.number > 1 or found.sheets.filter(shown_at__isnull=False).exists():
        raise UnableToAskReadiness("A side has shown its answers already, so the questions stay as they are")
    found.is_light, found.is_shared = is_light, engagement.is_reciprocal
    found.save()
    return found


@operation(policy.KEEP_READINESS, target="engagement")
def keep_readiness(
    *, actor: Actor, at: datetime, engagement: Engagement, answers: Mapping[str, Given]
) -> ReadinessSheet:
    """Keep the draft of the actor's side: {theme: answer}. It replaces what was kept, and only that side sees it.

    Raises UnableToAnswerReadiness where nothing is asked, or the side has shown its answers.
    """
    _hold(actor, engagement, policy.KEEP_READINESS)
    asking = _open(actor, engagement)
    sheet = _sheet(actor, engagement, asking) or ReadinessSheet(
        programme_id=engagement.programme_id, asking=asking, side=policy.side_of(actor, engagement)
    )
    if sheet.shown_at is not None:
        raise UnableToAnswerReadiness("Your side has shown its answers, so they stay as they are")
    sheet.saved_by, sheet.saved_at = _person(actor), at
    sheet.save()
    for theme in rules.themes_of(is_light=asking.is_light):
        given = answers.get(theme, Given())
        ReadinessAnswer.objects.update_or_create(
            programme_id=engagement.programme_id,
            sheet=sheet,
            theme=theme,
            defaults={"value": given.value, "note": given.note, "evidence": given.evidence},
        )
    return sheet


@operation(policy.SHOW_READINESS, target="engagement")
def show_readiness(*, actor: Actor, at: datetime, engagement: Engagement) -> ReadinessSheet:
    """Say "show" for the actor's side: its answers stay as they are, and are seen once the other side says so too.

    Raises UnableToAnswerReadiness where nothing is asked, it was said already, or something is not answered.
    """
    _hold(actor, engagement, policy.SHOW_READINESS)
    asking = _open(actor, engagement)
    sheet = _sheet(actor, engagement, asking)
    if sheet is None:
        raise UnableToAnswerReadiness("Answer the questions first")
    if sheet.shown_at is not None:
        raise UnableToAnswerReadiness("Your side has shown its answers already")
    titles = {each.theme: each.title for each in asking.questions.questions.order_by("place")}
    wanted = rules.themes_of(is_light=asking.is_light)
    values = dict(sheet.answers.values_list("theme", "value"))
    UnableToAnswerReadiness.unless_none(
        rules.everything_is_answered(values, {theme: titles[theme] for theme in wanted})
    )
    sheet.shown_by, sheet.shown_at = _person(actor), at
    sheet.save()
    _show_both(asking, at)
    is_both, wants_talk = asking.shown_at is not None, asking.wants_talk
    tell_shown(actor=actor, at=at, engagement=engagement, is_both=is_both, wants_talk=wants_talk)
    settle(actor=actor, at=at, engagement=engagement)
    return sheet


@operation(policy.NOTE_TALK, target="engagement")
def note_talk(
    *, actor: Actor, at: datetime, engagement: Engagement, talked_on: date, talked_who: str, talk_outcome: str
) -> ReadinessAsking:
    """Note once who talked about what is not ready, on which day, and what came of it; both sides read it.

    Raises UnableToNoteTalk before both have shown, where it is noted, or for a day that cannot be.
    """
    _hold(actor, engagement, policy.NOTE_TALK)
    asking = queries.latest_asking(actor=actor, engagement=engagement)
    if asking is None or asking.shown_at is None:
        raise UnableToNoteTalk("Both sides show their answers first. Then you see what to talk about")
    if asking.talked_on is not None:
        raise UnableToNoteTalk("Somebody was quicker: the conversation is noted already")
    UnableToNoteTalk.unless_none(rules.the_talk_has_been(talked_on, day_of(asking.shown_at), day_of(at)))
    asking.talked_on, asking.talked_who, asking.talk_outcome = talked_on, talked_who, talk_outcome
    asking.talk_noted_by = _person(actor)
    asking.save()
    settle(actor=actor, at=at, engagement=engagement)
    return asking


@operation(policy.ASK_AGAIN, target="engagement")
def ask_again(*, actor: Actor, at: datetime, engagement: Engagement, is_light: bool) -> ReadinessAsking:
    """Ask both sides again while it is under way, by the questions they began with.

    Raises UnableToAskReadiness while the last asking is not finished, UnableToMove where it is not under way.
    """
    _hold(actor, engagement, policy.ASK_AGAIN)
    engagement.refuse_unless(*AT_WORK)
    last = queries.latest_asking(actor=actor, engagement=engagement)
    if last is None:
        raise UnableToAskReadiness("Nobody has been asked yet. Begin it first")
    if last.shown_at is None:
        raise UnableToAskReadiness("Both sides show the answers they are asked for now, before you ask again")
    if last.wants_talk and last.talked_on is None:
        raise UnableToAskReadiness("Note the conversation about the last answers, before you ask again")
    made = ask_both(
        actor=actor,
        at=at,
        engagement=engagement,
        questions=last.questions,
        asked_by=_person(actor),
        number=last.number + 1,
        is_light=is_light,
    )
    tell_asked(actor=actor, at=at, engagement=engagement, is_again=True)
    return made


@operation(policy.NOTE_GOVERNORS, target="engagement")
def note_governors(
    *, actor: Actor, at: datetime, engagement: Engagement, who: str, meeting: str, decided_on: date
) -> GovernorsWord:
    """Note who of the governors of the actor's side signed a sponsorship off, in which meeting; anew replaces it.

    Raises UnableToNoteGovernors where there is no sponsor, or for a day that is to come.
    """
    _hold(actor, engagement, policy.NOTE_GOVERNORS)
    if engagement.kind != Kind.SPONSORSHIP:
        raise UnableToNoteGovernors(
            "Governors sign off where one school becomes part of another. This is no such thing"
        )
    UnableToNoteGovernors.unless_none(rules.the_meeting_has_been(decided_on, day_of(at)))
    found, _ = GovernorsWord.objects.update_or_create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        side=policy.side_of(actor, engagement),
        defaults={
            "who": who,
            "meeting": meeting,
            "decided_on": decided_on,
            "noted_by": _person(actor),
            "noted_at": at,
        },
    )
    settle(actor=actor, at=at, engagement=engagement)
    return found


def _hold(actor: Actor, engagement: Engagement, action: Action) -> None:
    """Hold its row; whoever was let go meanwhile, or found it paused or over, is refused."""
    engagement.hold()
    action.check(actor, engagement)
    engagement.refuse_unless(*CHANGEABLE)


def _open(actor: Actor, engagement: Engagement) -> ReadinessAsking:
    found = queries.latest_asking(actor=actor, engagement=engagement)
    if found is None:
        raise UnableToAnswerReadiness("Nobody is asked yet. Whoever leads for one of the two schools begins it")
    if found.shown_at is not None:
        raise UnableToAnswerReadiness("Both sides have shown their answers, so they stay as they are")
    return found


def _sheet(actor: Actor, engagement: Engagement, asking: ReadinessAsking) -> ReadinessSheet | None:
    return asking.sheets.filter(programme_id=engagement.programme_id, side=policy.side_of(actor, engagement)).first()


def _show_both(asking: ReadinessAsking, at: datetime) -> None:
    """Once the second side has shown, both see all; and it is found out whether they have to talk first."""
    if asking.sheets.filter(shown_at=None).exists() or asking.sheets.count() == 1:
        return
    answers = ReadinessAnswer.objects.filter(
        programme_id=asking.programme_id,
        sheet__asking=asking,
        theme__in=rules.themes_of(is_light=asking.is_light),
        value__isnull=False,
    )
    asking.shown_at = at
    asking.wants_talk = rules.asks_for_talk([each.value for each in answers if each.value])
    asking.save()


def _person(actor: Actor) -> Person:
    return people.person(actor=actor, person_id=actor.person_id)
