"""Which school followed which, from the register's links."""

from linkage.organisations.rules.register_scan import Block, Refusal


def links_in(block: Block) -> tuple[list[tuple[int, int]], list[Refusal]]:
    """Return (predecessor, successor) for each row that names such a pair, and the rows without usable numbers.

    Links of another sort (a shared sixth form, an expansion) say nothing of who followed whom and are passed over.
    """
    pairs: list[tuple[int, int]] = []
    refused: list[Refusal] = []
    columns = (block.facts.get(fact, []) for fact in ("urn", "link_urn", "link_type"))
    for number, urn, link_urn, link_type in zip(block.numbers, *columns, strict=True):
        one, other = _urn(urn), _urn(link_urn)
        if one is None or other is None:
            wrong = urn if one is None else link_urn
            refused.append((number, f"“{wrong.strip()[:20]}” is not a URN."))
        elif link_type.startswith("Successor"):
            pairs.append((one, other))
        elif link_type.startswith("Predecessor"):
            pairs.append((other, one))
    return [pair for pair in pairs if pair[0] != pair[1]], refused


def _urn(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and 0 < len(plain) < 8 else None  # noqa: PLR2004 - 7 digits
