"""The areas that Linkage ships, in two levels, and how finer ones roll up to those that stand for them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Shipped:
    """One shipped area: `parent` is the code it rolls up to, empty for one of the first level."""

    code: str
    parent: str
    name: str
    synonyms: tuple[str, ...]
    sle_area: str
    ofsted_area: str


def shipped(lines: Iterable[str]) -> tuple[Shipped, ...]:
    """Return the areas of the shipped table, each parent before its finer ones."""
    return tuple(
        Shipped(
            code=row["code"],
            parent=row["parent"],
            name=row["name"],
            synonyms=tuple(each.strip() for each in row["synonyms"].split(",") if each.strip()),
            sle_area=row["sle_area"],
            ofsted_area=row["ofsted_area"],
        )
        for row in csv.DictReader(lines)
    )


def rolled_up(codes: Iterable[str], parents: Mapping[str, str]) -> list[str]:
    """Return each code's parent, or itself where it has none, without doubles and in their order."""
    return list(dict.fromkeys(parents.get(code) or code for code in codes))


def codes_under(codes: Iterable[str], parents: Mapping[str, str]) -> frozenset[str]:
    """Return these codes and those of every finer area below them."""
    wanted = frozenset(codes)
    return wanted | {code for code, parent in parents.items() if parent in wanted}
