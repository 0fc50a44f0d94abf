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
from linkage.support_requests.forms.emails import EmailForm, MailForm, as_pasted
from linkage.support_requests.forms.more import MORE, MoreForm
from linkage.support_requests.forms.referring import RETRY_SECONDS, AgreeForm, ReferForm
from linkage.support_requests.forms.working import CannotHelpForm, GiveForm, JoinForm, OwnerForm, ReasonForm, WordsForm

__all__ = [
    "HIDE",
    "MORE",
    "MOST_WORDS",
    "RETRY_SECONDS",
    "SHOW",
    "WAYS",
    "AgreeForm",
    "AreasForm",
    "BeginForm",
    "CannotHelpForm",
    "ConsentForm",
    "ContactForm",
    "EmailForm",
    "FindSchoolForm",
    "GiveForm",
    "HappensForm",
    "HelpForm",
    "JoinForm",
    "LeaveOutForm",
    "MailForm",
    "MoreForm",
    "NeedForm",
    "OwnerForm",
    "ReasonForm",
    "ReferForm",
    "SchoolForm",
    "WhenForm",
    "WhoForm",
    "WordsForm",
    "as_pasted",
]
