"""How entries are kept true: asked once a term, confirmed or forgotten; and colleagues who change school."""

from datetime import datetime
from functools import partial

from linkage.demo.stage import Stage, chain
from linkage.demo.stories.programmes import Plan
from linkage.directory import operations, policy
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry

# Who changes school: where to, how many working days ago they said so, and what the head there answers.
MOVERS = {
    "Winnie Cheung": ("Loomgate Academy", 9, operations.take_in),
    "Simon Haworth": ("Copperhey School", 7, operations.turn_away),
    "Olu Bankole": ("Gannet Road Academy", 2, None),
}
# So many working days after the question most have answered.
ANSWERED_AFTER = (0, 0, 1, 1, 2, 4, 6)


def tell(stage: Stage, plan: Plan) -> None:
    """Have somebody move, somebody turned away, and somebody wait; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    for name, (_, days, _) in MOVERS.items():
        stage.diary.note(stage.diary.ago(days), partial(_move, stage, name))


def answer_still_right(stage: Stage, asked_at: datetime) -> None:
    """Whoever was asked at this moment answers in the next days by the link in the mail, but for those who never do."""
    for entry in Entry.objects.filter(status=EntryStatus.LISTED, asked_at=asked_at).select_related("person"):
        if entry.pk not in stage.silent:
            chain(stage.diary, asked_at, (stage.chance.choice(ANSWERED_AFTER), partial(say_right, stage, entry)))


def say_right(stage: Stage, entry: Entry, at: datetime) -> None:
    """Say by the link in the mail that an entry is still right; nothing where that was said meanwhile."""
    entry.refresh_from_db()
    if entry.is_questioned:
        guest = stage.by_link(policy.RIGHT_LINK, record_id=entry.pk, person=entry.person, state=entry.question)
        operations.confirm(actor=guest, at=at, entry=entry)


def _move(stage: Stage, name: str, at: datetime) -> None:
    where, _, answered_by = MOVERS[name]
    school = stage.schools[where]
    entry = Entry.objects.get(person__name=name)
    move = operations.leave_school(actor=stage.actor(name), at=at, entry=entry, to_organisation=school)
    if move is not None and answered_by is not None:
        chain(stage.diary, at, (1, lambda when: answered_by(actor=stage.head(school), at=when, move=move)))
