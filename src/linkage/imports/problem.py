"""Database → the plain facts that a spreadsheet's rows are read against, and the trial that comes of them."""

import hashlib
import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db.models import Q

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory import queries as directory
from linkage.imports import rules
from linkage.imports.enums import ImportKind, ImportStatus
from linkage.imports.models import SheetImport
from linkage.imports.rules.nominations import Known
from linkage.imports.rules.past_links import Past
from linkage.imports.rules.planned import Choice
from linkage.kernel.days import day_of
from linkage.links import queries as links
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.rules.addresses import wanted_domain
from linkage.search.folding import fold

# So many texts are compared with the areas; the rest can be chosen from the whole list.
MOST_SUGGESTED = 100


@dataclass(frozen=True)
class Trial:
    """What an import would do: nothing of it is kept."""

    table: rules.Table
    mapping: list[str]
    missing: list[rules.Field]
    rows: list[rules.Planned]
    first: str

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are in each state."""
        return rules.counts(self.rows)

    @property
    def new(self) -> list[rules.Planned]:
        """The rows that would come in."""
        return [row for row in self.rows if row.state == rules.State.NEW]


def table_of(sheet_import: SheetImport) -> rules.Table:
    """Return the table that was kept."""
    return rules.Table(
        header_row=sheet_import.header_row,
        headings=tuple(sheet_import.headings),
        rows=tuple((number, tuple(cells)) for number, cells in sheet_import.rows),
        left_out=tuple((number, why) for number, why in sheet_import.skipped),
    )


def assemble(*, actor: Actor, sheet_import: SheetImport, at: datetime) -> Trial:
    """Return what the import would do, row by row; no rows while a needed column is not matched."""
    table, mapping = table_of(sheet_import), list(sheet_import.mapping)
    missing = rules.missing(sheet_import.kind, mapping)
    first = _first(sheet_import, table, mapping)
    rows: list[rules.Planned] = []
    if not missing:
        read = _nominations if sheet_import.kind == ImportKind.NOMINATIONS else _past_links
        rows = read(actor, sheet_import, at, table, mapping, first)
    return Trial(table, mapping, missing, rows, first)


def _first(sheet_import: SheetImport, table: rules.Table, mapping: list[str]) -> str:
    """How the file writes days: as its own dates prove, else as was answered."""
    dated = [name for name in ("linked_on", "written_on") if name in mapping]
    order = rules.order_of(table.column(mapping.index(dated[0]))) if dated else rules.Order()
    return order.first or str(sheet_import.answers.get("dates", ""))


def _nominations(
    actor: Actor, sheet_import: SheetImport, at: datetime, table: rules.Table, mapping: list[str], first: str
) -> list[rules.Planned]:
    proofs = people.proofs(actor=actor, on=day_of(at))
    known_areas = list(areas.areas(actor=actor))
    listed, asked = directory.places_taken(actor=actor)
    known = Known(
        schools=rules.Schools([_facts(each.organisation) for each in proofs]),
        heads={str(each.organisation.pk): _speakers(each) for each in proofs},
        areas=_area_codes(known_areas),
        area_choices=tuple(Choice(each.code, each.name) for each in known_areas),
        suggested={text: tuple(codes) for text, codes in sheet_import.suggested.items()},
        listed=listed,
        asked=asked,
        names=_names(table, mapping, sheet_import.answers),
        first=first,
        today=day_of(at),
    )
    read = partial(rules.nomination_row, mapping=mapping, answers=sheet_import.answers, known=known)
    rows = [read(number, cells) for number, cells in table.rows]
    keyed = [replace(row, key=row_key(actor, row)) if row.state == rules.State.NEW else row for row in rows]
    return _once(keyed, _keys_before(actor, sheet_import))


def _keys_before(actor: Actor, sheet_import: SheetImport) -> set[str]:
    """What tells the rows that came in with an earlier file."""
    done = SheetImport.objects.filter(
        programme_id=actor.tenant_id, kind=sheet_import.kind, status__in=[ImportStatus.DONE, ImportStatus.UNDONE]
    ).values_list("row_keys", flat=True)
    return {key for keys in done for key in keys}


def _once(rows: Iterable[rules.Planned], before: Collection[str] = ()) -> list[rules.Planned]:
    """Of rows that say the same only the first comes in, and none that came in `before`."""
    found: dict[str, int] = {}
    once = []
    for row in rows:
        first = found.setdefault(row.key, row.number)
        again = "They came in with an earlier file" if row.key in before else f"The same as row {first}"
        is_again = row.state == rules.State.NEW and (row.key in before or first != row.number)
        once.append(replace(row, state=rules.State.KNOWN, notes=(again,)) if is_again else row)
    return once


def row_key(actor: Actor, row: rules.Planned) -> str:
    """Return what tells a person at a school again without saying who: a hash that only this installation can make."""
    said = f"{actor.tenant_id}|{row.values['email']}|{row.values['school']}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _past_links(
    actor: Actor, sheet_import: SheetImport, at: datetime, table: rules.Table, mapping: list[str], first: str
) -> list[rules.Planned]:
    past = Past(
        schools=rules.Schools(_schools_of_the_past(actor, sheet_import, table, mapping)),
        known=links.past_keys(actor=actor),
        areas=_area_codes(list(areas.all_areas(actor=actor))),
        first=first,
        today=day_of(at),
    )
    read = partial(rules.past_link_row, mapping=mapping, answers=sheet_import.answers, past=past)
    return _once([read(number, cells) for number, cells in table.rows])


def _schools_of_the_past(
    actor: Actor, sheet_import: SheetImport, table: rules.Table, mapping: list[str]
) -> list[rules.SchoolFacts]:
    """Those taking part and those that left; and of the register whatever the file or an answer names exactly."""
    ours = {row.school.pk: row.school for row in organisations.member_rows(actor=actor)}
    said = {cells[mapping.index(end)].strip() for _, cells in table.rows for end in ("client", "home")}
    said |= {str(answer).strip() for answer in sheet_import.answers.values()}
    urns = [int(text) for text in said if text.isascii() and text.isdigit() and len(text) == 6]  # noqa: PLR2004 (a URN)
    others = Organisation.objects.filter(Q(name__in=said) | Q(urn__in=urns), programme=None).exclude(pk__in=list(ours))
    return [_facts(school) for school in (*ours.values(), *others.order_by("name", "urn"))]


def _facts(school: Organisation) -> rules.SchoolFacts:
    return rules.SchoolFacts(str(school.pk), school.name, school.town, wanted_domain(school.website), school.urn)


def _speakers(proof: people.SchoolProof) -> dict[str, str]:
    """Who answers for a school, by address; the head's own is under "", where somebody is proved."""
    spoken = {
        held.person.email: "everybody" if held.role == Role.HEAD else "the head" for held in reversed(proof.speakers)
    }
    return {**spoken, "": proof.head.person.email} if proof.head else {}


def _area_codes(known: Iterable[Area]) -> dict[str, str]:
    return {fold(name): each.code for each in known for name in (*each.synonyms, each.name)}


def _area_texts(table: rules.Table, mapping: list[str]) -> list[str]:
    cells = table.column(mapping.index("areas"))
    return list(dict.fromkeys(text for cell in cells for text in rules.area_texts(cell)))


def suggested(*, actor: Actor, sheet_import: SheetImport) -> dict[str, list[str]]:
    """Return for the words of the areas column that are no area's name what they may mean, by their folded form."""
    table, mapping = table_of(sheet_import), list(sheet_import.mapping)
    if "areas" not in mapping:
        return {}
    exact = _area_codes(areas.areas(actor=actor))
    unknown = [text for text in _area_texts(table, mapping) if fold(text) not in exact][:MOST_SUGGESTED]
    return {fold(text): [each.area.code for each in areas.suggest(actor=actor, text=text, limit=3)] for text in unknown}


def _names(table: rules.Table, mapping: list[str], answers: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The different names that the file has for one address."""
    found: dict[str, dict[str, str]] = {}
    for number, cells in table.rows:
        if answers.get(f"row:{number}") == "out":
            continue
        name = cells[mapping.index("name")].strip()
        if name:
            email = rules.address_in(cells[mapping.index("email")])
            found.setdefault(email, {}).setdefault(fold(name), name)
    return {email: tuple(names.values()) for email, names in found.items() if email}
