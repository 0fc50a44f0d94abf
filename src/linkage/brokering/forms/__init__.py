"""The forms of choosing and of the round, split by noun."""

from linkage.brokering.forms.choosing import IntroduceForm, KeptWordsForm
from linkage.brokering.forms.rounds import LevelsForm, SendForm, says

__all__ = ["IntroduceForm", "KeptWordsForm", "LevelsForm", "SendForm", "says"]
