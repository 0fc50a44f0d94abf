"""The register with its invented schools, who takes part, and the school groups."""

import csv
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.demo.stage import Stage
from linkage.demo.stories import programmes
from linkage.demo.stories.programmes import FOUNDED_DAYS_AGO, Plan
from linkage.kernel.days import day_of
from linkage.organisations import operations, queries
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Member, Organisation
from linkage.organisations.operations import uploads

FILE = "demo-schools.csv"
IMPORT_JOB = uploads.JOB
STATUS, CLOSED_ON, SUCCESSORS = "EstablishmentStatus (name)", "CloseDate", "Successors"
CLOSED_DAYS_AGO = 40
# In the diocese's programme the last schools are proposed by the rule and not added yet.
NOT_ADDED = 3
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "ribble": {
        "Coast": ("Blackpool", "Fylde", "Wyre"),
        "East Lancashire": ("Burnley", "Hyndburn", "Pendle", "Rossendale"),
        "Ribble and Preston": ("Preston", "Ribble Valley", "South Ribble"),
    },
    "mersewater": {"Deanery of Saltreach": ("Sefton", "Liverpool"), "Eastern deanery": ("Warrington", "Wigan")},
    "four-corners": {},
}


def load_registers(*, now: datetime) -> None:
    """Load the national register that comes with Linkage, then the invented schools as they were half a year ago."""
    spring = now - timedelta(days=FOUNDED_DAYS_AGO + 3)
    operations.load_shipped_register(actor=Actor.system("demo"), at=spring)
    _import(spring, lambda row: row | {STATUS: "Open", CLOSED_ON: "", SUCCESSORS: ""} if row[CLOSED_ON] else row)


def load_newer_register(*, now: datetime) -> None:
    """Load the invented schools anew: one that took part from the beginning has closed since."""
    closed_on = str(day_of(now - timedelta(days=CLOSED_DAYS_AGO)))
    _import(now - timedelta(days=20), lambda row: row | {CLOSED_ON: closed_on} if row[CLOSED_ON] else row)
    _mistake(now - timedelta(days=20, minutes=12))


def _mistake(at: datetime) -> None:
    """Whoever runs the installation has first chosen a file that is no register."""
    upload = SimpleUploadedFile("attendance-by-class.csv", b"Class,Monday,Tuesday\n4B,27,26\n")
    begun = operations.start_import(actor=programmes.operator(), at=at, upload=upload)  # type: ignore[arg-type]  # Django's file has what it takes
    job = Actor.system("organisations.import")
    operations.begin_import(actor=job, at=at, import_id=begun.pk)
    operations.run_import(actor=job, at=at, import_id=begun.pk)


def tell(stage: Stage, plan: Plan) -> None:
    """Let the schools take part, group them, and let one go."""
    at = stage.now - timedelta(days=FOUNDED_DAYS_AGO - 1)
    coordinator = stage.coordinator
    if plan.diocese:
        operations.change_rule(actor=coordinator, at=at, dioceses=[plan.diocese])
        proposed = list(queries.proposals(actor=coordinator).order_by("urn"))
        wanted = [school.pk for school in proposed[:-NOT_ADDED]]
        operations.confirm_members(actor=coordinator, at=at, organisation_ids=wanted)
    else:
        for school in _invented(plan).exclude(status=SchoolStatus.PROPOSED):
            operations.add_member(actor=coordinator, at=at, organisation_id=school.pk)
    taking_part = Member.objects.filter(programme=stage.programme).select_related("organisation")
    members = list(taking_part.order_by("organisation__urn"))
    stage.schools = {member.organisation.name: member.organisation for member in members}
    _group(stage, coordinator, members)
    if GROUPS[plan.slug]:
        _let_go(stage, members)


def _let_go(stage: Stage, members: list[Member]) -> None:
    """The last small school leaves: before it does, it has nobody in any story."""
    leaver = members[-1]
    del stage.schools[leaver.organisation.name]
    stage.diary.note(
        stage.diary.ago(34),
        lambda at: operations.mark_left(actor=stage.coordinator, at=at, member=leaver),
    )


def _group(stage: Stage, coordinator: Actor, members: list[Member]) -> None:
    at = stage.now - timedelta(days=FOUNDED_DAYS_AGO - 2)
    for name, districts in GROUPS[stage.programme.slug].items():
        here = [member.pk for member in members if member.organisation.district in districts]
        group = operations.create_group(actor=coordinator, at=at, name=name)
        operations.add_to_group(actor=coordinator, at=at, group=group, member_ids=here)


def _invented(plan: Plan) -> QuerySet[Organisation]:
    return Organisation.objects.filter(programme=None, urn__range=(plan.first_urn, plan.last_urn)).order_by("urn")


def _import(at: datetime, told: Callable[[dict[str, str]], dict[str, str]]) -> None:
    with (resources.files("linkage.demo") / "data" / "schools.csv").open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows, columns = [told(row) for row in reader], reader.fieldnames or []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        operations.import_register(actor=Actor.system("demo"), at=at, path=path, file_name=FILE, on=day_of(at))
