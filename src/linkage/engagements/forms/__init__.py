"""What people are asked about support over time, split by noun."""

from linkage.engagements.forms.agreements import (
    AmendForm,
    ClauseForm,
    SignForm,
    WordingForm,
    wording_form,
)
from linkage.engagements.forms.concerns import (
    AccessForm,
    CloseConcernForm,
    ConcernForm,
    ConcernMessageForm,
    HandOnForm,
)
from linkage.engagements.forms.ending import (
    FeedbackForm,
    ImpactForm,
    ThanksForm,
    impact_form,
    plan_fields,
)
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
from linkage.engagements.forms.hindrances import (
    AgainForm,
    HindranceForm,
    SettleForm,
)
from linkage.engagements.forms.invoices import (
    InvoiceDayForm,
    InvoiceForm,
    PeriodForm,
    VoidForm,
)
from linkage.engagements.forms.money import (
    ClaimForm,
    QuoteForm,
    quote_initial,
)
from linkage.engagements.forms.papers import (
    NewerPaperForm,
    PaperForm,
    StepDayForm,
)
from linkage.engagements.forms.plans import (
    ActionForm,
    NextStepsForm,
    ObjectiveForm,
    RatingForm,
    ReviewDayForm,
    rating_form,
)
from linkage.engagements.forms.rate_cards import (
    RateCardForm,
    card_initial,
)
from linkage.engagements.forms.readiness import (
    GovernorsForm,
    HowManyForm,
    QuestionsForm,
    ReadinessForm,
    TalkForm,
    readiness_form,
)
from linkage.engagements.forms.steps import (
    StepsForm,
)

__all__ = [
    "AccessForm",
    "ActionForm",
    "AgainForm",
    "AmendForm",
    "BeginBoughtForm",
    "BeginForm",
    "CarriesOnForm",
    "ChangeForm",
    "ClaimForm",
    "ClauseForm",
    "CloseConcernForm",
    "ConcernForm",
    "ConcernMessageForm",
    "FeedbackForm",
    "GovernorsForm",
    "HandOnForm",
    "HindranceForm",
    "HowManyForm",
    "ImpactForm",
    "InvoiceDayForm",
    "InvoiceForm",
    "KindForm",
    "MarkForm",
    "NewerPaperForm",
    "NextStepsForm",
    "ObjectiveForm",
    "PaperForm",
    "PauseForm",
    "PeriodForm",
    "PersonForm",
    "QuestionsForm",
    "QuoteForm",
    "RateCardForm",
    "RatingForm",
    "ReadinessForm",
    "ReviewDayForm",
    "SettleForm",
    "SignForm",
    "StepDayForm",
    "StepsForm",
    "StopForm",
    "TalkForm",
    "ThanksForm",
    "VoidForm",
    "WordingForm",
    "card_initial",
    "impact_form",
    "plan_fields",
    "quote_initial",
    "rating_form",
    "readiness_form",
    "wording_form",
]
