"""What can be done to areas."""

import csv
from collections.abc import Iterable
from datetime import datetime
from importlib import resources

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.areas import policy, queries, rules
from linkage.areas.models import Area
from linkage.kernel.errors import Refused
from linkage.programmes.models import Programme
from linkage.programmes.rules import slug_from

# Not areas anybody is asked for help with: the first goes to the statutory procedure, the second says "ask again".
NOT_FOR_A_LIST = frozenset({"safeguarding", "unclear"})


class UnableToChangeArea(Refused):
    """The area cannot be called that."""


@part_of_operation
def seed(*, actor: Actor, at: datetime, programme: Programme) -> None:  # noqa: ARG001 (every consequence has both)
    """Give a new programme the areas that Linkage ships; it may change them all."""
    with (resources.files("linkage.areas") / "data" / "support-areas.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["code"] not in NOT_FOR_A_LIST]
    Area.objects.bulk_create(
        Area(
            programme=programme,
            code=row["code"],
            name=row["name"],
            synonyms=_clean(row["words_met_in_requests"].split(",")),
            sle_area=row["sle_area"],
        )
        for row in rows
    )


@operation(policy.ADD)
def add(*, actor: Actor, at: datetime, name: str, synonyms: Iterable[str] = ()) -> Area:  # noqa: ARG001
    """Add an area of the programme's own; raises UnableToChangeArea."""
    others = dict(queries.all_areas(actor=actor).values_list("code", "name"))
    UnableToChangeArea.unless_none(rules.name_is_new(name, others))
    return Area.objects.create(
        programme_id=actor.tenant_id, code=_free_code(name, others), name=name.strip(), synonyms=_clean(synonyms)
    )


@operation(policy.CHANGE, target="area")
def change(*, actor: Actor, at: datetime, area: Area, name: str, synonyms: Iterable[str]) -> Area:  # noqa: ARG001
    """Rename an area and set the words it is found by; its code stays. Raises UnableToChangeArea."""
    others = dict(queries.all_areas(actor=actor).exclude(pk=area.pk).values_list("code", "name"))
    UnableToChangeArea.unless_none(rules.name_is_new(name, others))
    area.name, area.synonyms = name.strip(), _clean(synonyms)
    area.save(update_fields=["name", "synonyms"])
    return area


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


def _clean(synonyms: Iterable[str]) -> list[str]:
    """Trimmed, without doubles, in their order."""
    return list(dict.fromkeys(word for each in synonyms if (word := " ".join(each.split())[:60])))


def _free_code(name: str, taken: Iterable[str]) -> str:
    """A stable code from the first name of an area, numbered when another has it already."""
    wanted = slug_from(name)[:36] or "area"
    numbered = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, 1000))
    return next(code for code in numbered if code not in set(taken))
