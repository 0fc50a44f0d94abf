"""What kinds of bodies and memberships there are."""

from django.db import models


class OrganisationKind(models.TextChoices):
    """What a body is."""

    SCHOOL = "school", "School"
    TRUST = "trust", "Trust"
    AUTHORITY = "authority", "Local authority"
    DIOCESE = "diocese", "Diocese"
    HUB = "hub", "Teaching school hub"
    UNIVERSITY = "university", "University or training provider"
    CHARITY = "charity", "Charity"
    BUSINESS = "business", "Business"


class Phase(models.TextChoices):
    """The stages a school teaches, as a person would say them."""

    NURSERY = "nursery", "Nursery"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    SIXTEEN_PLUS = "sixteen_plus", "16 plus"
    SPECIAL = "special", "Special"
    ALTERNATIVE = "alternative", "Alternative provision"


class SchoolStatus(models.TextChoices):
    """Whether a school is open, as the register says."""

    OPEN = "open", "Open"
    CLOSING = "closing", "Open, but proposed to close"
    PROPOSED = "proposed", "Proposed to open"
    CLOSED = "closed", "Closed"


class MemberStatus(models.TextChoices):
    """How an organisation stands to a programme."""

    PROPOSED = "proposed", "Proposed by your rule"
    MEMBER = "member", "Taking part"
    LEFT = "left", "No longer taking part"


MEMBER_MOVES = {
    MemberStatus.PROPOSED: {MemberStatus.MEMBER, MemberStatus.LEFT},
    MemberStatus.MEMBER: {MemberStatus.LEFT},
    MemberStatus.LEFT: {MemberStatus.MEMBER},
}


class ImportStatus(models.TextChoices):
    """Where an import of the register has got to."""

    WAITING = "waiting", "Waiting to start"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Could not be read"
