"""What can be done with what a request leads to, split by noun; other apps call `operations.introduce(…)`."""

from linkage.links.operations.destinations import (
    Described,
    UnableToKeepDestination,
    add_destination,
    change_destination,
    confirm_destination,
    restore_destination,
    retire_destination,
)
from linkage.links.operations.following import UnableToClose, fail, finish, say_met, say_not_yet
from linkage.links.operations.introducing import introduce
from linkage.links.operations.looking_after import UnableToChooseAgain, choose_again, follow_up
from linkage.links.operations.merging import refuse_merge
from linkage.links.operations.past import PastLinkTold, add_past, note_past_taken, remove_past
from linkage.links.operations.pulses import UnableToAnswer, answer, ask, ask_due, have_asked
from linkage.links.operations.signposts import (
    UnableToPoint,
    UnableToPointAgain,
    UnableToSayHelped,
    ask_helped,
    ask_helped_due,
    have_asked_helped,
    point_again,
    point_to,
    say_helped,
)
from linkage.links.operations.undoing import UnableToStop, UnableToUndo, let_stand, stop, undo

__all__ = [
    "Described",
    "PastLinkTold",
    "UnableToAnswer",
    "UnableToChooseAgain",
    "UnableToClose",
    "UnableToKeepDestination",
    "UnableToPoint",
    "UnableToPointAgain",
    "UnableToSayHelped",
    "UnableToStop",
    "UnableToUndo",
    "add_destination",
    "add_past",
    "answer",
    "ask",
    "ask_due",
    "ask_helped",
    "ask_helped_due",
    "change_destination",
    "choose_again",
    "confirm_destination",
    "fail",
    "finish",
    "follow_up",
    "have_asked",
    "have_asked_helped",
    "introduce",
    "let_stand",
    "note_past_taken",
    "point_again",
    "point_to",
    "refuse_merge",
    "remove_past",
    "restore_destination",
    "retire_destination",
    "say_helped",
    "say_met",
    "say_not_yet",
    "stop",
    "undo",
]
