"""The questions about people, split by noun; views import from here."""

from linkage.people.forms.away import AwayForm
from linkage.people.forms.designations import (
    AnswerDesignationForm,
    ChangeTitleForm,
    DesignationForm,
    NewTitleForm,
)
from linkage.people.forms.duplicates import MergeForm, TwoAddressesForm
from linkage.people.forms.joining import (
    BeginForm,
    BulkInviteForm,
    DeputyForm,
    JoinForm,
    LetterCodeForm,
    OfficerForm,
    ProofForm,
    email_field,
    name_field,
)
from linkage.people.forms.own import DetailsForm, HowOftenForm

__all__ = [
    "AnswerDesignationForm",
    "AwayForm",
    "BeginForm",
    "BulkInviteForm",
    "ChangeTitleForm",
    "DeputyForm",
    "DesignationForm",
    "DetailsForm",
    "HowOftenForm",
    "JoinForm",
    "LetterCodeForm",
    "MergeForm",
    "NewTitleForm",
    "OfficerForm",
    "ProofForm",
    "TwoAddressesForm",
    "email_field",
    "name_field",
]
