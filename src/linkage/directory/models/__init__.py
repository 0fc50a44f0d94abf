"""Nominations, entries and the capacity ledger; other modules import from here and never from a part."""

from linkage.directory.models.capacity import Allowance, Commitment, OfferAllowance, SchoolAllowance, SchoolCeiling
from linkage.directory.models.entries import Entry, EntryArea, SchoolMove
from linkage.directory.models.listings import Listing
from linkage.directory.models.needs import DriveAsk, NominationDrive, UnmetNeed
from linkage.directory.models.nominations import Nomination, Offer
from linkage.directory.models.saved_searches import SavedSearch
from linkage.directory.models.shortlists import ShortlistPlace
from linkage.directory.models.words import Word

__all__ = [
    "Allowance",
    "Commitment",
    "DriveAsk",
    "Entry",
    "EntryArea",
    "Listing",
    "Nomination",
    "NominationDrive",
    "Offer",
    "OfferAllowance",
    "SavedSearch",
    "SchoolAllowance",
    "SchoolCeiling",
    "SchoolMove",
    "ShortlistPlace",
    "UnmetNeed",
    "Word",
]
