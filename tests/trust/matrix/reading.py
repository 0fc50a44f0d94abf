"""Who reads what: every page is opened as everybody, and each marked word is traced to who met it, and where."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.test import Client

from linkage.accounts.tests import factories as accounts
from linkage.brokering.models import Ruling
from linkage.database.tenancy import acting_in
from linkage.engagements.models import Engagement
from linkage.links.models import Link, Pulse
from linkage.organisations.models import Organisation
from linkage.people.enums import AffiliationRole, Role
from linkage.people.tests import factories as people
from tests.trust.matrix.routes import Route, all_routes
from tests.trust.matrix.visiting import Visitors, ask, body_of
from tests.trust.matrix.world import Side

MARK = re.compile(rb"mark\d+end")
# Pages of lists whose rows can also be taken home.
EXPORT = "?export=csv"


@dataclass
class Seen:
    """What one round of visits showed: (role, mark) → the pages it stood on, and the pages each role could open."""

    words: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    opened: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def more_roles(world: Visitors) -> dict[str, Client]:
    """Two roles that the matrix has no need of: another teacher of the asking school, and the officer named for it."""
    side = world.ours
    client = Organisation.objects.get(pk=side.records["organisation_id"])
    with acting_in(side.programme.id):
        colleague = people.staff(side.programme, client, AffiliationRole.TEACHER, account=accounts.account())
        officer = people.person(side.programme, account=accounts.account())
        people.grant(officer, Role.OFFICER, client)
    return {"colleague of the asker": _browser(colleague.account), "officer of the school": _browser(officer.account)}


def _browser(account) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(account)
    client.get("/account/")
    return client


def mark_each(side: Side) -> dict[str, str]:
    """Give every word of every row a mark of its own; return {"app.Model.field of record or person": mark}."""
    named = {key: name for name, key in side.records.items() if name != "person_id"}
    named |= {person.pk: role for role, person in side.people.items()}
    marks: dict[str, str] = {}
    with acting_in(side.programme.id):
        for model in apps.get_models():
            names = {each.attname for each in model._meta.concrete_fields}
            if "programme_id" in names and model._meta.label_lower != "access.auditentry":
                for row in model._default_manager.filter(programme_id=side.programme.id):
                    _mark_row(row, side.canary, named.get(row.pk, str(row.pk)), marks)
    return marks


def _mark_row(row: models.Model, canary: str, name: str, marks: dict[str, str]) -> None:
    changed = []
    for each in row._meta.concrete_fields:
        value = getattr(row, each.attname)
        if isinstance(value, str) and canary in value:
            mark = f"mark{len(marks)}end"
            marks[f"{row._meta.label} of {name}".replace(" of ", f".{each.name} of ")] = mark
            setattr(row, each.attname, value.replace(canary, mark))
            changed.append(each.name)
    if changed:
        row.save(update_fields=changed)


def take_link_away(side: Side) -> None:
    """Go back to before the introduction, when nobody was ruled out for the request either."""
    with acting_in(side.programme.id):
        Ruling.objects.all().delete()
        Engagement.objects.all().delete()
        Pulse.objects.all().delete()
        Link.objects.all().delete()


def read_all(side: Side, clients: dict[str, Client], only: dict[str, set[str]] | None = None) -> Seen:
    """Open every page of one programme as everybody (or the pages named for each); links in mails carry their reader.

    A list that can be taken home as a file is taken home too.
    """
    seen = Seen()
    for route in all_routes():
        if route.link or "token" in route.arguments:
            continue
        for role, client in clients.items():
            if only is None or route.name in only[role]:
                for address in _addresses(route, side):
                    _read(seen, route, role, client, address)
    return seen


def _read(seen: Seen, route: Route, role: str, client: Client, address: str) -> None:
    response = ask(client, "get", address)
    body = body_of(response)
    if response.status_code == 200:
        seen.opened[role].add(route.name)
        if EXPORT.encode() in body:
            body += body_of(ask(client, "get", address + EXPORT))
    for found in set(MARK.findall(body)):
        seen.words[role, found.decode()].add(route.name)


# Pages that say something else for another record: its name in the address, and the records beside the usual one.
ALSO: dict[str, tuple[str, tuple[str, ...]]] = {
    "people:prove-head": ("organisation_id", ("invited_id",)),
    "peer_review:round": ("round_id", ("open_round_id", "draft_round_id")),
    "peer_review:own": ("round_school_id", ("open_school_id",)),
    "peer_review:visit": ("peer_visit_id", ("happened_visit_id", "drafted_visit_id", "checked_visit_id")),
    "peer_review:report": (
        "peer_visit_id",
        ("happened_visit_id", "drafted_visit_id", "checked_visit_id", "agreed_visit_id"),
    ),
    "practice:practice": (
        "practice_id",
        tuple(f"{each}_practice_id" for each in ("draft", "awaiting_head", "lapsed", "hidden", "taken_down", "case")),
    ),
    "support_requests:request": ("request_id", ("approaching_id", "asked_id")),
    "support_requests:answer": ("request_id", ("asked_id",)),
    "engagements:concern": ("concern_id", ("untaken_concern_id", "closed_concern_id")),
    "commissions:commission": ("commission_id", ("buying_draft_id", "ordered_id")),
}


def _addresses(route: Route, side: Side) -> Iterator[str]:
    """The addresses of a route: also for other records, where its page says something else of them."""
    yield route.address(side)
    argument, others = ALSO.get(route.name, ("", ()))
    for other in others:
        yield route.address(side, records={**side.records, argument: side.records[other]})
