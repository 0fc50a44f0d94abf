"""Who may found, see and change a programme."""

from typing import Any

from linkage.access.action import Action, anybody, either, known_person, operator, signed_in, system
from linkage.access.actor import Actor

COORDINATORS = "coordinators of the programme"


def _coordinator(actor: Actor) -> bool:
    return actor.has("coordinator")


def _of_this_programme(actor: Actor, target: Any) -> bool:
    """The programme itself, or a row of it."""
    return target is not None and actor.programme_id in (target.pk, getattr(target, "programme_id", None))


CREATE = Action(
    "programmes.create", "founded the programme", "the operator of the installation", either(operator, system)
)
SEE_PUBLIC = Action("programmes.see_public", "looked at the public page", "anybody", anybody, public=True)
SEE_HOME = Action("programmes.see_home", "looked at their home page", "whoever is signed in", signed_in)
SEE_MORE = Action("programmes.see_more", "looked for something else", "people of the programme", known_person)
SEE_SETTINGS = Action("programmes.see_settings", "looked at the settings", COORDINATORS, _coordinator)
CHANGE_SETTINGS = Action(
    "programmes.change_settings", "changed the settings", COORDINATORS, _coordinator, on=_of_this_programme
)
PAUSE = Action("programmes.pause", "paused the programme", COORDINATORS, _coordinator, on=_of_this_programme)
RESUME = Action("programmes.resume", "started the programme again", COORDINATORS, _coordinator, on=_of_this_programme)
SEE_CALENDAR = Action("programmes.see_calendar", "looked at the school calendar", COORDINATORS, _coordinator)
CHANGE_CALENDAR = Action("programmes.change_calendar", "changed the school calendar", COORDINATORS, _coordinator)
REMOVE_CLOSURE = Action(
    "programmes.remove_closure", "took a closed day away", COORDINATORS, _coordinator, on=_of_this_programme
)
SEE_NEIGHBOURS = Action(
    "programmes.see_neighbours", "looked at which programmes share with theirs", COORDINATORS, _coordinator
)
SHARE_WITH = Action("programmes.share_with", "shared with another programme", COORDINATORS, _coordinator)
SHARE_NO_MORE = Action("programmes.share_no_more", "shared with another programme no more", COORDINATORS, _coordinator)
SEE_QUESTIONS = Action(
    "programmes.see_questions", "looked at the questions of the public page", COORDINATORS, _coordinator
)
ADD_QUESTION = Action("programmes.add_question", "added a question to the public page", COORDINATORS, _coordinator)
TAKE_QUESTIONS = Action(
    "programmes.take_questions", "made the questions of the public page their own", COORDINATORS, _coordinator
)
DROP_QUESTIONS = Action(
    "programmes.drop_questions", "went back to the questions that come with Linkage", COORDINATORS, _coordinator
)
CHANGE_QUESTION = Action(
    "programmes.change_question",
    "changed a question of the public page",
    COORDINATORS,
    _coordinator,
    on=_of_this_programme,
)
REMOVE_QUESTION = Action(
    "programmes.remove_question",
    "took a question off the public page",
    COORDINATORS,
    _coordinator,
    on=_of_this_programme,
)
