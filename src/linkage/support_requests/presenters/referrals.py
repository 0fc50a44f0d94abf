"""What somebody referred, and what came of it."""

from linkage.kernel import words
from linkage.search.folding import fold
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
