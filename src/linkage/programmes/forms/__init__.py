"""The questions of the settings pages, split by noun."""

from linkage.programmes.forms.asking import AskingForm
from linkage.programmes.forms.settings import (
    EVERYBODY,
    ClosureForm,
    ColourForm,
    DescribeForm,
    FollowForm,
    LawfulForm,
    MailHoursForm,
    PauseForm,
    QuestionForm,
    SafeguardingForm,
    ServiceLevelsForm,
    SharingForm,
    WaysForm,
)

__all__ = [
    "EVERYBODY",
    "AskingForm",
    "ClosureForm",
    "ColourForm",
    "DescribeForm",
    "FollowForm",
    "LawfulForm",
    "MailHoursForm",
    "PauseForm",
    "QuestionForm",
    "SafeguardingForm",
    "ServiceLevelsForm",
    "SharingForm",
    "WaysForm",
]
