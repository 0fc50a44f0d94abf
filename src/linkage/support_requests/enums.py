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

REQUEST_MOVES = {
    _S.DRAFT: {_S.SUBMITTED, _S.WITHDRAWN},
    _S.SUBMITTED: {_S.ACKNOWLEDGED, _S.WITHDRAWN},
    _S.ACKNOWLEDGED: {_S.IN_TRIAGE, _S.MATCHING, _S.WAITING_FOR_SCHOOL, *OUTCOMES, _S.WITHDRAWN},
    _S.IN_TRIAGE: {_S.WAITING_FOR_SCHOOL, _S.MATCHING, *OUTCOMES, _S.WITHDRAWN},
    # A school that never answers is let go, and can ask again any day.
    _S.WAITING_FOR_SCHOOL: {_S.IN_TRIAGE, _S.MATCHING, *OUTCOMES, _S.CLOSED, _S.WITHDRAWN},
    _S.MATCHING: {_S.WAITING_FOR_SCHOOL, _S.APPROACHING, *OUTCOMES, _S.WITHDRAWN},
    _S.APPROACHING: {_S.MATCHING, *OUTCOMES, _S.WITHDRAWN},
    # A wrong link is undone within a day, and the request goes back to choosing.
    _S.LINKED: {_S.CLOSED, _S.MATCHING, _S.WITHDRAWN},
    _S.SIGNPOSTED: {_S.CLOSED, _S.WITHDRAWN},
    _S.COMMISSIONED: {_S.CLOSED, _S.WITHDRAWN},
    _S.JOINED: {_S.CLOSED, _S.WITHDRAWN},
    _S.CANNOT_HELP_YET: {_S.MATCHING, _S.CLOSED, _S.WITHDRAWN},
    _S.CLOSED: set(),
    _S.WITHDRAWN: set(),
}


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
