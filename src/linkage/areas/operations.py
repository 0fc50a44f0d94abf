"""What can be done to areas."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.areas import gateway, policy, queries, rules
from linkage.areas.models import Area, Confirmation
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.programmes.models import Programme
from linkage.programmes.operations import have_done_in_each
from linkage.programmes.rules import slug_from
from linkage.search.folding import fold

# So many of one person's confirmations are kept: who asks often teaches no more than others, and takes no more room.
MOST_CONFIRMATIONS = 100
JOB = "areas.complete-in-programme"


# The other headings an area is counted under.
HEADINGS = ("sle_area", "ofsted_area", "priority")


class UnableToChangeArea(Refused):
    """The area cannot be called that."""


@part_of_operation
def seed(*, actor: Actor, at: datetime, programme: Programme) -> None:  # noqa: ARG001 (every consequence has both)
    """Give a new programme the areas that Linkage ships, in both levels; it may change them all."""
    _add_shipped(programme.pk, {})


@operation(policy.COMPLETE)
def have_completed(*, actor: Actor, at: datetime) -> None:
    """Have each programme given the areas that this version ships and it has not got yet."""
    have_done_in_each(actor=actor, at=at, job=JOB)


@operation(policy.COMPLETE)
def complete(*, actor: Actor, at: datetime) -> int:  # noqa: ARG001
    """Give the actor's programme the shipped areas it lacks and return how many; what it changed or retired stays."""
    has = {area.code: area for area in queries.everything(actor=actor)}
    headings = {each.code: each.ofsted_area for each in gateway.shipped()}
    bare = [area for area in has.values() if not area.ofsted_area and not area.is_own and headings.get(area.code)]
    for area in bare:
        area.ofsted_area = headings[area.code]
    Area.objects.bulk_update(bare, ["ofsted_area"])
    return _add_shipped(actor.tenant_id, has)


def _add_shipped(programme_id: uuid.UUID, has: dict[str, Area]) -> int:
    """Add what is missing; a name the programme uses for an area of its own is left to it, with that area."""
    taken = {fold(area.name) for area in has.values()}
    new: dict[str, Area] = {}
    for each in gateway.shipped():
        if each.code not in has and fold(each.name) not in taken:
            new[each.code] = Area(
                programme_id=programme_id,
                code=each.code,
                parent=new.get(each.parent) or has.get(each.parent),
                name=each.name,
                synonyms=list(each.synonyms),
                sle_area=each.sle_area,
                ofsted_area=each.ofsted_area,
            )
    Area.objects.bulk_create(new.values())
    return len(new)


@operation(policy.ADD)
def add(
    *,
    actor: Actor,
    at: datetime,  # noqa: ARG001
    name: str,
    synonyms: Iterable[str] = (),
    parent: Area | None = None,
    **headings: str,
) -> Area:
    """Add an area of the programme's own, finer than `parent` if one is named; raises UnableToChangeArea."""
    others = dict(queries.everything(actor=actor).values_list("code", "name"))
    UnableToChangeArea.unless_none([*rules.name_is_new(name, others), *rules.parent_stands_alone(_parent_of(parent))])
    return Area.objects.create(
        programme_id=actor.tenant_id,
        code=_free_code(name, others),
        name=name.strip(),
        synonyms=_clean(synonyms),
        parent=parent,
        is_own=True,
        **{heading: headings[heading].strip() for heading in HEADINGS if heading in headings},
    )


def _parent_of(area: Area | None) -> str:
    return area.parent.name if area and area.parent else ""


@operation(policy.CHANGE, target="area")
def change(
    *,
    actor: Actor,
    at: datetime,  # noqa: ARG001
    area: Area,
    name: str,
    synonyms: Iterable[str],
    parent: Area | None = None,
    **headings: str,
) -> Area:
    """Rename an area and set the words it is found by; its code stays. Raises UnableToChangeArea.

    `headings` are the other headings it is counted under (`HEADINGS`), those not named stay. An area of the
    programme's own stands under `parent`, or on the first level; one that Linkage ships stays where it is.
    """
    others = dict(queries.everything(actor=actor).exclude(pk=area.pk).values_list("code", "name"))
    UnableToChangeArea.unless_none(rules.name_is_new(name, others))
    area.name, area.synonyms = name.strip(), _clean(synonyms)
    if area.is_own:
        UnableToChangeArea.unless_none(_may_stand_under(actor, area, parent))
        area.parent = parent
    for heading in HEADINGS:
        setattr(area, heading, headings.get(heading, getattr(area, heading)).strip())
    area.save(update_fields=["name", "synonyms", "parent", *HEADINGS])
    return area


def _may_stand_under(actor: Actor, area: Area, parent: Area | None) -> list[Violation]:
    """There are two levels: nothing stands under itself, nor with finer areas of its own under another."""
    if parent and queries.children(actor=actor, area=area).exists():
        sentence = "Other areas stand under this one, so it stays on the first level"
        return [Violation("may_stand_under", sentence, "parent")]
    same = parent is not None and parent.pk == area.pk
    return rules.parent_stands_alone(area.name if same else _parent_of(parent))


@operation(policy.RETIRE, target="area")
def retire(*, actor: Actor, at: datetime, area: Area) -> Area:  # noqa: ARG001
    """Take an area out of use: nobody can choose it any more; records that have it keep it."""
    area.is_in_use = False
    area.save(update_fields=["is_in_use"])
    return area


@operation(policy.RESTORE, target="area")
def restore(*, actor: Actor, at: datetime, area: Area) -> Area:  # noqa: ARG001
    """Bring a retired area back into use."""
    area.is_in_use = True
    area.save(update_fields=["is_in_use"])
    return area


@part_of_operation
def confirm(*, actor: Actor, at: datetime, text: str, codes: Sequence[str]) -> bool:
    """Learn that the asker's `text` is about these areas; return whether anything was kept.

    Nothing is kept of a concern about a person, nor from somebody who is no person of the programme; of others only
    numbers of words, never the text.
    """
    marks = rules.marks(rules.tokens(text))
    if actor.person_id is None or not marks or not codes:
        return False
    if queries.read(actor=actor, text=text).flag == "safeguarding":
        return False
    chosen = queries.rolled_up(actor=actor, codes=codes)
    Confirmation.objects.create(
        programme_id=actor.tenant_id, person_id=actor.person_id, codes=chosen, marks=marks, confirmed_at=at
    )
    mine = Confirmation.objects.filter(programme_id=actor.tenant_id, person_id=actor.person_id)
    oldest = mine.order_by("-confirmed_at", "pk").values("pk")[MOST_CONFIRMATIONS:]
    Confirmation.objects.filter(pk__in=oldest).delete()
    return True


def _clean(synonyms: Iterable[str]) -> list[str]:
    """Trimmed, without doubles, in their order."""
    return list(dict.fromkeys(word for each in synonyms if (word := " ".join(each.split())[:60])))


def _free_code(name: str, taken: Iterable[str]) -> str:
    """A stable code from the first name of an area, numbered when another has it already."""
    wanted = slug_from(name)[:36] or "area"
    numbered = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, 1000))
    return next(code for code in numbered if code not in set(taken))
