"""What a sentence means, as 384 numbers: the forward pass of a small BERT (MiniLM) in numpy, for a text at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
LAYERS, HEADS = 6, 12
EPSILON = np.float32(1e-12)
# gelu(x) is about x / (1 + exp(-2u)) with u = sqrt(2/pi) (x + 0.044715 x^3): one exponential and no error function.
_A, _B = np.float32(-2 * 0.7978845608), np.float32(-2 * 0.7978845608 * 0.044715)


@dataclass(frozen=True)
class Layer:
    """The matrices of one layer; those of question, key and value are one, so that they are one multiplication."""

    attention: tuple[Array, Array]
    joining: tuple[Array, Array, Array, Array]
    widening: tuple[Array, Array]
    narrowing: tuple[Array, Array, Array, Array]


@dataclass(frozen=True)
class Encoder:
    """The matrices of the model: float32, most of them shared with other processes by the file they are mapped from."""

    words: Array
    places: Array
    norm: tuple[Array, Array]
    layers: tuple[Layer, ...]


def encoder(tensors: Mapping[str, Array]) -> Encoder:
    """Return the model from its tensors by name; raises KeyError when one is not there."""
    places = tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
    return Encoder(
        words=tensors["embeddings.word_embeddings.weight"],
        places=places,
        norm=(tensors["embeddings.LayerNorm.weight"], tensors["embeddings.LayerNorm.bias"]),
        layers=tuple(_layer(tensors, f"encoder.layer.{number}.") for number in range(LAYERS)),
    )


def _layer(tensors: Mapping[str, Array], at: str) -> Layer:
    def pair(name: str) -> tuple[Array, Array]:
        return tensors[f"{at}{name}.weight"].T, tensors[f"{at}{name}.bias"]

    parts = [pair(f"attention.self.{name}") for name in ("query", "key", "value")]
    norm = (tensors[f"{at}attention.output.LayerNorm.weight"], tensors[f"{at}attention.output.LayerNorm.bias"])
    last = (tensors[f"{at}output.LayerNorm.weight"], tensors[f"{at}output.LayerNorm.bias"])
    return Layer(
        attention=(np.concatenate([w for w, _ in parts], axis=1), np.concatenate([b for _, b in parts])),
        joining=(*pair("attention.output.dense"), *norm),
        widening=pair("intermediate.dense"),
        narrowing=(*pair("output.dense"), *last),
    )


def encode(model: Encoder, sentences: Sequence[Sequence[int]]) -> Array:
    """Return the meaning of each sentence from the numbers of its pieces: a row for each, the mean over its pieces.

    Everything but attention is done for all sentences at once, which makes few and large multiplications.
    """
    lengths = [len(sentence) for sentence in sentences]
    places = np.concatenate([np.arange(length) for length in lengths])
    at = np.asarray(model.words[np.concatenate(sentences)]) + model.places[places]
    at = _normed(at, *model.norm)
    ends = np.cumsum(lengths)
    spans = [slice(int(end - length), int(end)) for end, length in zip(ends, lengths, strict=True)]
    for layer in model.layers:
        at = _through(layer, at, spans)
    return np.stack([at[span].mean(axis=0) for span in spans])


def _through(layer: Layer, at: Array, spans: Sequence[slice]) -> Array:
    weight, bias, scale, shift = layer.joining
    at = _normed(_attended(layer, at, spans) @ weight + bias + at, scale, shift)
    wide = at @ layer.widening[0] + layer.widening[1]
    wide /= 1 + np.exp(np.clip(wide * (_A + _B * wide * wide), -60, 60))
    weight, bias, scale, shift = layer.narrowing
    return _normed(wide @ weight + bias + at, scale, shift)


def _attended(layer: Layer, at: Array, spans: Sequence[slice]) -> Array:
    """Each piece looks at the pieces of its own sentence."""
    width = at.shape[1]
    parts = (at @ layer.attention[0] + layer.attention[1]).reshape(len(at), 3, HEADS, width // HEADS)
    found = np.empty((len(at), HEADS, width // HEADS), dtype=np.float32)
    for span in spans:
        question, key, value = parts[span].transpose(1, 2, 0, 3)
        weights = question @ key.transpose(0, 2, 1) * np.float32((width // HEADS) ** -0.5)
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        found[span] = (weights @ value).transpose(1, 0, 2)
    return found.reshape(len(at), width)


def _normed(at: Any, scale: Array, shift: Array) -> Array:
    at = at - at.mean(axis=-1, keepdims=True)
    normed: Array = at / np.sqrt(np.square(at).mean(axis=-1, keepdims=True) + EPSILON) * scale + shift
    return normed
