"""What typed words mean, and what is asked of the directory by them."""

from dataclasses import dataclass, replace

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory.enums import Visibility
from linkage.directory.queries.entries import is_broker
from linkage.search.folding import words

MOST_WORDS = 20
MOST_SUGGESTED = 3
# Words of every second request: they would find everybody and so say nothing about anybody.
TELLS_NOTHING = frozenset({
    "able", "about", "all", "and", "any", "anyone", "are", "around", "been", "being", "better", "but", "can", "cant",
    "child", "children", "class", "classes", "could", "did", "do", "does", "doesnt", "done", "dont", "for", "from",
    "get", "getting", "give", "good", "had", "has", "have", "help", "helping", "how", "improve", "improving", "in",
    "into", "is", "isnt", "it", "kids", "like", "lot", "lots", "make", "many", "me", "more", "much", "my", "need",
    "needs", "new", "not", "of", "on", "or", "our", "out", "people", "please", "pupil", "pupils", "school", "schools",
    "she", "some", "somebody", "someone", "staff", "support", "than", "that", "the", "their", "them", "there", "they",
    "this", "to", "too", "up", "us", "use", "using", "very", "want", "was", "we", "well", "were", "what", "when",
    "which", "who", "will", "with", "wont", "work", "working", "would", "year", "years", "you", "your",
})  # fmt: skip


@dataclass(frozen=True)
class Suggested:
    """An area that typed words are taken to mean, and the words that say so."""

    area: Area
    because: tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What was typed: the words that tell something, the areas they may mean, and spelling that was put right."""

    words: tuple[str, ...] = ()
    suggestions: tuple[Suggested, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def suggested(self) -> tuple[str, ...]:
        """The codes of the areas, the likeliest first."""
        return tuple(each.area.code for each in self.suggestions)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed that tells anything."""
        return not self.words and not self.suggestions

    def respelt(self, put_right: dict[str, str]) -> "Meaning":
        """The meaning with these words put right; without any it is as it was."""
        fixed = tuple(put_right.get(word, word) for word in self.words)
        return replace(self, words=tuple(dict.fromkeys(fixed)), corrected=tuple(put_right.items()))


@dataclass(frozen=True)
class Asked:
    """One question to the index: any of the words or suggested areas, and one of the phases when some are given."""

    words: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    seen: tuple[str, ...] = (Visibility.EVERYBODY,)


def understand(*, actor: Actor, text: str, is_own_words: bool = False) -> Meaning:
    """Return what was typed in everyday words means; with `is_own_words` no areas are looked for."""
    typed = [word for word in words(text) if word not in TELLS_NOTHING and len(word) > 1 and not word.isdigit()]
    told = tuple(dict.fromkeys(typed))[:MOST_WORDS]
    if not text.strip() or is_own_words:
        return Meaning(told)
    found = areas.suggest(actor=actor, text=text, limit=MOST_SUGGESTED)
    return Meaning(told, tuple(Suggested(each.area, tuple(each.because)) for each in found))


def seen_by(*, actor: Actor) -> tuple[str, ...]:
    """Return whose entries this actor finds: everybody's choice, and for those who choose whom to ask all."""
    return (Visibility.EVERYBODY, Visibility.BROKERS) if is_broker(actor=actor) else (Visibility.EVERYBODY,)
