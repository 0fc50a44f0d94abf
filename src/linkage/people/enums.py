"""Roles, and how a person stands to an organisation."""

from django.db import models


class AffiliationRole(models.TextChoices):
    """What a person is at an organisation."""

    HEAD = "head", "Headteacher"
    EXECUTIVE_HEAD = "executive_head", "Executive headteacher"
    DEPUTY = "deputy", "Deputy or assistant headteacher"
    MIDDLE_LEADER = "middle_leader", "Subject, phase or year leader"
    TEACHER = "teacher", "Teacher"
    TEACHING_ASSISTANT = "teaching_assistant", "Teaching assistant"
    SUPPORT_STAFF = "support_staff", "Office, site or other support staff"
    BUSINESS_MANAGER = "business_manager", "School business manager"
    GOVERNOR = "governor", "Governor"
    CHAIR = "chair", "Chair of governors"
    CLERK = "clerk", "Clerk to governors"
    TRUST_CHIEF = "trust_chief", "Trust chief executive or director"
    OFFICER = "officer", "Officer or adviser"
    CONSULTANT = "consultant", "Consultant"


class AffiliationStatus(models.TextChoices):
    """How sure we are."""

    CLAIMED = "claimed", "Claimed"
    CONFIRMED = "confirmed", "Confirmed"
    ENDED = "ended", "Ended"


AFFILIATION_MOVES = {
    AffiliationStatus.CLAIMED: {AffiliationStatus.CONFIRMED, AffiliationStatus.ENDED},
    AffiliationStatus.CONFIRMED: {AffiliationStatus.ENDED},
    AffiliationStatus.ENDED: set(),
}


class Role(models.TextChoices):
    """What a person may do for whom."""

    COORDINATOR = "coordinator", "Coordinator"
    OFFICER = "officer", "Schools officer"
    COMMISSIONER = "commissioner", "Commissioner"
    HEAD = "head", "Headteacher"
    CHAIR = "chair", "Chair of governors"
    TRUST_OFFICER = "trust_officer", "Trust officer"
    NOMINEE = "nominee", "Nominee"
    NETWORK_LEAD = "network_lead", "Network lead"
    CO_LEAD = "co_lead", "Co-lead"
    FACILITATOR = "facilitator", "Facilitator"
    BANKER = "banker", "Banker"
    CLERK = "clerk", "Clerk"
    ROUND_ORGANISER = "round_organiser", "Round organiser"
    REVIEWER = "reviewer", "Reviewer"
    AUDITOR = "auditor", "Auditor"


class DigestRhythm(models.TextChoices):
    """How often somebody is sent the list of what waits for them."""

    WEEKLY = "weekly", "Once a week"
    DAILY = "daily", "Every school day"
    NEVER = "never", "Never"


class Holder(models.TextChoices):
    """Who can hold a designation."""

    PERSON = "person", "A person"
    ORGANISATION = "organisation", "A school or another body"


class DesignationStatus(models.TextChoices):
    """How a designation stands."""

    CLAIMED = "claimed", "To be checked"
    HELD = "held", "Held"
    LAPSED = "lapsed", "Ran out"
    ENDED = "ended", "Ended"


DESIGNATION_MOVES = {
    DesignationStatus.CLAIMED: {DesignationStatus.HELD, DesignationStatus.ENDED},
    # What its holder changes is checked anew.
    DesignationStatus.HELD: {DesignationStatus.CLAIMED, DesignationStatus.LAPSED, DesignationStatus.ENDED},
    DesignationStatus.LAPSED: {DesignationStatus.HELD, DesignationStatus.CLAIMED, DesignationStatus.ENDED},
    DesignationStatus.ENDED: set(),
}


class ScopeKind(models.TextChoices):
    """What a role reaches."""

    PROGRAMME = "programme", "The whole programme"
    ORGANISATION = "organisation", "One organisation"


class InvitationMethod(models.TextChoices):
    """How a head is proved."""

    EMAIL = "email", "E-mail to an address at the school"
    LETTER = "letter", "Letter with a one-time code"
    BY_HAND = "by_hand", "Confirmed by hand"


class InvitationStatus(models.TextChoices):
    """What became of an invitation."""

    SENT = "sent", "Sent"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Not for me"
    WITHDRAWN = "withdrawn", "Withdrawn"


INVITATION_MOVES = {
    InvitationStatus.SENT: {InvitationStatus.ACCEPTED, InvitationStatus.DECLINED, InvitationStatus.WITHDRAWN},
    InvitationStatus.ACCEPTED: set(),
    InvitationStatus.DECLINED: set(),
    InvitationStatus.WITHDRAWN: set(),
}

# Roles a school's own people cannot confirm for one another: whoever holds them speaks for the school.
PROVED_ROLES = {
    Role.HEAD: AffiliationRole.HEAD,
    Role.CHAIR: AffiliationRole.CHAIR,
    Role.TRUST_OFFICER: AffiliationRole.TRUST_CHIEF,
}
SPEAKS_FOR = {
    AffiliationRole.HEAD: Role.HEAD,
    AffiliationRole.EXECUTIVE_HEAD: Role.HEAD,
    AffiliationRole.CHAIR: Role.CHAIR,
    AffiliationRole.TRUST_CHIEF: Role.TRUST_OFFICER,
}
# Who a school's confirmed speaker is to the rest of the code: any of these may act for it.
SPEAKERS = (Role.HEAD, Role.CHAIR, Role.TRUST_OFFICER)
