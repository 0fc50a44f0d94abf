"""States of an agreement, its parties, and the use of its clauses."""

from django.db import models


class AgreementStatus(models.TextChoices):
    """Where one version of an agreement has got to."""

    DRAFT = "draft", "Being written"
    OFFERED = "offered", "Waiting to be signed"
    PARTLY_SIGNED = "partly_signed", "Signed by some"
    SIGNED = "signed", "Signed by all"
    AMENDED = "amended", "Replaced by a newer one"
    ENDED = "ended", "Over"


_A = AgreementStatus
AGREEMENT_MOVES: dict[AgreementStatus, set[AgreementStatus]] = {
    _A.DRAFT: {_A.OFFERED, _A.ENDED},
    # Nobody has signed yet, so it may be taken back; one person may stand for every side.
    _A.OFFERED: {_A.DRAFT, _A.PARTLY_SIGNED, _A.SIGNED, _A.ENDED},
    # What only some have signed never held: a newer text takes its place.
    _A.PARTLY_SIGNED: {_A.SIGNED, _A.AMENDED, _A.ENDED},
    _A.SIGNED: {_A.AMENDED, _A.ENDED},
    _A.AMENDED: set(),
    _A.ENDED: set(),
}
TO_BE_SIGNED = (_A.OFFERED, _A.PARTLY_SIGNED)
AGREEMENT_OPEN = (_A.DRAFT, *TO_BE_SIGNED)


class Party(models.TextChoices):
    """For whom somebody signs."""

    CLIENT_HEAD = "client_head", "The school that is helped"
    HOME_HEAD = "home_head", "The school that helps"
    LEAD = "lead", "Who gives the days"
    PROGRAMME = "programme", "Whoever runs the programme"


class ClauseUse(models.TextChoices):
    """Whether a clause stands in each agreement of the programme."""

    REQUIRED = "required", "It is in every agreement"
    OPTIONAL = "optional", "The schools choose whether it is in"
    UNUSED = "unused", "It is in none"
