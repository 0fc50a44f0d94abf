"""States and choices of a request."""

from django.db import models


class RequestStatus(models.TextChoices):
    """Where a request has got to, in the asker's words."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Sent"
    ACKNOWLEDGED = "acknowledged", "We have it"
    IN_TRIAGE = "in_triage", "Being looked at"
    WAITING_FOR_SCHOOL = "waiting_for_school", "Waiting for you"
    MATCHING = "matching", "Choosing who to ask"
    APPROACHING = "approaching", "Asking somebody"
    LINKED = "linked", "Introduced"
    SIGNPOSTED = "signposted", "Pointed to something"
    COMMISSIONED = "commissioned", "Support is being bought"
    JOINED = "joined", "Joined a network or event"
    CANNOT_HELP_YET = "cannot_help_yet", "Nobody yet"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


_S = RequestStatus
OPEN = (_S.SUBMITTED, _S.ACKNOWLEDGED, _S.IN_TRIAGE, _S.WAITING_FOR_SCHOOL, _S.MATCHING, _S.APPROACHING)
OUTCOMES = (_S.LINKED, _S.SIGNPOSTED, _S.COMMISSIONED, _S.JOINED, _S.CANNOT_HELP_YET)
ENDED = (_S.CLOSED, _S.WITHDRAWN)
# Something may still come of these: somebody works on them, or nobody could help yet.
AWAITS_HELP = (*OPEN, _S.CANNOT_HELP_YET)

REQUEST_MOVES = {
    _S.DRAFT: {_S.SUBMITTED, _S.WITHDRAWN},
    _S.SUBMITTED: {_S.ACKNOWLEDGED, _S.WITHDRAWN},
    _S.ACKNOWLEDGED: {_S.IN_TRIAGE, _S.MATCHING, _S.WAITING_FOR_SCHOOL, *OUTCOMES, _S.WITHDRAWN},
    _S.IN_TRIAGE: {_S.WAITING_FOR_SCHOOL, _S.MATCHING, *OUTCOMES, _S.WITHDRAWN},
    # A school that never answers is let go, and can ask again any day.
    _S.WAITING_FOR_SCHOOL: {_S.IN_TRIAGE, _S.MATCHING, *OUTCOMES, _S.CLOSED, _S.WITHDRAWN},
    _S.MATCHING: {_S.WAITING_FOR_SCHOOL, _S.APPROACHING, *OUTCOMES, _S.WITHDRAWN},
    # Somebody who was asked may say that the need is another one: then it is looked at anew.
    _S.APPROACHING: {_S.MATCHING, _S.IN_TRIAGE, *OUTCOMES, _S.WITHDRAWN},
    # A wrong link is undone within a day, and the request goes back to choosing.
    _S.LINKED: {_S.CLOSED, _S.MATCHING, _S.WITHDRAWN},
    # What a school was pointed to may not help: then somebody chooses again.
    _S.SIGNPOSTED: {_S.CLOSED, _S.MATCHING, _S.WITHDRAWN},
    # What was being bought was given up, and the request goes back to choosing.
    _S.COMMISSIONED: {_S.CLOSED, _S.MATCHING, _S.WITHDRAWN},
    # What the school was to join does not suit it.
    _S.JOINED: {_S.CLOSED, _S.MATCHING, _S.WITHDRAWN},
    # Help may turn up on any day: somebody, a resource, or money to buy it with.
    _S.CANNOT_HELP_YET: {_S.MATCHING, _S.SIGNPOSTED, _S.COMMISSIONED, _S.CLOSED, _S.WITHDRAWN},
    _S.CLOSED: set(),
    _S.WITHDRAWN: set(),
}


# Of how many people somebody may ask for help at most.
MOST_PEOPLE = 3


class Window(models.TextChoices):
    """When help is wanted."""

    SOON = "soon", "As soon as possible"
    THIS_HALF_TERM = "this_half_term", "This half-term"
    NEXT_HALF_TERM = "next_half_term", "Next half-term"
    THIS_YEAR = "this_year", "Some time this school year"


class Route(models.TextChoices):
    """How a request came in."""

    WEB = "web", "By the form"
    ON_BEHALF = "on_behalf", "By an officer for the school"
    EMAIL = "email", "By an e-mail that somebody here read in"
    REFERRAL = "referral", "By a team that referred the school, which agreed"


class KeyStage(models.TextChoices):
    """The ages a need is about."""

    EARLY_YEARS = "early_years", "Early years"
    KS1 = "ks1", "Key stage 1"
    KS2 = "ks2", "Key stage 2"
    KS3 = "ks3", "Key stage 3"
    KS4 = "ks4", "Key stage 4"
    KS5 = "ks5", "Key stage 5"


class Budget(models.TextChoices):
    """Where money for the help would come from."""

    NONE = "none", "No"
    OWN = "own", "Yes, our own"
    CLUSTER = "cluster", "Yes, our cluster’s"
    FUND = "fund", "Yes, from the authority, diocese or trust"


class PromptedBy(models.TextChoices):
    """Who first said that the school should ask."""

    SCHOOL = "school", "We did"
    AUTHORITY = "authority", "The local authority"
    DIOCESE = "diocese", "The diocese"
    TRUST = "trust", "The trust"
    INSPECTOR = "inspector", "An inspector"
    SOMEBODY_ELSE = "somebody_else", "Somebody else"


class ReferralStatus(models.TextChoices):
    """Where a referral has got to."""

    UNCONFIRMED = "unconfirmed", "Waiting for whoever refers to confirm"
    SENT = "sent", "Waiting for the school"
    AGREED = "agreed", "The school agreed"
    DECLINED = "declined", "The school does not want this"
    LAPSED = "lapsed", "The school did not answer"


REFERRAL_MOVES = {
    ReferralStatus.UNCONFIRMED: {ReferralStatus.SENT},
    ReferralStatus.SENT: {ReferralStatus.AGREED, ReferralStatus.DECLINED, ReferralStatus.LAPSED},
    ReferralStatus.AGREED: set(),
    ReferralStatus.DECLINED: set(),
    ReferralStatus.LAPSED: set(),
}


class ReferralOutcome(models.TextChoices):
    """All that whoever refers a school hears: what came of it, and never how."""

    LINKED = "linked", "The school was helped by a link with another school"
    SIGNPOSTED = "signposted", "The school was pointed to something that may help"
    HELPED = "helped", "The school was helped in another way"
    NOT_TAKEN_UP = "not_taken_up", "It was not taken up"


class UnmetReason(models.TextChoices):
    """Why nobody can help yet: what the programme counts, beside the words the school reads."""

    NOBODY_LISTED = "nobody_listed", "Nobody is listed for this"
    NOBODY_NEAR = "nobody_near", "Nobody is near enough"
    NOBODY_FREE = "nobody_free", "Nobody has room at the moment"
    NOT_FOR_US = "not_for_us", "It is not for us to do"
    OTHER = "other", "Something else"


class JoinedKind(models.TextChoices):
    """What a school joined instead of being introduced to somebody."""

    NETWORK = "network", "A network or group of schools"
    EVENT = "event", "Training or an event"
