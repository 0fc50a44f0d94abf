"""Tables of people, split by noun; other apps import from here."""

from linkage.people.models.covers import Cover
from linkage.people.models.designations import Designation, DesignationQuerySet, DesignationTitle
from linkage.people.models.persons import (
    Affiliation,
    AffiliationQuerySet,
    Digest,
    DistinctPair,
    Invitation,
    MergedPerson,
    Person,
    RoleGrant,
    RoleGrantQuerySet,
)

__all__ = [
    "Affiliation",
    "AffiliationQuerySet",
    "Cover",
    "Designation",
    "DesignationQuerySet",
    "DesignationTitle",
    "Digest",
    "DistinctPair",
    "Invitation",
    "MergedPerson",
    "Person",
    "RoleGrant",
    "RoleGrantQuerySet",
]
