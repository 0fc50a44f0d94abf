"""Spreadsheets that somebody handed in, taken apart in a process of their own that may neither grow nor last."""

from linkage.documents.gateway.reading import Row, Sheet, read
from linkage.documents.rules.limits import UnableToReadSheet

__all__ = ["Row", "Sheet", "UnableToReadSheet", "read"]
