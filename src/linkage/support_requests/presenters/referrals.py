"""What somebody referred, and what came of it."""

from datetime import datetime
from functools import partial

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.search.folding import fold
from linkage.support_requests.queries import Silent
from linkage.support_requests.queries.referrals import Referred
from linkage.ui import lists

NOTHING_YET = "Nothing to tell yet"


def _outcome(found: Referred) -> str:
    return found.outcome or NOTHING_YET


REFERRED = lists.ListDefinition(
    noun="school",
    noun_plural="schools",
    columns=[
        lists.Column("School", lambda found: found.school),
        lists.Column("Referred", lambda found: words.day(found.referred_on), export=lambda found: found.referred_on),
        lists.Column("What came of it", _outcome),
    ],
    filters=[lists.Filter("outcome", "What came of it", key=_outcome)],
    sorts=[
        lists.Sort("newest", "Newest first", key=lambda found: found.referred_on, reverse=True),
        lists.Sort("school", "By school", key=lambda found: fold(found.school)),
    ],
    empty_title="You have referred no school yet",
    empty_text="Where a school knows and agrees, one form is enough. You hear what came of it, in one sentence.",
)


def silent(at: datetime) -> lists.ListDefinition:
    """The schools that have not answered, as the list shows them on this day."""
    then = partial(_then, at=at)
    return lists.ListDefinition(
        noun="school",
        noun_plural="schools",
        columns=[
            lists.Column("School", _school, export=lambda found: found.referral.organisation.name),
            lists.Column("Referred by", _referrer, export=lambda found: found.referral.team),
            lists.Column("Owner", lambda found: found.owner),
            lists.Column("Age", _age, export=lambda found: found.clock.age_days),
            lists.Column("What happens next", then),
        ],
        filters=[lists.Filter("owner", "Owner", key=lambda found: found.owner)],
        sorts=[
            lists.Sort("longest", "Longest silent first", key=_sent_at),
            lists.Sort("school", "By school", key=lambda found: fold(found.referral.organisation.name)),
        ],
        empty_title="Every school that was referred has answered",
        empty_text="When a team refers a school, it stands here until somebody there agrees or says no.",
    )


def _sent_at(found: Silent) -> datetime:
    return found.referral.sent_at or found.referral.referred_at


def _school(found: Silent) -> dict[str, str]:
    contact = found.referral.contact
    waits = f"Waits for {contact.name}, {contact.email}" if contact else ""
    return {"text": found.referral.organisation.name, "sub": waits}


def _referrer(found: Silent) -> dict[str, str]:
    return {"text": found.referral.referred_by, "sub": found.referral.team}


def _age(found: Silent) -> dict[str, str]:
    days = found.clock.age_days
    on = day_of(_sent_at(found))
    return {"text": words.count(days, "working day") if days else "Today", "sub": f"Asked on {on.day} {on:%B}"}


def _then(found: Silent, at: datetime) -> str:
    """What happens next, and what somebody can do about it."""
    if found.clock.is_stopped:
        return "Nothing while the programme is paused"
    until = words.day(found.clock.lapses_on)
    if found.clock.is_to_ring:
        return f"Ring them. We ask no more from {until}"
    on = found.clock.next_reminder_on(day_of(at))
    return f"A reminder goes by itself on {words.day(on)}" if on else f"We ask no more from {until}"
