"""The forms of choosing, of asking and of the round, split by noun."""

from linkage.brokering.forms.answering import ASK, AnswerForm, AskForm, ReplyForm
from linkage.brokering.forms.choosing import IntroduceForm, KeptWordsForm
from linkage.brokering.forms.rounds import LevelsForm, SendForm, says

__all__ = [
    "ASK",
    "AnswerForm",
    "AskForm",
    "IntroduceForm",
    "KeptWordsForm",
    "LevelsForm",
    "ReplyForm",
    "SendForm",
    "says",
]
