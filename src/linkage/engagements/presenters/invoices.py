"""An invoice sheet and a net sheet as a page, as a PDF and as a file for a spreadsheet: the same lines in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.documents import presenters as documents
from linkage.engagements import policy, rules
from linkage.engagements.enums import InvoiceStatus
from linkage.engagements.models import Engagement, Invoice
from linkage.engagements.presenters.money import INVOICE_TAGS, count_words, state_of, sum_of, total_of
from linkage.engagements.queries.money import Item
from linkage.kernel import money, words
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.programmes.queries import Sender
from linkage.ui import lists

INVOICE, NET = "engagements/data/invoice.typ", "engagements/data/net.typ"
S = InvoiceStatus


@dataclass(frozen=True)
class InvoicePage:
    """Everything the page of a sheet shows."""

    tag: tuple[str, str, str]
    title: str
    lead: str
    rows: list[list[Any]]
    facts: list[tuple[str, str]]
    gets: list[tuple[str, str]]
    void_reason: str
    can_send: bool
    can_pay: bool
    can_void: bool


@dataclass(frozen=True)
class NetPage:
    """What each school gave the other in a period, and what is left when one is set against the other."""

    period: str
    sides: list[dict[str, Any]]
    said: str
    query: str


@dataclass(frozen=True)
class Row:
    """One line of a file for a spreadsheet."""

    on: date | None
    text: str
    count: str
    who: str
    pence: int


def invoice_page(actor: Actor, found: Invoice) -> InvoicePage:
    """Return the page of one sheet."""
    sends, pays = policy.sends_invoice(actor, found), policy.notes_paid(actor, found)
    total = found.total_pence
    rows = [
        [{"text": text, "sub": sub}, {"text": sum_of(pence), "numeric": True}] for text, sub, pence in _lines(found)
    ]
    return InvoicePage(
        tag=INVOICE_TAGS[found.state],
        title=f"Invoice sheet {found.number}",
        lead=f"{found.from_name} asks {found.to_name} for {money.pounds(total)}.",
        rows=[*rows, ["In all", {"text": total_of(total), "numeric": True}]],
        facts=_facts(found),
        gets=_gets(found),
        void_reason=found.void_reason,
        can_send=sends and found.state == S.MADE,
        can_pay=pays and found.state in (S.MADE, S.SENT),
        can_void=sends and found.state in (S.MADE, S.SENT),
    )


def invoice_pdf(found: Invoice, sender: Sender) -> bytes:
    """Return a sheet as a PDF; made again in the same state it is the same file, byte for byte."""
    data = {
        "programme": sender.name,
        "colour": sender.colour,
        "title": f"Invoice sheet {found.number}",
        "lead": found.about,
        "state": "Taken back: do not pay" if found.state == S.VOID else "",
        "facts": [list(each) for each in _facts(found)],
        "lines": [[text, sub, money.pounds(pence)] for text, sub, pence in _lines(found)],
        "total": money.pounds(found.total_pence),
        "gets": [list(each) for each in _gets(found)],
        "vat": found.vat,
    }
    return documents.render(INVOICE, data, made_at=found.made_at)


def invoice_rows(found: Invoice) -> list[Row]:
    """Return the lines of a sheet for a spreadsheet, and its total."""
    made = [Row(each.on, each.text, count_words(each.plain), found.to_name, each.amount_pence) for each in found.listed]
    return [*made, Row(None, "In all", "", found.to_name, found.total_pence)]


def invoice_columns(found: Invoice) -> list[lists.Column]:
    """Return the columns of that file: each line says of which sheet it is, from whom and to whom."""
    return [
        _column("Invoice sheet", lambda _: found.number),
        _column("Reference", lambda _: found.reference),
        _column("From", lambda _: found.from_name),
        _column("To", lambda _: found.to_name),
        *ROW_COLUMNS,
        _column("VAT", lambda _: found.vat),
    ]


def file_name(found: Invoice) -> str:
    """Return what the files of a sheet are called."""
    return f"invoice-sheet-{found.number}"


def net_page(engagement: Engagement, given: Mapping[str, Sequence[Item]], from_on: date, until_on: date) -> NetPage:
    """Return what each gave and what is left."""
    return NetPage(
        period=f"{words.day(from_on)} to {words.day(until_on)}",
        sides=[
            {
                "title": f"{_school(engagement, side)} gave",
                "rows": [
                    [
                        {"text": each.line.text, "sub": _on(each)},
                        {"text": sum_of(each.line.amount_pence), "numeric": True},
                    ]
                    for each in items
                ],
                "total": money.pounds(rules.total_pence(each.line for each in items)),
            }
            for side, items in _in_order(given)
        ],
        said=net_words(engagement, given),
        query=f"?{_query('from_on', from_on)}&{_query('until_on', until_on)}",
    )


def net_pdf(
    engagement: Engagement, given: Mapping[str, Sequence[Item]], period: tuple[date, date], sender: Sender
) -> bytes:
    """Return the net sheet as a PDF."""
    data = {
        "programme": sender.name,
        "colour": sender.colour,
        "title": "What each gave the other",
        "lead": f"{engagement.title}, {words.day(period[0])} to {words.day(period[1])}",
        "said": net_words(engagement, given),
        "sides": [
            {
                "title": f"{_school(engagement, side)} gave",
                "lines": [[each.line.text, _on(each), money.pounds(each.line.amount_pence)] for each in items],
                "total": money.pounds(rules.total_pence(each.line for each in items)),
            }
            for side, items in _in_order(given)
        ],
    }
    return documents.render(NET, data)


def net_rows(engagement: Engagement, given: Mapping[str, Sequence[Item]]) -> list[Row]:
    """Return both sides for a spreadsheet, and what is left; what the school that is helped gave has a minus."""
    made = []
    for side, items in _in_order(given):
        sign = 1 if side == Side.HOME else -1
        made += [
            Row(
                each.on,
                each.line.text,
                count_words(each.line),
                _school(engagement, side),
                sign * each.line.amount_pence,
            )
            for each in items
        ]
    left = _net(given).to_home_pence
    return [*made, Row(None, net_words(engagement, given), "", "", left)]


def net_words(engagement: Engagement, given: Mapping[str, Sequence[Item]]) -> str:
    """Return who pays whom in the end."""
    left = _net(given).to_home_pence
    client, home = engagement.client_organisation.name, engagement.home_organisation.name
    if left == 0:
        return "Each gave as much as the other, so nothing is owed."
    payer, payee = (client, home) if left > 0 else (home, client)
    return f"{payer} owes {payee} {money.pounds(abs(left))}."


def _net(given: Mapping[str, Sequence[Item]]) -> rules.Net:
    return rules.net((each.line for each in given[Side.HOME]), (each.line for each in given[Side.CLIENT]))


def _in_order(given: Mapping[str, Sequence[Item]]) -> list[tuple[str, Sequence[Item]]]:
    return [(side, given[side]) for side in (Side.HOME, Side.CLIENT)]


def _school(engagement: Engagement, side: str) -> str:
    school = engagement.home_organisation if side == Side.HOME else engagement.client_organisation
    return str(school.name)


def _on(each: Item) -> str:
    sub = count_words(each.line)
    return f"{words.day(each.on)}{f', {sub}' if sub else ''}"


def _query(name: str, day: date) -> str:
    return f"{name}-day={day.day}&{name}-month={day.month}&{name}-year={day.year}"


def _lines(found: Invoice) -> list[tuple[str, str, int]]:
    """Each line: what, when and how many, and what it comes to."""
    made = []
    for each in found.listed:
        parts = [words.day(each.on) if each.on else "", count_words(each.plain)]
        made.append((each.text, ", ".join(part for part in parts if part), each.amount_pence))
    return made


def _facts(found: Invoice) -> list[tuple[str, str]]:
    rows = [
        ("From", found.from_name),
        ("To", found.to_name),
        ("For", f"{words.day(found.from_on)} to {words.day(found.until_on)}"),
        ("Reference", found.reference),
        ("Made", f"{words.day(day_of(found.made_at))}, by {found.made_by.name}"),
        ("Now", state_of(found) if found.state != S.MADE else ""),
        ("VAT", found.vat),
    ]
    return [(key, value) for key, value in rows if value]


def _gets(found: Invoice) -> list[tuple[str, str]]:
    """Who gets what of it, where the programme keeps a part."""
    kept = found.programme_pence
    home = found.total_pence - kept
    return [(found.from_name, money.pounds(home)), (found.programme_name, money.pounds(kept))] if kept else []


def _column(title: str, value: Any) -> lists.Column:
    return lists.Column(title, value, export=value)


def pounds_of(row: Row) -> str:
    """Return an amount as a spreadsheet adds it: "-1234.50"."""
    sign = "-" if row.pence < 0 else ""
    return f"{sign}{abs(row.pence) // money.PENCE}.{abs(row.pence) % money.PENCE:02d}"


ROW_COLUMNS = [
    _column("Day", lambda row: row.on),
    _column("What", lambda row: row.text),
    _column("How many", lambda row: row.count),
    _column("Pounds", pounds_of),
]
NET_COLUMNS = [_column("Who gave it", lambda row: row.who), *ROW_COLUMNS]
