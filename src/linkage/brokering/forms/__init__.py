"""The forms of choosing, split by noun."""

from linkage.brokering.forms.choosing import IntroduceForm, KeptWordsForm

__all__ = ["IntroduceForm", "KeptWordsForm"]
