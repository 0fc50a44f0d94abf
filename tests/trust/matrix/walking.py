"""One walk over every page as everybody: what each answer carried, asked of the database, and wrote."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

from tests.trust.matrix.forms import Form, forms_on
from tests.trust.matrix.links import Links, links_on
from tests.trust.matrix.payloads import harm_in
from tests.trust.matrix.routes import Route, all_routes
from tests.trust.matrix.visiting import NOBODY, Visitors, ask, body_of

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# Opening and closing a transaction, naming the programme, and once a minute noting that a session is in use: counted by
# nobody who counts queries.
HOUSEKEEPING = re.compile(
    r'^\s*(SAVEPOINT|RELEASE|ROLLBACK|SET LOCAL|select set_config|UPDATE "django_session")', re.IGNORECASE
)


@dataclass
class Statements:
    """What was asked of the database while watching: how many questions, and which writes with which values."""

    queries: int = 0
    writes: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, execute, sql, params, many, context):
        if not HOUSEKEEPING.match(str(sql)):
            self.queries += 1
        answer = execute(sql, params, many, context)
        # What finds no row to change or delete writes nothing.
        if (found := WRITES.match(str(sql))) and context["cursor"].rowcount:
            self.writes.append((found[1], repr(params)))
        return answer

    def written(self, *besides: str) -> list[str]:
        """The tables written to, in order, without those named."""
        return [table for table, _ in self.writes if table not in besides]


@contextmanager
def watching() -> Iterator[Statements]:
    """Note every statement inside."""
    seen = Statements()
    with connection.execute_wrapper(seen):
        yield seen


@dataclass
class Visit:
    """One page opened by one role."""

    role: str
    route: Route
    address: str
    status: int
    headers: dict[str, str]
    statements: Statements
    harm: list[str]
    forms: list[Form]
    links: Links

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody's own page was asked for."""
        return self.role != NOBODY

    def __str__(self) -> str:
        return f"{self.status} {self.route.name} as {self.role}"


def visit(role: str, client: Client, route: Route, address: str) -> Visit:
    """Open one page and note what it did."""
    with watching() as statements:
        response = ask(client, "get", address)
    body = body_of(response).decode(errors="replace") if _is_html(response) else ""
    return Visit(
        role=role,
        route=route,
        address=address,
        status=response.status_code,
        headers=dict(response.headers),
        statements=statements,
        harm=harm_in(body),
        forms=forms_on(body, address) if response.status_code == 200 else [],
        links=links_on(body, address) if response.status_code == 200 else Links(),
    )


def _is_html(response: HttpResponseBase) -> bool:
    return "html" in response.headers.get("Content-Type", "")


def walk(world: Visitors, clients: dict[str, Client] | None = None) -> list[Visit]:
    """Open every page of our programme as everybody."""
    return [
        visit(role, client, route, route.address(world.ours))
        for route in all_routes()
        for role, client in (clients or world.clients).items()
    ]
