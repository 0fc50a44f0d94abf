"""States and choices of nominations and entries."""

from django.db import models


class NominationStatus(models.TextChoices):
    """Where a nomination has got to."""

    DRAFT = "draft", "Draft"
    AWAITING_AGREEMENT = "awaiting_agreement", "Waiting for your colleague to agree"
    AWAITING_APPROVAL = "awaiting_approval", "Being checked for completeness"
    LISTED = "listed", "Listed"
    DECLINED = "declined", "Your colleague said no"
    WITHDRAWN = "withdrawn", "Withdrawn"


NOMINATION_MOVES = {
    NominationStatus.DRAFT: {NominationStatus.AWAITING_AGREEMENT, NominationStatus.WITHDRAWN},
    NominationStatus.AWAITING_AGREEMENT: {
        NominationStatus.AWAITING_APPROVAL,
        NominationStatus.LISTED,
        NominationStatus.DECLINED,
        NominationStatus.WITHDRAWN,
    },
    # Something is missing: the coordinator says what, and the nominee answers anew.
    NominationStatus.AWAITING_APPROVAL: {
        NominationStatus.LISTED,
        NominationStatus.AWAITING_AGREEMENT,
        NominationStatus.WITHDRAWN,
    },
    NominationStatus.LISTED: set(),
    NominationStatus.DECLINED: set(),
    NominationStatus.WITHDRAWN: set(),
}


class EntryKind(models.TextChoices):
    """What can be asked for."""

    PERSON = "person", "Person"
    STRENGTH = "strength", "School strength"
    HUB = "hub", "Offer to many schools"
    PARTNER = "partner", "Partner offer"


class Price(models.TextChoices):
    """What it costs whoever asks; empty where nobody said."""

    FREE = "free", "Free"
    COST = "cost", "At a price"
    AGREED = "agreed", "By agreement"


class MoveStatus(models.TextChoices):
    """Where the move of an entry to another school has got to."""

    ASKED = "asked", "Waiting for the new head"
    AGREED = "agreed", "The new head agreed"
    DECLINED = "declined", "The new head said no"
    WITHDRAWN = "withdrawn", "Withdrawn"


MOVE_MOVES = {
    MoveStatus.ASKED: {MoveStatus.AGREED, MoveStatus.DECLINED, MoveStatus.WITHDRAWN},
    MoveStatus.AGREED: set(),
    MoveStatus.DECLINED: set(),
    MoveStatus.WITHDRAWN: set(),
}


class EntryStatus(models.TextChoices):
    """Whether an entry can be found."""

    LISTED = "listed", "Listed"
    PAUSED = "paused", "Taking a break"
    LAPSED = "lapsed", "Not confirmed"
    HIDDEN = "hidden", "Hidden: no longer at the school"
    WITHDRAWN = "withdrawn", "Withdrawn"


ENTRY_MOVES = {
    EntryStatus.LISTED: {EntryStatus.PAUSED, EntryStatus.LAPSED, EntryStatus.HIDDEN, EntryStatus.WITHDRAWN},
    EntryStatus.PAUSED: {EntryStatus.LISTED, EntryStatus.LAPSED, EntryStatus.HIDDEN, EntryStatus.WITHDRAWN},
    EntryStatus.LAPSED: {EntryStatus.LISTED, EntryStatus.HIDDEN, EntryStatus.WITHDRAWN},
    EntryStatus.HIDDEN: {EntryStatus.LISTED, EntryStatus.WITHDRAWN},
    EntryStatus.WITHDRAWN: set(),
}


class PausedBy(models.TextChoices):
    """Whose break it is: only they end it before its day."""

    PERSON = "person", "The person themselves"
    PROGRAMME = "programme", "A coordinator"


class Visibility(models.TextChoices):
    """Who finds an entry; its person chooses."""

    EVERYBODY = "everybody", "Everybody who is signed in"
    BROKERS = "brokers", "Only those who choose whom to ask"


class Way(models.TextChoices):
    """How somebody helps."""

    CALL = "call", "A call or online"
    VISIT_US = "visit_us", "You visit us"
    VISIT_YOU = "visit_you", "We visit you"
    COACHING = "coaching", "Coaching"
    MODERATION = "moderation", "Moderation"
    RESOURCES = "resources", "Share materials"
    TRAINING = "training", "A training session"


class CommitmentKind(models.TextChoices):
    """What a promise of capacity is for."""

    LINK = "link", "Link"
    ENGAGEMENT = "engagement", "Engagement"
    VISIT = "visit", "Visit"


class NeedSource(models.TextChoices):
    """Where it was seen that nobody could help."""

    SEARCH = "search", "Looked in the directory"
    ASK = "ask", "Asked for support"
