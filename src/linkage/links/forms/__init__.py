"""What people are asked about what a request leads to, split by noun."""

from linkage.links.forms.commissions import (
    MOST_NEED,
    MOST_OUTCOME,
    CommissionForm,
    DecideForm,
    FundForm,
    GivenForm,
    HalfDaysField,
    OrderForm,
    PaidForm,
    PoundsField,
    StopBuyingForm,
)
from linkage.links.forms.links import NoteForm, PulseForm
from linkage.links.forms.signposts import ChooseForm, DestinationForm, HelpedForm

__all__ = [
    "MOST_NEED",
    "MOST_OUTCOME",
    "ChooseForm",
    "CommissionForm",
    "DecideForm",
    "DestinationForm",
    "FundForm",
    "GivenForm",
    "HalfDaysField",
    "HelpedForm",
    "NoteForm",
    "OrderForm",
    "PaidForm",
    "PoundsField",
    "PulseForm",
    "StopBuyingForm",
]
