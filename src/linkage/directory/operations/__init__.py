"""What can be done in the directory, split by noun; other apps call `operations.book_place(…)`."""

from linkage.directory.operations.answers import Offered, UnableToAnswer, agree, approve, decline, send_back
from linkage.directory.operations.capacity import (
    UnableToBook,
    book_place,
    hand_over_place,
    promise_days,
    release_place,
)
from linkage.directory.operations.clocks import have_ticked, tick
from linkage.directory.operations.drives import UnableToStartDrive, begin_for_drive, start_drive
from linkage.directory.operations.entries import (
    UnableToChangeEntry,
    UnableToSetCeiling,
    change,
    confirm,
    end_break,
    pause,
    resume,
    set_ceiling,
    take_break,
    withdraw,
)
from linkage.directory.operations.freshness import doubt, doubt_no_more
from linkage.directory.operations.leaving import UnableToMove, hide_leaver, leave_school, take_in, turn_away
from linkage.directory.operations.lists import note_list_taken
from linkage.directory.operations.merging import settle_merge
from linkage.directory.operations.needs import record_unmet
from linkage.directory.operations.nominations import (
    UnableToNominate,
    UnableToWithdraw,
    begin,
    delete_draft,
    describe_offer,
    describe_strength,
    draft_from_word,
    name_colleague,
    send,
)
from linkage.directory.operations.nominations import withdraw as withdraw_nomination
from linkage.directory.operations.offers import Offering, UnableToOffer, add_offer, change_offer
from linkage.directory.operations.on_behalf import ToldByForm, record_on_behalf, take_back, tell_nominators
from linkage.directory.operations.saved_searches import (
    UnableToKeepSearch,
    drop_search,
    keep_search,
    look_through,
)
from linkage.directory.operations.shortlists import UnableToKeep, drop_entry, keep_entry
from linkage.directory.operations.stopping import stop_entry
from linkage.directory.operations.words import learn_words

__all__ = [
    "Offered",
    "Offering",
    "ToldByForm",
    "UnableToAnswer",
    "UnableToBook",
    "UnableToChangeEntry",
    "UnableToKeep",
    "UnableToKeepSearch",
    "UnableToMove",
    "UnableToNominate",
    "UnableToOffer",
    "UnableToSetCeiling",
    "UnableToStartDrive",
    "UnableToWithdraw",
    "add_offer",
    "agree",
    "approve",
    "begin",
    "begin_for_drive",
    "book_place",
    "change",
    "change_offer",
    "confirm",
    "decline",
    "delete_draft",
    "describe_offer",
    "describe_strength",
    "doubt",
    "doubt_no_more",
    "draft_from_word",
    "drop_entry",
    "drop_search",
    "end_break",
    "hand_over_place",
    "have_ticked",
    "hide_leaver",
    "keep_entry",
    "keep_search",
    "learn_words",
    "leave_school",
    "look_through",
    "name_colleague",
    "note_list_taken",
    "pause",
    "promise_days",
    "record_on_behalf",
    "record_unmet",
    "release_place",
    "resume",
    "send",
    "send_back",
    "set_ceiling",
    "settle_merge",
    "start_drive",
    "stop_entry",
    "take_back",
    "take_break",
    "take_in",
    "tell_nominators",
    "tick",
    "turn_away",
    "withdraw",
    "withdraw_nomination",
]
