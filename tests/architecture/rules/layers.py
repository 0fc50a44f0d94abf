"""The order of the layers, read from the import contract so that there is one list of them."""

import tomllib
from pathlib import Path

from tests.architecture.rules.source import REPOSITORY


def contract(project: Path = REPOSITORY / "pyproject.toml") -> list[list[str]]:
    """Layers from the top, each with its siblings; the brackets of apps not built yet are dropped."""
    settings = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(entry["layers"] for entry in settings["contracts"] if entry["type"] == "layers")
    return [[name.strip().strip("()") for name in layer.split("|")] for layer in layers]


def depth(layers: list[list[str]] | None = None) -> dict[str, int]:
    """How deep each layer lies; the top is 0 and siblings share a number."""
    return {name: number for number, layer in enumerate(layers or contract()) for name in layer}


def must_exist(project: Path = REPOSITORY / "pyproject.toml") -> list[str]:
    """The layers the contract wants to see: those without brackets."""
    text = project.read_text(encoding="utf-8")
    return [name for layer in contract(project) for name in layer if f"({name})" not in text]
