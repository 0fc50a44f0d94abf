"""Papers: adding one, a newer version, and taking one off."""

from datetime import datetime

from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.documents import operations as documents
from linkage.documents.gateway import Checked
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import Doer
from linkage.engagements.models import Engagement, Paper, PaperVersion, ReadinessAsking, Step
from linkage.kernel.errors import Forbidden, Refused
from linkage.people import queries as people


class UnableToKeepPaper(Refused):
    """A paper that cannot be added, replaced or taken off now."""


@operation(policy.ADD_PAPER, target="engagement")
def add_paper(
    *, actor: Actor, at: datetime, engagement: Engagement, title: str, file: Checked, code: str = "", theme: str = ""
) -> Paper:
    """Keep a paper, for a step (`code`) where it belongs to one, or as evidence for an answer about a theme.

    Raises UnableToKeepPaper where nothing may be written now, there is no room, or the answer is shown already.
    """
    _hold(engagement)
    policy.ADD_PAPER.check(actor, engagement)
    side = policy.side_of(actor, engagement)
    _check_step(actor, engagement, side, code)
    asking = _asking(engagement, side, theme) if theme else None
    _check_room(actor, engagement, file)
    made = Paper.objects.create(
        programme_id=actor.tenant_id,
        engagement=engagement,
        title=title,
        side=side,
        code=code,
        asking=asking,
        theme=theme,
        added_by=people.person(actor=actor, person_id=actor.person_id),
        added_at=at,
    )
    _add_version(actor, at, made, file, 1)
    return made


@operation(policy.REPLACE_PAPER, target="paper")
def replace_paper(*, actor: Actor, at: datetime, paper: Paper, file: Checked, based_on: int) -> PaperVersion:
    """Put a newer version in the place of the one the actor has seen; the earlier ones stay to be read.

    Raises UnableToKeepPaper where somebody was quicker, it is the same file, or it may not be changed any more.
    """
    now = _held(actor, paper, policy.REPLACE_PAPER)
    if now.newest.number != based_on:
        raise UnableToKeepPaper("Somebody was quicker: there is a newer version. Read it first, then replace it")
    if now.newest.file.sha256 == file.sha256:
        raise UnableToKeepPaper("This is the file that is there already. Choose the newer one")
    _check_room(actor, now.engagement, file)
    return _add_version(actor, at, now, file, based_on + 1)


@operation(policy.TAKE_PAPER_OFF, target="paper")
def take_paper_off(*, actor: Actor, at: datetime, paper: Paper) -> Paper:
    """Take a paper off with all its versions: its files are gone for good, that it was there stays to be read.

    Raises UnableToKeepPaper where somebody was quicker, or it may not be changed any more.
    """
    now = _held(actor, paper, policy.TAKE_PAPER_OFF)
    files = [each.file for each in now.trail]
    PaperVersion.objects.filter(programme_id=actor.tenant_id, paper=now).delete()
    for file in files:
        documents.drop(actor=actor, at=at, file=file)
    now.taken_off_by, now.taken_off_at = people.person(actor=actor, person_id=actor.person_id), at
    now.save()
    return now


def _hold(engagement: Engagement) -> None:
    engagement.hold()
    if not engagement.is_changeable:
        raise UnableToKeepPaper(f"This is now “{engagement.state.label}”: what is there can be read, and nothing added")


def _held(actor: Actor, paper: Paper, action: Action) -> Paper:
    """The paper as it is now, its engagement held."""
    _hold(paper.engagement)
    known = {each.pk: each for each in queries.papers_of(actor=actor, engagement=paper.engagement)}
    if paper.pk not in known:
        raise UnableToKeepPaper("Somebody was quicker: this paper was taken off")
    now = known[paper.pk]
    now.engagement = paper.engagement
    action.check(actor, now)
    if now.asking is not None and _has_shown(now.asking, now.side):
        raise UnableToKeepPaper("Your side has shown its answers, so what belongs to them stays as it is")
    return now


def _check_step(actor: Actor, engagement: Engagement, side: str, code: str) -> None:
    steps = Step.objects.filter(programme_id=actor.tenant_id, step_list_id=engagement.step_list_id)
    step = steps.filter(code=code).first() if code else None
    if not side and (step is None or step.doer != Doer.PROGRAMME):
        raise Forbidden(policy.ADD_PAPER.name)
    if code and step is None:
        raise UnableToKeepPaper("This step is not there any more. Go back and look at the list again")


def _asking(engagement: Engagement, side: str, theme: str) -> ReadinessAsking:
    found = ReadinessAsking.objects.filter(programme_id=engagement.programme_id, engagement=engagement, shown_at=None)
    asking = found.first()
    if asking is None or theme not in rules.themes_of(is_light=asking.is_light):
        raise UnableToKeepPaper("Nothing is asked about this now, so there is no answer it could be evidence for")
    if _has_shown(asking, side):
        raise UnableToKeepPaper("Your side has shown its answers, so what belongs to them stays as it is")
    return asking


def _has_shown(asking: ReadinessAsking, side: str) -> bool:
    found = asking.sheets.filter(programme_id=asking.programme_id, side=side, shown_at__isnull=False)
    return asking.shown_at is not None or found.exists()


def _check_room(actor: Actor, engagement: Engagement, file: Checked) -> None:
    files, size = queries.papers_kept(actor=actor, engagement=engagement)
    UnableToKeepPaper.unless_none(rules.there_is_room(files, size, file.size))


def _add_version(actor: Actor, at: datetime, paper: Paper, file: Checked, number: int) -> PaperVersion:
    return PaperVersion.objects.create(
        programme_id=actor.tenant_id,
        paper=paper,
        number=number,
        file=documents.keep(actor=actor, at=at, file=file),
        added_by=people.person(actor=actor, person_id=actor.person_id),
        added_at=at,
    )
