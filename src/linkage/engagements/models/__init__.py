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
from linkage.engagements.models.engagements import Engagement, EngagementQuerySet, Participant, UnableToMove
from linkage.engagements.models.plans import Objective, PlanAction, Rating, Review
from linkage.engagements.models.readiness import (
    GovernorsWord,
    ReadinessAnswer,
    ReadinessAsking,
    ReadinessQuestion,
    ReadinessQuestions,
    ReadinessSheet,
)
from linkage.engagements.models.steps import Step, StepList, StepMark
from linkage.engagements.models.visits import Assurance, UnableToMoveVisit, Visit, VisitQuerySet

__all__ = [
    "Agreement",
    "AgreementClause",
    "AgreementQuerySet",
    "Assurance",
    "Clause",
    "ClauseLibrary",
    "Engagement",
    "EngagementQuerySet",
    "GovernorsWord",
    "Objective",
    "Participant",
    "PlanAction",
    "Rating",
    "ReadinessAnswer",
    "ReadinessAsking",
    "ReadinessQuestion",
    "ReadinessQuestions",
    "ReadinessSheet",
    "Review",
    "Signature",
    "Step",
    "StepList",
    "StepMark",
    "UnableToMove",
    "UnableToMoveAgreement",
    "UnableToMoveVisit",
    "Visit",
    "VisitQuerySet",
]
