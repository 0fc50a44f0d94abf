"""The questions of the ask, and the forms of the people who work on a request, split by noun."""

from linkage.support_requests.forms.asking import (
    HIDE,
    MOST_WORDS,
    SHOW,
    WAYS,
    AreasForm,
    BeginForm,
    ConsentForm,
    ContactForm,
    FindSchoolForm,
    HappensForm,
    HelpForm,
    LeaveOutForm,
    NeedForm,
    SchoolForm,
    WhenForm,
    WhoForm,
)
from linkage.support_requests.forms.emails import EmailForm
from linkage.support_requests.forms.more import MORE, MoreForm
from linkage.support_requests.forms.working import GiveForm, OwnerForm, ReasonForm, WordsForm

__all__ = [
    "HIDE",
    "MORE",
    "MOST_WORDS",
    "SHOW",
    "WAYS",
    "AreasForm",
    "BeginForm",
    "ConsentForm",
    "ContactForm",
    "EmailForm",
    "FindSchoolForm",
    "GiveForm",
    "HappensForm",
    "HelpForm",
    "LeaveOutForm",
    "MoreForm",
    "NeedForm",
    "OwnerForm",
    "ReasonForm",
    "SchoolForm",
    "WhenForm",
    "WhoForm",
    "WordsForm",
]
