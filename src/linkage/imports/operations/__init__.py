"""What can be done with a spreadsheet, from choosing it to undoing what it brought."""

from linkage.imports.operations.adding import UnableToAdd, confirm
from linkage.imports.operations.at_once import import_at_once
from linkage.imports.operations.bringing import UnableToBring, bring, discard, have_tidied, note_rows_taken, tidy
from linkage.imports.operations.deciding import Decisions, UnableToDecide, decide
from linkage.imports.operations.undoing import UnableToUndo, undo

__all__ = [
    "Decisions",
    "UnableToAdd",
    "UnableToBring",
    "UnableToDecide",
    "UnableToUndo",
    "bring",
    "confirm",
    "decide",
    "discard",
    "have_tidied",
    "import_at_once",
    "note_rows_taken",
    "tidy",
    "undo",
]
