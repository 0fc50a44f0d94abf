"""Tables of engagements."""

from linkage.engagements.models.agreements import (
    Agreement,
    AgreementClause,
    AgreementQuerySet,
    Clause,
    ClauseLibrary,
    Signature,
    UnableToMoveAgreement,
)
from linkage.engagements.models.concerns import (
    Concern,
    ConcernAccess,
    ConcernMessage,
    ConcernQuerySet,
    ConcernReading,
    UnableToMoveConcern,
)
from linkage.engagements.models.ending import (
    CarryOnCheck,
    Feedback,
    ThanksLetter,
)
from linkage.engagements.models.engagements import (
    Engagement,
    EngagementQuerySet,
    Participant,
    UnableToMove,
)
from linkage.engagements.models.hindrances import (
    Hindrance,
)
from linkage.engagements.models.impact import (
    AimReading,
    ImpactPulse,
    ImpactPulseQuerySet,
    LevelAnswer,
)
from linkage.engagements.models.invoices import (
    Invoice,
    InvoiceLine,
    InvoiceQuerySet,
    UnableToMoveInvoice,
)
from linkage.engagements.models.money import (
    Claim,
    Quote,
    QuoteLine,
    Rate,
    RateCard,
)
from linkage.engagements.models.papers import (
    Paper,
    PaperVersion,
)
from linkage.engagements.models.plans import (
    Objective,
    PlanAction,
    Rating,
    Review,
)
from linkage.engagements.models.readiness import (
    GovernorsWord,
    ReadinessAnswer,
    ReadinessAsking,
    ReadinessQuestion,
    ReadinessQuestions,
    ReadinessSheet,
)
from linkage.engagements.models.schools import (
    SchoolChange,
)
from linkage.engagements.models.steps import (
    Step,
    StepDay,
    StepList,
    StepMark,
)
from linkage.engagements.models.visits import (
    Assurance,
    UnableToMoveVisit,
    Visit,
    VisitQuerySet,
)

__all__ = [
    "Agreement",
    "AgreementClause",
    "AgreementQuerySet",
    "AimReading",
    "Assurance",
    "CarryOnCheck",
    "Claim",
    "Clause",
    "ClauseLibrary",
    "Concern",
    "ConcernAccess",
    "ConcernMessage",
    "ConcernQuerySet",
    "ConcernReading",
    "Engagement",
    "EngagementQuerySet",
    "Feedback",
    "GovernorsWord",
    "Hindrance",
    "ImpactPulse",
    "ImpactPulseQuerySet",
    "Invoice",
    "InvoiceLine",
    "InvoiceQuerySet",
    "LevelAnswer",
    "Objective",
    "Paper",
    "PaperVersion",
    "Participant",
    "PlanAction",
    "Quote",
    "QuoteLine",
    "Rate",
    "RateCard",
    "Rating",
    "ReadinessAnswer",
    "ReadinessAsking",
    "ReadinessQuestion",
    "ReadinessQuestions",
    "ReadinessSheet",
    "Review",
    "SchoolChange",
    "Signature",
    "Step",
    "StepDay",
    "StepList",
    "StepMark",
    "ThanksLetter",
    "UnableToMove",
    "UnableToMoveAgreement",
    "UnableToMoveConcern",
    "UnableToMoveInvoice",
    "UnableToMoveVisit",
    "Visit",
    "VisitQuerySet",
]
