"""Reads of links, split by noun; other apps call `queries.between(…)` and never a module of this package."""

from linkage.links.queries.ends import End, Introduced, asker_of, introduced, to_introduce
from linkage.links.queries.history import history
from linkage.links.queries.lists import (
    LinkRow,
    between,
    going_on,
    introduced_before,
    linked_schools,
    of_ids,
    rows,
)
from linkage.links.queries.looking_after import have_not_met, waits_for_choosing
from linkage.links.queries.origins import introduction_of
from linkage.links.queries.past import PastRow, past_keys, past_rows
from linkage.links.queries.pulses import PulseCounts, due_pulses, open_pulse, pulse, pulse_counts
from linkage.links.queries.records import (
    LinkFact,
    fact,
    link,
    link_or_fact,
    link_to_stop,
    link_worked_on,
    undoing,
)
from linkage.links.queries.waiting import next_actions

__all__ = [
    "End",
    "Introduced",
    "LinkFact",
    "LinkRow",
    "PastRow",
    "PulseCounts",
    "asker_of",
    "between",
    "due_pulses",
    "fact",
    "going_on",
    "have_not_met",
    "history",
    "introduced",
    "introduced_before",
    "introduction_of",
    "link",
    "link_or_fact",
    "link_to_stop",
    "link_worked_on",
    "linked_schools",
    "next_actions",
    "of_ids",
    "open_pulse",
    "past_keys",
    "past_rows",
    "pulse",
    "pulse_counts",
    "rows",
    "to_introduce",
    "undoing",
    "waits_for_choosing",
]
