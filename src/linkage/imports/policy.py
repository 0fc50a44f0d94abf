"""Who may bring a spreadsheet in."""

from typing import Any

from linkage.access.action import Action, either, system
from linkage.access.actor import Actor
from linkage.people.enums import Role

_COORDINATORS = "coordinators; the command line"


def _coordinates(actor: Actor) -> bool:
    return actor.has(Role.COORDINATOR)


def _ours(actor: Actor, target: Any) -> bool:
    return target is not None and target.programme_id == actor.programme_id


_may = either(_coordinates, system)

SEE = Action("imports.see", "looked at a spreadsheet", _COORDINATORS, _may, _ours)
BRING = Action("imports.bring", "brought a spreadsheet in", _COORDINATORS, _may)
DECIDE = Action("imports.decide", "matched a spreadsheet’s columns and rows", _COORDINATORS, _may, _ours)
CONFIRM = Action("imports.confirm", "added what a spreadsheet holds", _COORDINATORS, _may, _ours)
UNDO = Action("imports.undo", "undid an import", _COORDINATORS, _may, _ours)
DISCARD = Action("imports.discard", "threw a spreadsheet away", _COORDINATORS, _may, _ours)
TAKE_ROWS = Action("imports.take_rows", "took the rows left out home", _COORDINATORS, _may, _ours)
TIDY = Action("imports.tidy", "forgot old spreadsheets", "a job of the house", system)
