"""What people are asked about links and about support that is bought, split by noun."""

from linkage.links.forms.commissions import (
    CommissionForm,
    DecideForm,
    FundForm,
    OrderForm,
    PaidForm,
    StopBuyingForm,
)
from linkage.links.forms.links import NoteForm, PulseForm

__all__ = [
    "CommissionForm",
    "DecideForm",
    "FundForm",
    "NoteForm",
    "OrderForm",
    "PaidForm",
    "PulseForm",
    "StopBuyingForm",
]
