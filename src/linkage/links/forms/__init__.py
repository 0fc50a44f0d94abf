"""What people are asked about what a request leads to, split by noun."""

from linkage.links.forms.links import MOST_NOTE, YES_NO, NoteForm, PulseForm
from linkage.links.forms.signposts import ChooseForm, DestinationForm, HelpedForm

__all__ = ["MOST_NOTE", "YES_NO", "ChooseForm", "DestinationForm", "HelpedForm", "NoteForm", "PulseForm"]
