"""What can be done with links, split by noun; other apps call `operations.introduce(…)`."""

from linkage.links.operations.approving import (
    UnableToDecide,
    decide,
    have_reminded,
    remind,
    remind_due,
    send_for_approval,
)
from linkage.links.operations.buying import (
    HopedFor,
    Plan,
    UnableToBuy,
    begin_buying,
    cancel_buying,
    change_buying,
    note_paid,
    order,
    record_delivered,
    record_engaged,
)
from linkage.links.operations.following import UnableToClose, fail, finish, say_met, say_not_yet
from linkage.links.operations.introducing import introduce
from linkage.links.operations.looking_after import UnableToChooseAgain, choose_again, follow_up
from linkage.links.operations.merging import refuse_merge
from linkage.links.operations.money import UnableToKeepMoney, add_fund, change_fund
from linkage.links.operations.past import PastLinkTold, add_past, note_past_taken, remove_past
from linkage.links.operations.pulses import UnableToAnswer, answer, ask, ask_due, have_asked
from linkage.links.operations.undoing import UnableToStop, UnableToUndo, let_stand, stop, undo

__all__ = [
    "HopedFor",
    "PastLinkTold",
    "Plan",
    "UnableToAnswer",
    "UnableToBuy",
    "UnableToChooseAgain",
    "UnableToClose",
    "UnableToDecide",
    "UnableToKeepMoney",
    "UnableToStop",
    "UnableToUndo",
    "add_fund",
    "add_past",
    "answer",
    "ask",
    "ask_due",
    "begin_buying",
    "cancel_buying",
    "change_buying",
    "change_fund",
    "choose_again",
    "decide",
    "fail",
    "finish",
    "follow_up",
    "have_asked",
    "have_reminded",
    "introduce",
    "let_stand",
    "note_paid",
    "note_past_taken",
    "order",
    "record_delivered",
    "record_engaged",
    "refuse_merge",
    "remind",
    "remind_due",
    "remove_past",
    "say_met",
    "say_not_yet",
    "send_for_approval",
    "stop",
    "undo",
]
