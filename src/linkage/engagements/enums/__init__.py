"""Kinds and states of support over time, split by noun."""

from linkage.engagements.enums.agreements import (
    AGREEMENT_MOVES,
    AGREEMENT_OPEN,
    TO_BE_SIGNED,
    AgreementStatus,
    ClauseUse,
    Party,
)
from linkage.engagements.enums.concerns import (
    CONCERN_MOVES,
    CONCERN_OPEN,
    ConcernOutcome,
    ConcernStatus,
    ConcernWish,
    OpenedPart,
)
from linkage.engagements.enums.ending import (
    Again,
    Change,
    Holds,
    Level,
)
from linkage.engagements.enums.engagements import (
    AT_WORK,
    BEFORE_START,
    ENGAGEMENT_MOVES,
    OPEN,
    OVER,
    WITH_CASE,
    Doer,
    EngagementStatus,
    Gate,
    Kind,
    Together,
    together,
)
from linkage.engagements.enums.money import (
    INVOICE_MOVES,
    InvoiceBasis,
    InvoiceStatus,
    LineKind,
    PriceModel,
    ShareKind,
)
from linkage.engagements.enums.plans import (
    Colour,
    HindranceKind,
)
from linkage.engagements.enums.readiness import (
    LIGHT_THEMES,
    Ready,
    Theme,
)
from linkage.engagements.enums.visits import (
    VISIT_MOVES,
    VisitStatus,
)

__all__ = [
    "AGREEMENT_MOVES",
    "AGREEMENT_OPEN",
    "AT_WORK",
    "BEFORE_START",
    "CONCERN_MOVES",
    "CONCERN_OPEN",
    "ENGAGEMENT_MOVES",
    "INVOICE_MOVES",
    "LIGHT_THEMES",
    "OPEN",
    "OVER",
    "TO_BE_SIGNED",
    "VISIT_MOVES",
    "WITH_CASE",
    "Again",
    "AgreementStatus",
    "Change",
    "ClauseUse",
    "Colour",
    "ConcernOutcome",
    "ConcernStatus",
    "ConcernWish",
    "Doer",
    "EngagementStatus",
    "Gate",
    "HindranceKind",
    "Holds",
    "InvoiceBasis",
    "InvoiceStatus",
    "Kind",
    "Level",
    "LineKind",
    "OpenedPart",
    "Party",
    "PriceModel",
    "Ready",
    "ShareKind",
    "Theme",
    "Together",
    "VisitStatus",
    "together",
]
