"""What can be done with links, split by noun; other apps call `operations.introduce(…)`."""

from linkage.links.operations.following import UnableToClose, fail, finish, say_met, say_not_yet
from linkage.links.operations.introducing import introduce
from linkage.links.operations.looking_after import UnableToChooseAgain, choose_again, follow_up
from linkage.links.operations.merging import refuse_merge
from linkage.links.operations.past import PastLinkTold, add_past, note_past_taken, remove_past
from linkage.links.operations.pulses import UnableToAnswer, answer, ask, ask_due, have_asked
from linkage.links.operations.undoing import UnableToStop, UnableToUndo, let_stand, stop, undo

__all__ = [
    "PastLinkTold",
    "UnableToAnswer",
    "UnableToChooseAgain",
    "UnableToClose",
    "UnableToStop",
    "UnableToUndo",
    "add_past",
    "answer",
    "ask",
    "ask_due",
    "choose_again",
    "fail",
    "finish",
    "follow_up",
    "have_asked",
    "introduce",
    "let_stand",
    "note_past_taken",
    "refuse_merge",
    "remove_past",
    "say_met",
    "say_not_yet",
    "stop",
    "undo",
]
