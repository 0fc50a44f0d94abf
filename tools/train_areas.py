"""Make the weights that read what a text is about: python -m tools.train_areas

Trained on the phrase bank, the names and the synonyms of the areas, and nothing else: no request of anybody, and none
of the labelled texts the benchmark judges by. Each phrase is learnt as it stands and once more as people write: amid
sentences that say nothing of the need, with a word left out or misspelt. A concern about a person is often dressed as a
wish for something else, so it is learnt beside a sentence of another area too. The same bank gives the same weights.

It needs scikit-learn (requirements/test.txt) and the sentence model (requirements/models.txt).
"""

import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from linkage.areas import gateway
from linkage.areas.rules import encoder, features, linear, wordpieces
from linkage.areas.rules.reading import MOST_PIECES_A_SENTENCE

SEED = 20261128
FLAGS = (linear.CONCERN, linear.UNCLEAR)
# How strongly each kind of line counts: a phrase, a bare name or synonym, a phrase amid other sentences.
OF_PHRASES, OF_NAMES, AMID_OTHERS = 1.0, 0.5, 0.7
DROPPED, MISSPELT, SHORTEST_MISSPELT = 0.08, 0.02, 5
# Of the concerns, so many are learnt as dressed for another wish, and so many with the wish before the concern.
DRESSED, WISH_FIRST = 0.5, 0.3
LEAST_WORDS, LEAST_LETTERS = 2, 3
GRAM_STRENGTH, MEANING_STRENGTH, FLAG_WEIGHT = 5.0, 40.0, 3.0
SAYING_NOTHING = 400
# Flags are set where so many of the bank's other lines would be flagged wrongly, by weights that never saw them.
WRONGLY_CONCERN, WRONGLY_UNCLEAR = 0.02, 0.03
FOLDS = 3
TEMPERATURE_WITH, TEMPERATURE_WITHOUT = 0.8, 0.8
STEPS = 127


@dataclass(frozen=True)
class Line:
    """A text to learn from: `text` as it is read by words, `clean` by meaning, which no slip of the pen troubles."""

    text: str
    clean: str
    code: str
    weight: float


def lines(bank: dict[str, list[str]]) -> list[Line]:
    """Return all that is learnt from: the bank, names and synonyms that mean one area only, and phrases amid others."""
    parents = {each.code: each.parent or each.code for each in gateway.shipped()}
    said = [(text, parents.get(name, name)) for name, texts in sorted(bank.items()) for text in texts]
    phrases = [(text, code) for text, code in said if code != gateway.AROUND]
    return [
        *(Line(text, text, code, OF_PHRASES) for text, code in phrases),
        *(Line(text, text, code, OF_NAMES) for text, code in _names(parents)),
        *_amid_others(phrases, bank[gateway.AROUND]),
    ]


def _names(parents: dict[str, str]) -> list[tuple[str, str]]:
    meant: dict[str, set[str]] = {}
    for each in gateway.shipped():
        for text in (each.name, *each.synonyms):
            meant.setdefault(text.lower(), set()).add(parents[each.code])
    return sorted((text, next(iter(codes))) for text, codes in meant.items() if len(codes) == 1)


def _amid_others(phrases: Sequence[tuple[str, str]], around: Sequence[str]) -> Iterable[Line]:
    chance = random.Random(SEED)
    needs = [text for text, code in phrases if code not in FLAGS]
    for text, code in phrases:
        parts = [text, *_company(chance, code, around, needs)]
        if code != linear.CONCERN or chance.random() < WISH_FIRST:
            chance.shuffle(parts)
        clean = " ".join(_ended(part) for part in parts)
        yield Line(_slipped(chance, clean), clean, code, AMID_OTHERS)
    for _ in range(SAYING_NOTHING):
        clean = " ".join(chance.sample(around, chance.choice((1, 2, 2, 3))))
        yield Line(_slipped(chance, clean), clean, linear.UNCLEAR, AMID_OTHERS)


def _company(chance: random.Random, code: str, around: Sequence[str], needs: Sequence[str]) -> list[str]:
    """The other sentences: whatever people add; beside a concern, often the wish it is dressed as."""
    if code == linear.CONCERN and chance.random() < DRESSED:
        return [min((chance.choice(needs) for _ in range(3)), key=len)]
    most = 1 if code in FLAGS else chance.choice((1, 1, 2))
    return [chance.choice(around) for _ in range(most)]


def _ended(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


def _slipped(chance: random.Random, text: str) -> str:
    kept = [_misspelt(chance, word) for word in text.split() if chance.random() > DROPPED]
    return " ".join(kept) or text


def _misspelt(chance: random.Random, word: str) -> str:
    if len(word) < SHORTEST_MISSPELT or chance.random() > MISSPELT:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice((
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
    ))  # fmt: skip


class Meanings:
    """The meaning of texts, each sentence encoded once."""

    def __init__(self, model: encoder.Encoder, known: dict[str, int]) -> None:
        self._model = model
        self._pieces = known
        self._known: dict[str, tuple[linear.Array, int]] = {}

    def of(self, text: str) -> linear.Array:
        """Return what `rules.reading.meaning` returns, but for texts that are longer than it has time for."""
        parts = [self._sentence(each) for each in features.sentences(text) or [""]]
        mean: linear.Array = sum(length * row for row, length in parts)  # type: ignore[assignment]
        return mean / np.linalg.norm(mean)

    def _sentence(self, text: str) -> tuple[linear.Array, int]:
        if text not in self._known:
            found = wordpieces.pieces(text, self._pieces, most=MOST_PIECES_A_SENTENCE)
            self._known[text] = (encoder.encode(self._model, [found])[0], len(found))
        return self._known[text]


def by_grams(texts: Sequence[str], known: features.Vocabulary) -> sparse.csr_matrix:
    """Return the weighed grams of each text as a row."""
    rows = [features.weighed(features.tokens(text), known) for text in texts]
    ends = np.cumsum([0, *(len(numbers) for numbers, _ in rows)])
    values, numbers = (np.concatenate([row[part] for row in rows]) for part in (1, 0))
    return sparse.csr_matrix((values, numbers, ends), shape=(len(texts), len(known.numbers)))


def train(taught: Sequence[Line], meanings: Meanings | None) -> linear.Weights:
    """Return the weights; without meanings, those of meaning are nought."""
    known = features.vocabulary(
        (line.clean for line in taught if line.weight != AMID_OTHERS),
        least_words=LEAST_WORDS,
        least_letters=LEAST_LETTERS,
    )
    codes = np.array([line.code for line in taught])
    counts = np.array([line.weight for line in taught])
    grams = by_grams([line.text for line in taught], known)
    of_grams = _Column(grams, codes, counts, GRAM_STRENGTH)
    _say("words and letters learnt")
    meaning = np.stack([meanings.of(line.clean) for line in taught]) if meanings else np.zeros((len(taught), 1))
    of_meaning = _Column(meaning, codes, counts, MEANING_STRENGTH)
    _say("meaning learnt")
    whole, scales = _bytes(of_grams.weights)
    return linear.Weights(
        codes=of_grams.codes,
        vocabulary=known,
        grams=whole,
        gram_scales=scales,
        gram_bias=of_grams.bias,
        meaning=of_meaning.weights,
        meaning_bias=of_meaning.bias,
        with_meaning=_limits(codes, linear.FLAGS_BY_GRAMS, of_grams, of_meaning, TEMPERATURE_WITH),
        without_meaning=_limits(codes, 1.0, of_grams, of_grams, TEMPERATURE_WITHOUT),
        trained_on=gateway.training_hash(),
    )


class _Column:
    """The weights for one kind of evidence: the areas against each other, each flag against everything."""

    def __init__(self, rows: Any, codes: Any, counts: Any, strength: float) -> None:
        self._strength = strength
        is_area = ~np.isin(codes, FLAGS)
        areas = LogisticRegression(C=strength, max_iter=80, tol=1e-3)
        areas.fit(rows[is_area], codes[is_area], sample_weight=counts[is_area])
        flags = [self._flag(rows, codes == flag, counts) for flag in FLAGS]
        self.codes = (*(str(code) for code in areas.classes_), *FLAGS)
        self.weights = np.concatenate([areas.coef_, *(flag.coef_ for flag in flags)]).T.astype(np.float32)
        self.bias = np.concatenate([areas.intercept_, *(flag.intercept_ for flag in flags)]).astype(np.float32)
        # What each line's flags would be by weights that have not seen it.
        self.unseen = {flag: self._unseen(rows, codes == flag, counts) for flag in FLAGS}

    def _flag(self, rows: Any, is_flag: Any, counts: Any) -> Any:
        made = LogisticRegression(C=self._strength, max_iter=300, class_weight={True: FLAG_WEIGHT, False: 1.0})
        return made.fit(rows, is_flag, sample_weight=counts)

    def _unseen(self, rows: Any, is_flag: Any, counts: Any) -> Any:
        found = np.zeros(len(is_flag))
        parts = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED % 2**31)
        for learnt, asked in parts.split(rows, is_flag):
            found[asked] = self._flag(rows[learnt], is_flag[learnt], counts[learnt]).decision_function(rows[asked])
        return found


def _limits(codes: Any, share: float, one: _Column, other: _Column, temperature: float) -> linear.Limits:
    figures = {flag: share * one.unseen[flag] + (1 - share) * other.unseen[flag] for flag in FLAGS}
    is_area = ~np.isin(codes, FLAGS)
    return linear.Limits(
        temperature=temperature,
        concern=round(float(np.quantile(figures[linear.CONCERN][is_area], 1 - WRONGLY_CONCERN)), 3),
        unclear=round(float(np.quantile(figures[linear.UNCLEAR][is_area], 1 - WRONGLY_UNCLEAR)), 3),
    )


def _bytes(weights: linear.Array) -> tuple[Any, linear.Array]:
    """Each column in steps of one hundred and twenty-seventh of its largest weight."""
    scales: linear.Array = (np.abs(weights).max(axis=0) / STEPS).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales


def _say(text: str) -> None:
    print(f"{time.process_time():6.0f} s  {text}", file=sys.stderr)


def main() -> None:
    """Train on the bank as it is and write the weights where the product reads them."""
    model = gateway.sentence_model()
    if model is None:
        sys.exit("The sentence model is not installed. Type: sh tools/setup.sh test")
    taught = lines(gateway.phrase_bank())
    _say(f"{len(taught)} lines")
    weights = train(taught, Meanings(*model))
    path = Path(gateway.__file__).parent / "data" / gateway.WEIGHTS
    gateway.write_weights(path, weights)
    _say(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, {weights.grams.shape[0]} grams, {weights.with_meaning}")


if __name__ == "__main__":
    main()
