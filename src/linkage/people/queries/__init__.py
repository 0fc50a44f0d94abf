"""Reads of people, split by noun; other apps call `queries.person(…)` and never a module of this package."""

from linkage.people.queries.actors import build_actor, of_person
from linkage.people.queries.beginning import authorities, calendars
from linkage.people.queries.covers import away, cover, covering, who_runs_it
from linkage.people.queries.designations import (
    Holding,
    designation,
    designations,
    designations_of,
    history_of_designation,
    holdings,
    questioned_designation,
    title,
    titles,
    titles_to_give,
)
from linkage.people.queries.digests import awaiting_list, has_begun, takes_part
from linkage.people.queries.duplicates import Held, Pair, held, names_of, pairs
from linkage.people.queries.heads import (
    SchoolProof,
    invitation,
    member_school,
    member_schools,
    own_letters,
    proof,
    proofs,
)
from linkage.people.queries.listing import PersonRow, everybody
from linkage.people.queries.persons import head_of, heads_of, people_with, person, stands_for_head
from linkage.people.queries.privacy import (
    by_email,
    everything_about,
    is_unneeded,
    subject,
    unanswered,
    unanswered_claims,
)
from linkage.people.queries.staff import (
    Colleague,
    Staff,
    affiliation,
    grant,
    head_who_settles,
    roles_of,
    staff_of,
    where_one_works,
)
from linkage.people.queries.waiting import WAITING, acting_for_schools, next_actions

__all__ = [
    "WAITING",
    "Colleague",
    "Held",
    "Holding",
    "Pair",
    "PersonRow",
    "SchoolProof",
    "Staff",
    "acting_for_schools",
    "affiliation",
    "authorities",
    "awaiting_list",
    "away",
    "build_actor",
    "by_email",
    "calendars",
    "cover",
    "covering",
    "designation",
    "designations",
    "designations_of",
    "everybody",
    "everything_about",
    "grant",
    "has_begun",
    "head_of",
    "head_who_settles",
    "heads_of",
    "held",
    "history_of_designation",
    "holdings",
    "invitation",
    "is_unneeded",
    "member_school",
    "member_schools",
    "names_of",
    "next_actions",
    "of_person",
    "own_letters",
    "pairs",
    "people_with",
    "person",
    "proof",
    "proofs",
    "questioned_designation",
    "roles_of",
    "staff_of",
    "subject",
    "stands_for_head",
    "takes_part",
    "title",
    "titles",
    "titles_to_give",
    "unanswered",
    "unanswered_claims",
    "where_one_works",
    "who_runs_it",
]
