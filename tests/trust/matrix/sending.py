"""Sending every form there is, as somebody who may, and noting what that did."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import time_machine
from django.urls import resolve

from linkage.access import operation
from linkage.access.models import AuditEntry
from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.directory.models import Entry, Nomination
from linkage.support_requests.models import RequestArea, SupportRequest
from tests.trust.matrix import crowd, later
from tests.trust.matrix.forms import Form, forms_on, without_query
from tests.trust.matrix.routes import all_routes
from tests.trust.matrix.rows import Rows, changed, rows_of
from tests.trust.matrix.visiting import NOBODY, Visitors, ask, undone
from tests.trust.matrix.walking import Statements, watching
from tests.trust.matrix.world import Side

# Between them they find every form: a form is sent by the first who was shown it.
SENDERS = ("coordinator", "home head", "client head", "asker", "nominee", "stranger", NOBODY)
MOMENT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass
class Sendable:
    """A form on a page, who found it there, and the page that takes it; `alike` are others of that page like it."""

    role: str
    page: str
    form: Form
    alike: list[Form] = field(default_factory=list)

    @property
    def taken_by(self) -> str:
        """The name of the page that answers it."""
        return resolve(without_query(self.form.address)).view_name

    def is_offered(self, name: str, value: str) -> bool:
        """Whether the page says the same of that value too, in another form like this one."""
        wanted = self._said(self.form) | {name: [value]}
        return any(self._said(form) == wanted for form in self.alike)

    @staticmethod
    def _said(form: Form) -> dict:
        own = {each.name for each in form.fields.values() if each.is_chosen}
        return {name: values for name, values in form.answers().items() if name in own}

    def __str__(self) -> str:
        pressed = "".join(f" [{each.name}]" for each in self.form.fields.values() if each.kind == "submit")
        return f"{self.taken_by}{pressed} from {self.page} as {self.role}"


@dataclass
class Sent:
    """What one sending did, before it was taken back."""

    status: int
    statements: Statements
    operations: list[tuple[str, int]]
    changes: dict
    kept_entries: int

    @property
    def outer(self) -> list[str]:
        """The operations that somebody asked for, not those that were part of another."""
        return [name for name, depth in self.operations if depth == 0]

    @property
    def entries(self) -> int:
        """How many audit entries were written."""
        return self.statements.written().count("access_auditentry")


def prepare(world: Visitors) -> None:
    """Answer every question of the drafts, list somebody else than who is asked, and add what is further on its way."""
    side = world.ours
    with acting_in(side.programme.id):
        crowd.add(side, 1)
        area = Area.objects.get(pk=side.records["area_id"])
        draft = SupportRequest.objects.get(pk=side.records["draft_id"])
        RequestArea.objects.get_or_create(programme=side.programme, support_request=draft, area=area)
        SupportRequest.objects.filter(pk=draft.pk).update(ways=["call"], window="this_half_term", title="Reading")
        Nomination.objects.filter(pk=side.records["half_written_id"]).update(area_codes=[area.code], ways=["call"])
        Entry.objects.filter(pk=side.records["entry_id"]).update(person=side.people["stranger"])
        later.add(side, MOMENT)


def sendables(world: Visitors) -> list[Sendable]:
    """Return every form of every page once."""
    found: dict[tuple, Sendable] = {}
    for name, address in _pages(world.ours):
        for role in SENDERS:
            with time_machine.travel(MOMENT, tick=False):
                response = ask(world.clients[role], "get", address)
            if response.status_code == 200 and "html" in response.headers["Content-Type"]:
                for form in forms_on(response.content.decode(), address):
                    made = Sendable(role, name, form)
                    first = found.setdefault((made.taken_by, str(sorted(form.fields)), _pressed(form)), made)
                    first.alike += [form] if (first.page, first.role) == (name, role) else []
    return list(found.values())


def _pages(side: Side) -> Iterator[tuple[str, str]]:
    """The name and address of every page, and again of those whose record looks otherwise further on."""
    routes = {route.name: route for route in all_routes()}
    for route in routes.values():
        yield route.name, route.address(side)
    for name, others in later.PAGES:
        records = side.records | {argument: side.records[other] for argument, other in others.items()}
        yield name, routes[name].address(side, records=records)


def _pressed(form: Form) -> tuple:
    return tuple((each.name, *each.values) for each in form.fields.values() if each.kind == "submit")


@contextmanager
def noting_operations() -> Iterator[list[tuple[str, int]]]:
    """Note every operation that was done, with how deep inside others it ran."""
    noted: list[tuple[str, int]] = []
    depth, honest = [0], operation._run

    def run(function: Callable, action, target, given):
        depth[0] += 1
        try:
            done = honest(function, action, target, given)
        finally:
            depth[0] -= 1
        noted.append((action.name, depth[0]))
        return done

    operation._run = run
    try:
        yield noted
    finally:
        operation._run = honest


def send(world: Visitors, sendable: Sendable, answers: dict | None = None, *, before: Rows | None = None) -> Sent:
    """Send a form at a fixed moment and take it back; with `before`, the rows it changed are told too."""
    answers = sendable.form.answers() if answers is None else answers
    client = world.clients[sendable.role]
    entries = _entries(world) if before is not None else 0
    with (
        undone(client),
        time_machine.travel(MOMENT, tick=False),
        watching() as statements,
        noting_operations() as noted,
    ):
        response = client.post(sendable.form.address, answers)
        seen = Statements(statements.queries, list(statements.writes))
        changes = changed(before, rows_of(world.ours)) if before is not None else {}
        kept = _entries(world) - entries if before is not None else 0
    return Sent(response.status_code, seen, noted, changes, kept)


def _entries(world: Visitors) -> int:
    with acting_in(world.ours.programme.id):
        return AuditEntry.objects.count()
