"""Reads of links, split by noun; other apps call `queries.between(…)` and never a module of this package."""

from linkage.links.queries.destinations import (
    Suggested,
    destination,
    destinations,
    suggested,
    suggested_for_words,
    to_point_to,
)
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
from linkage.links.queries.looking_after import has_another, have_not_met, waits_for_choosing
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
    mailed_record,
    undoing,
)
from linkage.links.queries.signposts import (
    due_signposts,
    signpost,
    signposts_of,
    waits_for_pointing_again,
)
from linkage.links.queries.waiting import next_actions

__all__ = [
    "End",
    "Introduced",
    "LinkFact",
    "LinkRow",
    "PastRow",
    "PulseCounts",
    "Suggested",
    "asker_of",
    "between",
    "destination",
    "destinations",
    "due_pulses",
    "due_signposts",
    "fact",
    "going_on",
    "has_another",
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
    "mailed_record",
    "next_actions",
    "of_ids",
    "open_pulse",
    "past_keys",
    "past_rows",
    "pulse",
    "pulse_counts",
    "rows",
    "signpost",
    "signposts_of",
    "suggested",
    "suggested_for_words",
    "to_introduce",
    "to_point_to",
    "undoing",
    "waits_for_choosing",
    "waits_for_pointing_again",
]
