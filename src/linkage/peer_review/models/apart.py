"""Schools of a round that should not visit each other: they said so themselves, or who runs the round did."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.organisations.models import Organisation
from linkage.peer_review.models.rounds import Round
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class KeptApart(OwnedByProgramme):
    """That two schools of a round should not visit each other, and nobody is asked why.

    What a school said is read by itself and by who runs the round, never by the school it names; what an organiser
    said (`by_organiser`) by organisers alone, with the school whose key is smaller first. Whoever runs the round may
    let the two meet all the same: then a school still reads what it had said, and that it was not kept.
    """

    round = TenantForeignKey(Round, on_delete=models.CASCADE, related_name="kept_apart")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by_organiser = models.BooleanField(default=False)
    said_by = TenantForeignKey(Person, related_name="+")
    said_at = models.DateTimeField()
    # When whoever runs the round let a school meet another though it had said that it should not.
    let_meet_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_keptapart", "round", "said_by"),
            models.UniqueConstraint(
                fields=["programme", "round", "school", "other", "by_organiser"], name="peer_review_keptapart_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(school=models.F("other")), name="peer_review_keptapart_two_schools"
            ),
            # What an organiser said is taken back, and never overruled.
            models.CheckConstraint(
                condition=models.Q(by_organiser=False) | models.Q(let_meet_at__isnull=True),
                name="peer_review_keptapart_taken_back",
            ),
        ]

    @property
    def pair(self) -> frozenset[str]:
        """Both schools, by key."""
        return frozenset((str(self.school_id), str(self.other_id)))
