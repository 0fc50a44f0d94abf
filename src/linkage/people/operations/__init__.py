"""What can be done with people, split by noun; other apps call `operations.find_or_add(…)`."""

from linkage.people.operations.digests import begin_digests, choose_digest, have_sent_digests, send_digest
from linkage.people.operations.forgetting import (
    UnableToErase,
    erase,
    forget_unanswered,
    have_forgotten,
    leave,
    note_export,
    note_list_taken,
)
from linkage.people.operations.forgetting import if_unneeded as forget_if_unneeded
from linkage.people.operations.heads import (
    Invite,
    Letter,
    UnableToInvite,
    UnableToProve,
    accept,
    confirm_by_hand,
    decline,
    invite,
    print_letter,
    use_letter,
    withdraw,
)
from linkage.people.operations.moves import UnableToSettle, end_claim
from linkage.people.operations.persons import UnableToChangeDetails, change_details, find_or_add, note_answer, note_told
from linkage.people.operations.roles import UnableToEndRole, UnableToGiveRole, add_officer, end_role
from linkage.people.operations.set_up import UnableToBegin, begin_programme, set_up
from linkage.people.operations.staff import (
    UnableToJoin,
    UnableToNameDeputy,
    confirm_staff,
    end_affiliation,
    join,
    name_deputy,
    prove_claim,
    refuse_claim,
)

__all__ = [
    "Invite",
    "Letter",
    "UnableToBegin",
    "UnableToChangeDetails",
    "UnableToEndRole",
    "UnableToErase",
    "UnableToGiveRole",
    "UnableToInvite",
    "UnableToJoin",
    "UnableToNameDeputy",
    "UnableToProve",
    "UnableToSettle",
    "accept",
    "add_officer",
    "begin_digests",
    "begin_programme",
    "change_details",
    "choose_digest",
    "confirm_by_hand",
    "confirm_staff",
    "decline",
    "end_affiliation",
    "end_claim",
    "end_role",
    "erase",
    "find_or_add",
    "forget_if_unneeded",
    "forget_unanswered",
    "have_forgotten",
    "have_sent_digests",
    "invite",
    "join",
    "leave",
    "name_deputy",
    "note_answer",
    "note_export",
    "note_list_taken",
    "note_told",
    "print_letter",
    "prove_claim",
    "refuse_claim",
    "send_digest",
    "set_up",
    "use_letter",
    "withdraw",
]
