"""What people are asked about support over time, split by noun."""

from linkage.engagements.forms.agreements import AmendForm, ClauseForm, SignForm, WordingForm, wording_form
from linkage.engagements.forms.engagements import (
    BeginBoughtForm,
    BeginForm,
    CarriesOnForm,
    ChangeForm,
    KindForm,
    MarkForm,
    PauseForm,
    PersonForm,
    StopForm,
)
from linkage.engagements.forms.plans import (
    ActionForm,
    NextStepsForm,
    ObjectiveForm,
    RatingForm,
    ReviewDayForm,
    rating_form,
)
from linkage.engagements.forms.readiness import (
    GovernorsForm,
    HowManyForm,
    QuestionsForm,
    ReadinessForm,
    TalkForm,
    readiness_form,
)
from linkage.engagements.forms.steps import StepsForm

__all__ = [
    "ActionForm",
    "AmendForm",
    "BeginBoughtForm",
    "BeginForm",
    "CarriesOnForm",
    "ChangeForm",
    "ClauseForm",
    "GovernorsForm",
    "HowManyForm",
    "KindForm",
    "MarkForm",
    "NextStepsForm",
    "ObjectiveForm",
    "PauseForm",
    "PersonForm",
    "QuestionsForm",
    "RatingForm",
    "ReadinessForm",
    "ReviewDayForm",
    "SignForm",
    "StepsForm",
    "StopForm",
    "TalkForm",
    "WordingForm",
    "rating_form",
    "readiness_form",
    "wording_form",
]
