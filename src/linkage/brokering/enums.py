"""States and answers of asking somebody whether they can help."""

from django.db import models


class Says(models.TextChoices):
    """What a person knows better than the plan, about one person for one request."""

    KEEP = "keep", "Keep"
    RULE_OUT = "rule_out", "Rule out"


class Level(models.TextChoices):
    """How much one thing matters in a plan."""

    NOT_AT_ALL = "not_at_all", "Not at all"
    A_LITTLE = "a_little", "A little"
    SOME = "some", "Some"
    A_LOT = "a_lot", "A lot"


class Cause(models.TextChoices):
    """Why a plan was made anew."""

    PLANNED = "planned", "Planned"
    KEPT = "kept", "Kept"
    LET_GO = "let_go", "No longer kept"
    RULED_OUT = "ruled_out", "Ruled out"
    LET_IN = "let_in", "Let in again"
    WEIGHED = "weighed", "Weighed differently"
    WENT_BACK = "went_back", "Went back"


class ShortlistEnd(models.TextChoices):
    """Why what was shared with a school is not its to choose from any more."""

    WENT_ON = "went_on", "we went on without the school’s choice"
    DECIDED = "decided", "somebody was chosen in another way"
    OVER = "over", "something else came of the request"


class ApproachStatus(models.TextChoices):
    """Where asking one person (and their head) has got to."""

    PREPARED = "prepared", "Next, if the first says no"
    SENT = "sent", "Asked"
    ACCEPTED = "accepted", "Said yes"
    DECLINED = "declined", "Said no"
    SUGGESTED = "suggested", "Suggested somebody else"
    LAPSED = "lapsed", "No answer"
    RELEASED = "released", "No longer asked"


_S = ApproachStatus
APPROACH_MOVES = {
    _S.PREPARED: {_S.SENT, _S.RELEASED},
    _S.SENT: {_S.ACCEPTED, _S.DECLINED, _S.SUGGESTED, _S.LAPSED, _S.RELEASED},
    _S.ACCEPTED: set(),
    # Back to asking only where the answer was noted for somebody and is taken back.
    _S.DECLINED: {_S.SENT},
    _S.SUGGESTED: {_S.SENT},
    _S.LAPSED: set(),
    _S.RELEASED: set(),
}
# Of one entry and one request only one of these stands at a time.
UNDER_WAY = (_S.PREPARED, _S.SENT)
# Who said no, or is asked now, is not chosen for the same request again.
NOT_AGAIN = (_S.SENT, _S.DECLINED, _S.SUGGESTED)


class Part(models.TextChoices):
    """As what somebody is asked."""

    HEAD = "head", "Their head"
    # The chair of governors or the trust's officer, where the person is the head: nobody releases themselves.
    CHAIR = "chair", "Who stands for the head"
    PERSON = "person", "The person"


class ApproachAnswer(models.TextChoices):
    """What somebody said."""

    YES = "yes", "Yes"
    NO = "no", "No"
    SUGGEST = "suggest", "Somebody else could"


class DeclineReason(models.TextChoices):
    """Why not; each has a consequence."""

    NO_TIME = "no_time", "No time now"
    NOT_STRENGTH = "not_strength", "Not what they are strong in: the entry is not right"
    CONFLICT = "conflict", "Knows the school too well, or has a tie to it"
    WRONG_NEED = "wrong_need", "Something else is needed than what they offer"
    CANNOT_RELEASE = "cannot_release", "Cannot be released this half-term"
    OTHER = "other", "Something else"
