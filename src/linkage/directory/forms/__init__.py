"""The questions of the directory, split by noun; views import from here."""

from linkage.directory.forms.entries import CeilingForm, DriveForm, LeftForm, PauseForm, SavedSearchForm
from linkage.directory.forms.nominations import (
    AnswerForm,
    ColleagueForm,
    MissingForm,
    OfferForm,
    SchoolForm,
    StrengthForm,
)
from linkage.directory.forms.offers import BodyOfferForm, NewBodyOfferForm

__all__ = [
    "AnswerForm",
    "BodyOfferForm",
    "CeilingForm",
    "ColleagueForm",
    "DriveForm",
    "LeftForm",
    "MissingForm",
    "NewBodyOfferForm",
    "OfferForm",
    "PauseForm",
    "SavedSearchForm",
    "SchoolForm",
    "StrengthForm",
]
