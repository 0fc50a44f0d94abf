"""Organisations, their membership of programmes, and school groups."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import NotesChanges, RowLevelSecurity, TenantForeignKey, tenant_constraints
from linkage.database.models import Keyed
from linkage.organisations import enums
from linkage.programmes.models import OwnedByProgramme, Programme


class Organisation(Keyed):
    """A school of the national register (no programme: public facts only), or a body a programme added itself.

    Several files tell of one school, and none of them all: a fact is taken from the newest file that has it. So each
    group of facts has the date of the file it came from: `register_date` (name, status, phase, address), `place_on`
    (empty while the place is only that of the postcode), `numbers_on`, `details_on` (diocese, district) and `trust_on`.
    Eastings and northings are British National Grid, in metres.
    """

    # Almost every row has none: the few that have one are found by the index below. The wall lets nobody write another
    # programme than the one they act in; a key would be looked up, to no end, for each school of the register.
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    kind = models.CharField(max_length=20, choices=enums.OrganisationKind, default=enums.OrganisationKind.SCHOOL)
    name = models.CharField(max_length=200)
    urn = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=enums.SchoolStatus, default=enums.SchoolStatus.OPEN)
    phases = ArrayField(models.CharField(max_length=20, choices=enums.Phase), default=list, blank=True)
    type_name = models.CharField(max_length=100, blank=True)
    type_group = models.CharField(max_length=100, blank=True)
    religious_character = models.CharField(max_length=100, blank=True)
    diocese = models.CharField(max_length=100, blank=True)
    authority_code = models.CharField(max_length=3, blank=True)
    authority_name = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=80, blank=True)
    trust_uid = models.CharField(max_length=12, blank=True)
    trust_name = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    website = models.CharField(max_length=300, blank=True)
    age_low = models.PositiveSmallIntegerField(null=True, blank=True)
    age_high = models.PositiveSmallIntegerField(null=True, blank=True)
    pupils = models.PositiveIntegerField(null=True, blank=True)
    fsm_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    # Of pupils with special educational needs, with support or a plan; and of those whose first language is another.
    sen_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    eal_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    successor_urns = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    register_date = models.DateField(null=True, blank=True)
    place_on = models.DateField(null=True, blank=True)
    numbers_on = models.DateField(null=True, blank=True)
    details_on = models.DateField(null=True, blank=True)
    trust_on = models.DateField(null=True, blank=True)
    # Name, town, postcode (with and without its space) and URN as `rules.folded` folds them: kept by the database, so
    # that it can never differ from them.
    search_text = models.GeneratedField(
        expression=models.Func("name", "town", "postcode", "urn", function="organisations_folded"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            RowLevelSecurity(name="organisations_organisation_rls", rule="own_or_shared"),
            NotesChanges(name="organisations_organisation_changes"),
            models.UniqueConstraint(fields=["urn"], name="organisations_organisation_urn"),
        ]
        indexes = [
            models.Index(
                fields=["programme"], name="organisations_by_programme", condition=models.Q(programme__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Member(OwnedByProgramme):
    """An organisation in a programme."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    status = models.CharField(max_length=10, choices=enums.MemberStatus, default=enums.MemberStatus.PROPOSED)
    since_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("organisations_member"),
            NotesChanges(name="organisations_member_changes"),
            models.UniqueConstraint(fields=["programme", "organisation"], name="organisations_member_once"),
        ]


class MembershipRule(OwnedByProgramme):
    """Which schools of the register are proposed as members; an empty list does not restrict."""

    authority_codes = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    phases = ArrayField(models.CharField(max_length=20, choices=enums.Phase), default=list, blank=True)
    dioceses = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    trust_uids = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    religious_characters = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("organisations_rule"),
            models.UniqueConstraint(fields=["programme"], name="organisations_rule_one"),
        ]


class SchoolGroup(OwnedByProgramme):
    """A named set of schools: a district, a cluster, the priority schools of the year."""

    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            *tenant_constraints("organisations_group"),
            models.UniqueConstraint(fields=["programme", "name"], name="organisations_group_name"),
        ]


class SchoolGroupPlace(OwnedByProgramme):
    """A member's place in a school group."""

    group = TenantForeignKey(SchoolGroup, on_delete=models.CASCADE, related_name="places")
    member = TenantForeignKey(Member, on_delete=models.CASCADE, related_name="places")

    class Meta:
        constraints = [
            *tenant_constraints("organisations_groupplace", "group", "member"),
            models.UniqueConstraint(fields=["programme", "group", "member"], name="organisations_groupplace_once"),
        ]


class RegisterLines(Keyed):
    """What the rows of one kind of register file said when they were last read: a refresh reads only other rows.

    Each field is an array of numbers, as `rules.register_memory.Memory` has them.
    """

    kind = models.CharField(max_length=60)
    digests = models.BinaryField()
    urns = models.BinaryField()
    sums = models.BinaryField(db_default=b"")
    sizes = models.BinaryField(db_default=b"")
    counts = models.BinaryField(db_default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind"], name="organisations_lines_kind")]


class RegisterLink(models.Model):
    """Which school followed which, as the register says; kept for schools it has not told us of yet, too."""

    predecessor_urn = models.PositiveIntegerField()
    successor_urn = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor_urn", "successor_urn"], name="organisations_link_once")
        ]


class RegisterImport(Keyed):
    """One run of the register import: global, as the register is; holds no personal data."""

    status = models.CharField(max_length=10, choices=enums.ImportStatus, default=enums.ImportStatus.WAITING)
    file_name = models.CharField(max_length=200)
    file_kind = models.CharField(max_length=40, blank=True)
    register_date = models.DateField(null=True, blank=True)
    is_dry_run = models.BooleanField(default=False)
    rows_total = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    renamed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    # [{"row": 7, "reason": "…"}], the first thousand.
    rejections = models.JSONField(default=list)
    # {"opened": [...], "closed": [...], "moved": [...], "renamed": [...]}, the first hundred of each.
    report = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)
    file_path = models.TextField(blank=True)
