"""What a school asks for, and what others refer it for, split by noun."""

from linkage.support_requests.models.referrals import Referral, ReferralQuerySet, UnableToMoveReferral
from linkage.support_requests.models.requests import (
    AvoidedSchool,
    Question,
    QuestionQuerySet,
    RequestArea,
    SupportRequest,
    SupportRequestQuerySet,
    UnableToMoveRequest,
)

__all__ = [
    "AvoidedSchool",
    "Question",
    "QuestionQuerySet",
    "Referral",
    "ReferralQuerySet",
    "RequestArea",
    "SupportRequest",
    "SupportRequestQuerySet",
    "UnableToMoveReferral",
    "UnableToMoveRequest",
]
