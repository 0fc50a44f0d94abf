"""Who may see and change what help can be about."""

from linkage.access.action import Action
from linkage.access.actor import Actor


def _coordinator(actor: Actor) -> bool:
    return actor.has("coordinator")


def _system(actor: Actor) -> bool:
    return actor.is_system


MANAGE = Action("areas.manage", "looked at the areas", "coordinators of the programme", _coordinator)
ADD = Action("areas.add", "added an area", "coordinators of the programme", _coordinator)
CHANGE = Action("areas.change", "changed an area", "coordinators of the programme", _coordinator)
RETIRE = Action("areas.retire", "retired an area", "coordinators of the programme", _coordinator)
RESTORE = Action("areas.restore", "brought an area back", "coordinators of the programme", _coordinator)
COMPLETE = Action("areas.complete", "took over the areas of a new version", "a job of the house", _system)
