"""The papers of an engagement, as far as the actor may see them, and the days planned for its steps."""

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import JSONObject

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.models import Engagement, Paper, PaperVersion
from linkage.kernel.errors import NotFound
from linkage.ui.timeline import Event


def papers_of(*, actor: Actor, engagement: Engagement) -> list[Paper]:
    """Return the papers that are there and the actor may read, as `policy.reads_paper` says."""
    found = list(_visible(actor, engagement).filter(taken_off_at=None).order_by("title", "added_at", "pk"))
    for each in found:
        # The one it was asked with, read with whoever takes part, for the policies to judge.
        each.engagement = engagement
    return found


def papers_of_step(*, actor: Actor, engagement: Engagement, code: str) -> list[Paper]:
    """Return the papers that belong to one step, as far as the actor may read them."""
    return [each for each in papers_of(actor=actor, engagement=engagement) if each.code == code]


def paper(*, actor: Actor, engagement: Engagement, paper_id: UUID) -> Paper:
    """Return one paper of an engagement that the actor may read; raises NotFound."""
    found = next((each for each in papers_of(actor=actor, engagement=engagement) if each.pk == paper_id), None)
    if found is None:
        raise NotFound("paper")
    return found


def paper_version(*, actor: Actor, paper: Paper, number: int) -> PaperVersion:  # noqa: ARG001 (every query takes who asks)
    """Return one version of a paper that the actor has found; raises NotFound."""
    found = next((each for each in paper.trail if each.number == number), None)
    if found is None:
        raise NotFound("version")
    return found


def papers_kept(*, actor: Actor, engagement: Engagement) -> tuple[int, int]:
    """Return how many files an engagement holds and how large they are together, whoever may read them."""
    found = PaperVersion.objects.filter(programme_id=actor.tenant_id, paper__engagement=engagement)
    told = found.aggregate(files=Count("pk"), size=Sum("file__size"))
    return told["files"], told["size"] or 0


def paper_events(*, actor: Actor, engagement: Engagement) -> list[Event]:
    """Return what happened to the papers that the actor may read, or could until they were taken off."""
    later = PaperVersion.objects.filter(paper=OuterRef("pk"), number__gt=1)
    told = later.values(json=JSONObject(who="added_by__name", at="added_at"))
    found = []
    for each in _readable(actor, engagement).select_related("taken_off_by").annotate(replaced=ArraySubquery(told)):
        found.append(Event(f"{each.added_by.name} added a paper: {each.title}", each.added_at))
        found += [
            Event(f"{one['who']} replaced a paper: {each.title}", datetime.fromisoformat(one["at"]))
            for one in each.replaced
        ]
        if each.taken_off_at and each.taken_off_by:
            found.append(Event(f"{each.taken_off_by.name} took a paper off: {each.title}", each.taken_off_at))
    return found


def _visible(actor: Actor, engagement: Engagement) -> QuerySet[Paper]:
    versions = PaperVersion.objects.filter(programme_id=actor.tenant_id).select_related("file", "added_by")
    return _readable(actor, engagement).prefetch_related(Prefetch("versions", versions.order_by("-number")))


def _readable(actor: Actor, engagement: Engagement) -> QuerySet[Paper]:
    side = policy.side_of(actor, engagement)
    may_see = Q(asking=None) | Q(asking__shown_at__isnull=False) | Q(side=side) if side else Q(side="")
    if not side and not policy.works_on(actor, engagement):
        may_see = Q(pk=None)
    found = Paper.objects.filter(may_see, programme_id=actor.tenant_id, engagement=engagement)
    return found.select_related("asking", "added_by")
