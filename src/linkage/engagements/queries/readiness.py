"""How ready each side says it is, as far as the reader may see it: what the other side wrote only once both show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import EngagementStatus, Kind
from linkage.engagements.models import (
    Engagement,
    GovernorsWord,
    ReadinessAnswer,
    ReadinessAsking,
    ReadinessQuestion,
    ReadinessQuestions,
    ReadinessSheet,
    Review,
)
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.links.enums import Side

# Both sides are asked again as home begins to ask how each aim stands: what changed is there when they look at it.
BEFORE_LOOK = timedelta(days=7)
Answers = Mapping[str, ReadinessAnswer]


@dataclass(frozen=True)
class Asked:
    """One asking as its reader may see it: {side: {theme: answer}}, of the other side only when both have shown."""

    asking: ReadinessAsking
    sheets: Mapping[str, ReadinessSheet]
    answers: Mapping[str, Answers]

    @property
    def is_shown(self) -> bool:
        """Whether both sides have shown their answers."""
        return self.asking.shown_at is not None

    @property
    def themes(self) -> tuple[str, ...]:
        """What was asked about, in its order."""
        return rules.themes_of(is_light=self.asking.is_light)

    @property
    def waits_for_talk(self) -> bool:
        """Whether a conversation is asked for that nobody has noted yet."""
        return self.asking.wants_talk and self.asking.talked_on is None

    @property
    def sheets_shown(self) -> tuple[str, ...]:
        """The sides that have said "show"."""
        return tuple(side for side in self.sheets if self.has_shown(side))

    def has_shown(self, side: str) -> bool:
        """Whether a side has said "show"."""
        return side in self.sheets and self.sheets[side].shown_at is not None

    def value(self, side: str, theme: str) -> int | None:
        """How ready a side feels for a theme, as far as the reader may know."""
        found = self.answers[side].get(theme)
        return found.value if found else None


@dataclass(frozen=True)
class Readiness:
    """Everything about being ready that the reader may see, from their side; the newest asking comes last."""

    engagement: Engagement
    side: str
    askings: tuple[Asked, ...]
    questions: tuple[rules.QuestionText, ...]
    governors: Mapping[str, GovernorsWord]

    @property
    def other(self) -> str:
        """The side that the reader does not speak for."""
        return Side.HOME if self.side == Side.CLIENT else Side.CLIENT

    @property
    def current(self) -> Asked | None:
        """The newest asking; None before it has begun."""
        return self.askings[-1] if self.askings else None

    def title(self, theme: str) -> str:
        """What a theme that is asked about is called; raises NotFound for one that is not."""
        if self.current is None or theme not in self.current.themes:
            raise NotFound("theme")
        return next(each.title for each in self.questions if each.theme == theme)

    @property
    def shown(self) -> tuple[Asked, ...]:
        """The askings of which both sides have shown their answers, the oldest first."""
        return tuple(each for each in self.askings if each.is_shown)


def readiness_of(*, actor: Actor, engagement: Engagement) -> Readiness:
    """Return how ready both sides are, as the actor's side may know; raises NotFound for who is of neither."""
    side = policy.side_of(actor, engagement)
    if not side:
        raise NotFound("readiness")
    askings = list(
        ReadinessAsking.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
        .select_related("talk_noted_by")
        .order_by("number")
    )
    return Readiness(
        engagement=engagement,
        side=side,
        askings=tuple(_asked(askings, actor, engagement, side)),
        questions=_questions_of(actor, askings),
        governors=_governors(actor, engagement),
    )


def readiness_is_done(*, actor: Actor, engagement: Engagement) -> bool:
    """Whether both sides have shown, talked where that is asked for, and governors signed off where there is a sponsor.

    The first asking counts: being asked again half-way takes nothing back.
    """
    first = ReadinessAsking.objects.filter(programme_id=actor.tenant_id, engagement=engagement, number=1).first()
    if first is None or first.shown_at is None or (first.wants_talk and first.talked_on is None):
        return False
    return engagement.kind != Kind.SPONSORSHIP or len(_governors(actor, engagement)) == len(Side)


def latest_asking(*, actor: Actor, engagement: Engagement) -> ReadinessAsking | None:
    """Return what both sides were asked last, with its questions and who asked."""
    found = ReadinessAsking.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    return found.select_related("questions", "asked_by").order_by("-number").first()


def half_way_due(*, actor: Actor, at: datetime) -> list[Engagement]:
    """Return what is under way and looked at half-way within a week, where both sides are to be asked again."""
    return list(_half_way(actor, at).order_by("created_at", "pk"))


def is_half_way_due(*, actor: Actor, engagement: Engagement, at: datetime) -> bool:
    """Whether both sides of one engagement are to be asked again half-way."""
    return _half_way(actor, at).filter(pk=engagement.pk).exists()


def _half_way(actor: Actor, at: datetime) -> QuerySet[Engagement]:
    """Where both were asked once, have shown, and talked where that is asked for; whoever was asked again is not."""
    asked = ReadinessAsking.objects.filter(engagement=OuterRef("pk"))
    keeps = Q(shown_at=None) | Q(wants_talk=True, talked_on=None) | Q(number__gt=1)
    look = Review.objects.filter(engagement=OuterRef("pk"), is_half_way=True, closed_at=None)
    return Engagement.objects.whole().filter(
        Exists(asked),
        ~Exists(asked.filter(keeps)),
        Exists(look.filter(due_on__lte=day_of(at) + BEFORE_LOOK)),
        programme_id=actor.tenant_id,
        status=EngagementStatus.ACTIVE,
    )


def questions_now(*, actor: Actor) -> tuple[int, tuple[rules.QuestionText, ...]]:
    """Return the questions that whoever begins now is asked, and their version: 0 while nobody has ever begun."""
    newest = ReadinessQuestions.objects.filter(programme_id=actor.tenant_id).order_by("-version").first()
    return (newest.version, _texts(newest)) if newest else (0, rules.QUESTIONS)


def _questions_of(actor: Actor, askings: list[ReadinessAsking]) -> tuple[rules.QuestionText, ...]:
    """Those it began with, whatever is asked elsewhere by now."""
    if not askings:
        return questions_now(actor=actor)[1]
    kept = ReadinessQuestions(pk=askings[-1].questions_id, programme_id=actor.tenant_id)
    return _texts(kept)


def _texts(version: ReadinessQuestions) -> tuple[rules.QuestionText, ...]:
    found = ReadinessQuestion.objects.filter(programme_id=version.programme_id, questions_id=version.pk)
    return tuple(rules.QuestionText(each.theme, each.title, each.home, each.client) for each in found.order_by("place"))


def _asked(askings: list[ReadinessAsking], actor: Actor, engagement: Engagement, side: str) -> list[Asked]:
    """With their sheets and answers. What the other side has not shown, or not with ours, is never read at all."""
    if not askings:
        return []
    sheets = ReadinessSheet.objects.filter(programme_id=actor.tenant_id, asking__engagement=engagement)
    may_see = Q(sheet__side=side) | Q(sheet__asking__shown_at__isnull=False)
    answers = ReadinessAnswer.objects.filter(
        may_see, programme_id=actor.tenant_id, sheet__asking__engagement=engagement
    )
    by_sheet: dict[object, dict[str, ReadinessAnswer]] = {}
    for each in answers:
        by_sheet.setdefault(each.sheet_id, {})[each.theme] = each
    of_asking: dict[object, dict[str, ReadinessSheet]] = {}
    for sheet in sheets.select_related("saved_by", "shown_by"):
        # That the other side has begun to write is its own matter too.
        if sheet.side == side or sheet.shown_at is not None:
            of_asking.setdefault(sheet.asking_id, {})[sheet.side] = sheet
    return [_one(asking, of_asking.get(asking.pk, {}), by_sheet) for asking in askings]


def _one(
    asking: ReadinessAsking,
    sheets: dict[str, ReadinessSheet],
    by_sheet: Mapping[object, dict[str, ReadinessAnswer]],
) -> Asked:
    asked = rules.themes_of(is_light=asking.is_light)
    kept = {side: by_sheet.get(sheets[side].pk, {}) if side in sheets else {} for side in Side.values}
    answers = {side: {theme: found[theme] for theme in asked if theme in found} for side, found in kept.items()}
    return Asked(asking, sheets, answers)


def _governors(actor: Actor, engagement: Engagement) -> dict[str, GovernorsWord]:
    if engagement.kind != Kind.SPONSORSHIP:
        return {}
    found = GovernorsWord.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    return {each.side: each for each in found.select_related("noted_by")}
