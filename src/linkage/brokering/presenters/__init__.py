"""What the pages of choosing show, split by noun."""

from linkage.brokering.presenters.choosing import LOOKS, choose_page, not_now, own_words, who

__all__ = ["LOOKS", "choose_page", "not_now", "own_words", "who"]
