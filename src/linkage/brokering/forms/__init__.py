"""The forms of choosing, of asking and of the round, split by noun."""

from linkage.brokering.forms.answering import ASK, AnswerForm, AskForm, ReplyForm
from linkage.brokering.forms.choosing import IntroduceForm, KeptWordsForm
from linkage.brokering.forms.rounds import LevelsForm, SendForm, says
from linkage.brokering.forms.shortlists import ChoiceForm, WhomForm, notes_form

__all__ = [
    "ASK",
    "AnswerForm",
    "AskForm",
    "ChoiceForm",
    "IntroduceForm",
    "KeptWordsForm",
    "LevelsForm",
    "ReplyForm",
    "SendForm",
    "WhomForm",
    "notes_form",
    "says",
]
