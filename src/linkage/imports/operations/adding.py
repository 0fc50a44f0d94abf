"""Add what a spreadsheet holds: all of it in one transaction, or nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import operations as directory
from linkage.directory.models import Nomination
from linkage.imports import policy, problem, rules
from linkage.imports.enums import ImportKind, ImportStatus
from linkage.imports.models import SheetImport
from linkage.imports.operations.deciding import Decisions, settle
from linkage.imports.problem import Trial
from linkage.kernel.errors import Refused
from linkage.links import operations as links
from linkage.organisations.models import Organisation
from linkage.people.models import Person

# Time to see that it was the wrong file before anybody hears of it; then one mail after the other.
FIRST_MAIL_AFTER = timedelta(minutes=15)
BETWEEN_MAILS = timedelta(seconds=20)
Made = tuple[list[UUID], dict[str, int]]


class UnableToAdd(Refused):
    """There is nothing to add, or it has been added already."""


@operation(policy.CONFIRM, target="sheet_import")
def confirm(*, actor: Actor, at: datetime, sheet_import: SheetImport, decisions: Decisions, shown: int) -> SheetImport:
    """Add the rows that nothing is wrong with, if they are as many as `shown`; else keep the decisions and stay.

    So nobody adds other than they saw: what is returned tells by its status. Raises UnableToDecide, and UnableToAdd
    when there is nothing to add.
    """
    _one_at_a_time(actor, sheet_import)
    settle(actor=actor, at=at, sheet_import=sheet_import, decisions=decisions)
    trial = problem.assemble(actor=actor, sheet_import=sheet_import, at=at)
    if len(trial.new) != shown:
        return sheet_import
    if not trial.new:
        raise UnableToAdd("There is nothing to add")
    made, more = _ADDS[ImportKind(sheet_import.kind)](actor, at, sheet_import, trial)
    sheet_import.move(ImportStatus.DONE)
    sheet_import.confirmed_at = at
    sheet_import.made_ids, sheet_import.row_keys = made, [row.key for row in trial.new]
    sheet_import.counts = {**trial.counts, **more}
    # Of what came in Linkage has its own record now; the rest can still be put right.
    left = {row.number for row in trial.rows if row.questions or row.wrong}
    sheet_import.rows = [row for row in sheet_import.rows if row[0] in left]
    sheet_import.answers, sheet_import.suggested = {}, {}
    sheet_import.save()
    return sheet_import


def _one_at_a_time(actor: Actor, sheet_import: SheetImport) -> None:
    """Two files with the same rows: the second waits until the first is in, and then finds them there."""
    ours = SheetImport.objects.filter(programme_id=actor.tenant_id, kind=sheet_import.kind).order_by("pk")
    list(ours.select_for_update().values_list("pk", flat=True))
    sheet_import.hold()


def _add_nominations(actor: Actor, at: datetime, sheet_import: SheetImport, trial: Trial) -> Made:
    schools = Organisation.objects.in_bulk({row.values["school"] for row in trial.new}, field_name="pk")
    schools_by_id = {str(key): school for key, school in schools.items()}
    heads = {
        each.email: each
        for each in Person.objects.filter(
            programme_id=actor.tenant_id, email__in={row.values["nominator"] for row in trial.new}
        )
    }
    made: list[Nomination] = []
    for row in trial.new:
        told = _told(row, schools_by_id[row.values["school"]], heads[row.values["nominator"]])
        due_at = at + FIRST_MAIL_AFTER + BETWEEN_MAILS * len(made)
        made.append(directory.record_on_behalf(actor=actor, at=at, told=told, due_at=due_at))
    directory.tell_nominators(actor=actor, at=at, nominations=made, about=sheet_import, due_at=at + FIRST_MAIL_AFTER)
    drafts = sum(row.values["is_confirmed"] == "" for row in trial.new)
    return [each.pk for each in made], {"drafts": drafts, "sent": len(made) - drafts}


def _told(row: rules.Planned, school: Organisation, nominator: Person) -> directory.ToldByForm:
    values = row.values
    return directory.ToldByForm(
        organisation=school,
        nominated_by=nominator,
        name=values["name"],
        email=values["email"],
        job_title=values["job_title"],
        evidence=values["evidence"],
        area_codes=values["areas"],
        phases=values["phases"],
        days=values["days"],
        written_at=datetime.combine(values["written_on"], time(12), tzinfo=UTC),
        is_confirmed=bool(values["is_confirmed"]),
    )


def _add_past_links(actor: Actor, at: datetime, sheet_import: SheetImport, trial: Trial) -> Made:  # noqa: ARG001
    past = [links.PastLinkTold(row_key=row.key, **row.values) for row in trial.new]
    return [each.pk for each in links.add_past(actor=actor, at=at, past=past)], {}


_ADDS: dict[ImportKind, Callable[[Actor, datetime, SheetImport, Trial], Made]] = {
    ImportKind.NOMINATIONS: _add_nominations,
    ImportKind.PAST_LINKS: _add_past_links,
}
