"""What people are asked about what a request leads to, split by noun."""

from linkage.links.forms.commissions import CommissionForm, DecideForm, FundForm, OrderForm, PaidForm, StopBuyingForm
from linkage.links.forms.links import MOST_NOTE, YES_NO, NoteForm, PulseForm
from linkage.links.forms.signposts import ChooseForm, DestinationForm, HelpedForm

__all__ = [
    "MOST_NOTE",
    "YES_NO",
    "ChooseForm",
    "CommissionForm",
    "DecideForm",
    "DestinationForm",
    "FundForm",
    "HelpedForm",
    "NoteForm",
    "OrderForm",
    "PaidForm",
    "PulseForm",
    "StopBuyingForm",
]
