"""The forms of choosing, split by noun."""

from linkage.brokering.forms.choosing import IntroduceForm, KeptWordsForm
from linkage.brokering.forms.shortlists import ChoiceForm, WhomForm, notes_form

__all__ = ["ChoiceForm", "IntroduceForm", "KeptWordsForm", "WhomForm", "notes_form"]
