"""From a spreadsheet somebody kept to what Linkage can keep: which column is which, what a row says, what is wrong."""

from linkage.imports.rules.days import Order, order_of, read_day
from linkage.imports.rules.fields import FIELDS, Field, field_named
from linkage.imports.rules.matching import Guess, fingerprint, guesses, missing, remembered
from linkage.imports.rules.nominations import Known, address_in, area_texts, nomination_row
from linkage.imports.rules.past_links import past_link_row
from linkage.imports.rules.planned import Planned, Question, State, counts
from linkage.imports.rules.schools import SchoolFacts, Schools
from linkage.imports.rules.tables import Table, table_in

__all__ = [
    "FIELDS",
    "Field",
    "Guess",
    "Known",
    "Order",
    "Planned",
    "Question",
    "SchoolFacts",
    "Schools",
    "State",
    "Table",
    "address_in",
    "area_texts",
    "counts",
    "field_named",
    "fingerprint",
    "guesses",
    "missing",
    "nomination_row",
    "order_of",
    "past_link_row",
    "read_day",
    "remembered",
    "table_in",
]
