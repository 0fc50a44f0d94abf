"""The money of an engagement as its two schools see it: what was agreed, what has been given, and what is left."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import AT_WORK, BEFORE_START, InvoiceStatus, LineKind, PriceModel, ShareKind
from linkage.engagements.models import Engagement, Invoice
from linkage.engagements.queries.invoices import Sheets
from linkage.engagements.queries.money import Costs, Item
from linkage.kernel import money, words
from linkage.kernel.days import day_of
from linkage.links.enums import Side

INVOICE_TAGS = {
    InvoiceStatus.MADE: ("info", "Made", ""),
    InvoiceStatus.SENT: ("wait", "Sent", ""),
    InvoiceStatus.PAID: ("good", "Paid", "tick"),
    InvoiceStatus.VOID: ("quiet", "Taken back", "dash"),
}
_IN_ALL = "In all"


@dataclass(frozen=True)
class Noted:
    """One thing that was given or spent; `claim_id` where it can be taken off."""

    title: str
    when: str
    amount: Markup
    claim_id: Any = None


@dataclass(frozen=True)
class MoneyPage:
    """Everything the tab shows. `quoted` are the rows of what was agreed, `standing` of what has come of it."""

    is_charged: bool
    warning: str
    ahead: str
    tiles: list[dict[str, str]]
    quoted: list[list[Any]]
    heads: list[Any]
    labels: list[str]
    standing: list[list[Any]]
    noted: tuple[Noted, ...]
    noted_back: tuple[Noted, ...]
    invoices: list[list[Any]]
    facts: list[tuple[str, str]]
    asked: str
    can_quote: bool
    can_note: bool
    can_invoice: bool
    nets: bool
    closed: str


@dataclass(frozen=True)
class Found:
    """What the page is made of."""

    costs: Costs
    given: Sequence[Item]
    booked: Sequence[Item]
    back: Sequence[Item]
    budget: rules.Budget
    sheets: Sheets
    on_sheets: frozenset[Any]


def money_page(actor: Actor, engagement: Engagement, found: Found) -> MoneyPage:
    """Return the tab for this reader."""
    costs, leads = found.costs, policy.leads(actor, engagement)
    closed = rules.money_is_noted(engagement.status)
    is_open = not closed
    notes = is_open and leads and (policy.side_of(actor, engagement) == Side.HOME or engagement.is_reciprocal)
    is_charged = costs.card.price_model != PriceModel.NONE or costs.is_bought
    return MoneyPage(
        is_charged=is_charged,
        warning=warning_of(found.budget) if costs.lines else "",
        ahead=_ahead(costs),
        tiles=_tiles(found.budget) if costs.lines else [],
        quoted=_quoted(costs),
        heads=(heads := _heads(engagement, costs)),
        labels=labels_of(heads),
        standing=_standing(found),
        noted=tuple(_noted(actor, engagement, each, found.on_sheets, may=is_open) for each in found.given),
        noted_back=tuple(_noted(actor, engagement, each, found.on_sheets, may=is_open) for each in found.back),
        invoices=[_invoice(each) for each in found.sheets.rows],
        facts=_facts(engagement, costs),
        asked=_asked(found.sheets, found.budget),
        can_quote=leads and is_charged and not costs.is_bought and engagement.state in (*BEFORE_START, *AT_WORK),
        can_note=notes and is_charged,
        can_invoice=is_open and is_charged and policy.leads_home(actor, engagement),
        nets=engagement.is_reciprocal and bool(found.given or found.back),
        closed=closed[0].sentence if closed and costs.lines else "",
    )


def labels_of(heads: Iterable[Any]) -> list[str]:
    """Return the heads of a table as they stand beside each cell on a telephone."""
    return [each["text"] if isinstance(each, dict) else each for each in heads]


def quote_page(costs: Costs) -> dict[str, Any]:
    """Return what stands beside the form of a quote: whose word holds, and the prices of the card."""
    card = costs.card
    title = "The prices that hold" if card.price_model == PriceModel.FIXED else "What is suggested"
    prices = [(each.name, f"{money.pounds(each.day_pence)} a day") for each in card.rates]
    beside = (("A mile", card.mile_pence), ("A day of cover", card.cover_day_pence))
    lead = {
        PriceModel.FIXED: "Here the prices of the programme hold.",
        PriceModel.SUGGESTED: "The prices are suggested. What you agree is for the two schools to say.",
        PriceModel.POOLED: "It is paid from the money that the schools here share.",
    }
    return {
        "lead": lead.get(PriceModel(card.price_model), "What you agree is for the two schools to say."),
        "prices_title": title,
        "prices": [*prices, *((name, money.pounds(pence)) for name, pence in beside if pence)],
    }


def sum_of(pence: int) -> Markup:
    """Return money that is not broken over two lines on a phone."""
    return Markup('<span class="lk-nowrap">{}</span>').format(money.pounds(pence))


def total_of(pence: int) -> Markup:
    """Return a sum of lines, so that it stands out among them."""
    return Markup("<strong>{}</strong>").format(sum_of(pence))


def count_words(line: rules.Line) -> str:
    """Return how many, and at what price: "3 days at £350.00 a day"; nothing for one sum."""
    each = money.pounds(line.unit_pence)
    if line.kind == LineKind.TRAVEL:
        return f"{line.count:,} {'mile' if line.count == 1 else 'miles'} at {each} a mile"
    if line.kind in rules.BY_HALF_DAYS:
        return f"{money.half_days(line.count)} at {each} a day"
    return ""


def warning_of(budget: rules.Budget | None) -> str:
    """Return what is said before it is too much, and once it is; nothing where it fits, or nothing was agreed."""
    if budget is None:
        return ""
    if budget.over_pence:
        return f"What was given is {money.pounds(budget.over_pence)} more than was agreed. Agree more before you go on."
    if budget.will_be_over_pence:
        return (
            f"With what is booked it will be {money.pounds(budget.will_be_over_pence)} more than was agreed. Agree "
            "more, or book less."
        )
    return ""


def _ahead(costs: Costs) -> str:
    if not costs.is_ahead:
        return ""
    return (
        f"It was changed since everybody signed, to {money.pounds(rules.total_pence(costs.newest))}. The change counts "
        "once a new version of the agreement is signed by all."
    )


def _tiles(budget: rules.Budget) -> list[dict[str, str]]:
    left = budget.left_pence
    parts = (
        ("agreed", budget.agreed_pence),
        ("given until now", budget.given_pence),
        ("booked", budget.booked_pence),
        ("left" if left >= 0 else "too much", abs(left)),
    )
    return [{"n": money.pounds(pence), "text": text} for text, pence in parts]


def _heads(engagement: Engagement, costs: Costs) -> list[Any]:
    plain = ["What", _right(_IN_ALL)]
    if costs.share.kind == ShareKind.NONE:
        return plain
    return [*plain, _right(engagement.home_organisation.name), _right(engagement.programme.name)]


def _quoted(costs: Costs) -> list[list[Any]]:
    """Each line with who gets what of it, and the total."""
    shared = costs.share.kind != ShareKind.NONE
    splits = rules.splits(costs.lines, costs.share)
    rows = [
        _row(each.text, count_words(each), each.amount_pence, split, shared=shared)
        for each, split in zip(costs.lines, splits, strict=True)
    ]
    total = rules.Split(sum(each.home_pence for each in splits), sum(each.programme_pence for each in splits))
    in_all = _row(_IN_ALL, "", rules.total_pence(costs.lines), total, shared=shared, said=total_of)
    return [*rows, in_all] if rows else []


def _row(
    text: str, sub: str, amount: int, split: rules.Split, *, shared: bool, said: Callable[[int], Markup] = sum_of
) -> list[Any]:
    parts = [_right(said(split.home_pence)), _right(said(split.programme_pence))] if shared else []
    return [{"text": text, "sub": sub}, _right(said(amount)), *parts]


def _right(text: Any) -> dict[str, Any]:
    return {"text": text, "numeric": True}


def _standing(found: Found) -> list[list[Any]]:
    """For each kind of cost what was agreed, given and booked, and what is left."""
    rows = []
    for kind in LineKind:
        agreed = rules.total_pence(each for each in found.costs.lines if each.kind == kind)
        given, booked = _of_kind(found.given, kind), _of_kind(found.booked, kind)
        if agreed or given or booked:
            rows.append(_stands(kind.label, rules.Budget(agreed, given, booked)))
    return [*rows, _stands(_IN_ALL, found.budget, total_of)] if len(rows) > 1 else []


def _of_kind(items: Iterable[Item], kind: str) -> int:
    return rules.total_pence(each.line for each in items if each.line.kind == kind)


def _stands(text: str, budget: rules.Budget, said: Callable[[int], Markup] = sum_of) -> list[Any]:
    parts = (budget.agreed_pence, budget.given_pence, budget.booked_pence, budget.left_pence)
    return [text, *(_right(said(each)) for each in parts)]


def _noted(actor: Actor, engagement: Engagement, item: Item, on_sheets: frozenset[Any], *, may: bool) -> Noted:
    claim = item.claim
    is_free = claim is not None and claim.pk not in on_sheets
    if claim is not None:
        claim.engagement = engagement
    sub = count_words(item.line)
    return Noted(
        title=item.line.text,
        when=f"{words.day(item.on)}{f', {sub}' if sub else ''}",
        amount=sum_of(item.line.amount_pence),
        claim_id=claim.pk if claim and is_free and may and policy.takes_claim_off(actor, claim) else None,
    )


def _invoice(each: Invoice) -> list[Any]:
    link = Markup('<a class="govuk-link" href="{}">Invoice sheet {}</a>').format(each.path, each.number)
    when = f"{words.day(each.from_on)} to {words.day(each.until_on)}"
    return [{"text": link, "sub": when}, state_of(each), _right(sum_of(each.total_pence))]


def state_of(each: Invoice) -> str:
    """Return where a sheet has got to, with the day on which it did."""
    on = {InvoiceStatus.SENT: each.sent_on, InvoiceStatus.PAID: each.paid_on, InvoiceStatus.MADE: day_of(each.made_at)}
    when = on.get(each.state)
    return f"{each.state.label}{f' on {words.day(when)}' if when else ''}"


def _asked(asked: Sheets, budget: rules.Budget) -> str:
    """How what was asked for and paid stands beside what was given."""
    if not asked.asked_pence:
        return ""
    said = f"{money.pounds(asked.asked_pence)} was asked for, and {money.pounds(asked.paid_pence)} of it was paid."
    too_much = asked.paid_pence - budget.given_pence
    if too_much > 0:
        return f"{said} {money.pounds(too_much)} was paid for what is not given yet."
    return f"{said} {money.pounds(-too_much)} of what was given is not paid yet." if too_much else said


def _facts(engagement: Engagement, costs: Costs) -> list[tuple[str, str]]:
    payer = engagement.programme.name if costs.is_bought else engagement.client_organisation.name
    if costs.card.price_model == PriceModel.POOLED and not costs.is_bought:
        payer = "Money that the schools share"
    said = [("Who pays", payer), ("Prices", str(PriceModel(costs.card.price_model).label))]
    kept = share_words(costs.share)
    if kept:
        said.append((f"{engagement.programme.name} keeps", kept))
    if costs.card.vat:
        said.append(("VAT", costs.card.vat))
    if costs.saved_by and costs.saved_at:
        said.append(("Written", f"{costs.saved_by.name}, {words.day(day_of(costs.saved_at))}"))
    return said


def share_words(share: rules.Share) -> str:
    """Return what a programme keeps, in words; nothing where it keeps nothing."""
    if share.kind == ShareKind.NONE:
        return ""
    of_day = f"{percent(share.parts)} of the price of a day"
    said = of_day if share.kind == ShareKind.PERCENT else f"{money.pounds(share.a_day_pence)} a day"
    most = [f"{percent(share.most_parts)} of it"] if share.most_parts else []
    most += [f"{money.pounds(share.most_pence)} in all"] if share.most_pence else []
    return f"{said}, at most {words.listing(most)}" if most else said


def percent(parts: int) -> str:
    """Return hundredths of one in a hundred as they are said: "15 %", "7.5 %"."""
    whole, rest = divmod(parts, 100)
    return f"{whole}{f'.{rest:02d}'.rstrip('0') if rest else ''}%"
