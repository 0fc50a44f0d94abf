"""Reads of links, split by noun; other apps call `queries.between(…)` and never a module of this package."""

from linkage.links.queries.at_home import going_quiet, links_at_home, under_way
from linkage.links.queries.buying import ApprovalClock, commission_history, decision_due
from linkage.links.queries.commissions import (
    Told,
    approvers,
    body_chosen,
    commission,
    commission_of,
    commission_rows,
    decisions_of,
    entry_chosen,
    is_to_decide,
    live_commission,
    outcomes_of,
    provider_choices,
    told_of_commission,
)
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
from linkage.links.queries.lists import LinkRow, between, going_on, introduced_before, linked_schools, of_ids, rows
from linkage.links.queries.looking_after import has_another, waits_for_choosing
from linkage.links.queries.money import fund, funds_on, money_rows
from linkage.links.queries.origins import introduction_of
from linkage.links.queries.overview import first_introductions
from linkage.links.queries.past import PastRow, past_keys, past_rows
from linkage.links.queries.pulses import due_pulses, open_pulse, pulse, pulse_counts
from linkage.links.queries.records import (
    LinkFact,
    fact,
    link,
    link_or_fact,
    link_to_stop,
    link_worked_on,
    mailed_record,
    mailed_titles,
    undoing,
)
from linkage.links.queries.signposts import due_signposts, signpost, signposts_of
from linkage.links.queries.waiting import WAITING, next_actions

__all__ = [
    "WAITING",
    "ApprovalClock",
    "End",
    "Introduced",
    "LinkFact",
    "LinkRow",
    "PastRow",
    "Suggested",
    "Told",
    "approvers",
    "asker_of",
    "between",
    "body_chosen",
    "commission",
    "commission_history",
    "commission_of",
    "commission_rows",
    "decision_due",
    "decisions_of",
    "destination",
    "destinations",
    "due_pulses",
    "due_signposts",
    "entry_chosen",
    "fact",
    "first_introductions",
    "fund",
    "funds_on",
    "going_on",
    "going_quiet",
    "has_another",
    "history",
    "introduced",
    "introduced_before",
    "introduction_of",
    "is_to_decide",
    "link",
    "link_or_fact",
    "link_to_stop",
    "link_worked_on",
    "linked_schools",
    "links_at_home",
    "live_commission",
    "mailed_record",
    "mailed_titles",
    "money_rows",
    "next_actions",
    "of_ids",
    "open_pulse",
    "outcomes_of",
    "past_keys",
    "past_rows",
    "provider_choices",
    "pulse",
    "pulse_counts",
    "rows",
    "signpost",
    "signposts_of",
    "suggested",
    "suggested_for_words",
    "to_introduce",
    "to_point_to",
    "told_of_commission",
    "under_way",
    "undoing",
    "waits_for_choosing",
]
