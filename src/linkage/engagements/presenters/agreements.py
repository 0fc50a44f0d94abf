"""The page of an agreement: the one thing to do first, then the text, and who has signed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import AgreementStatus, ClauseUse, EngagementStatus
from linkage.engagements.models import Agreement, Engagement
from linkage.engagements.presenters.agreement_pdf import grouped, signed_for
from linkage.engagements.queries.agreement_texts import Wording
from linkage.engagements.queries.agreements import AgreementFact, Signing, Versions, unsigned_parties
from linkage.kernel import money, words
from linkage.kernel.days import day_of
from linkage.links.enums import Side

S = AgreementStatus
AGREEMENT_TAGS = {
    S.DRAFT: ("quiet", "Being written", ""),
    S.OFFERED: ("wait", "Waiting to be signed", ""),
    S.PARTLY_SIGNED: ("wait", "Signed by some", ""),
    S.SIGNED: ("good", "Signed by all", ""),
    S.AMENDED: ("quiet", "Replaced by a newer one", "dash"),
    S.ENDED: ("quiet", "Over", "tick"),
}
_NONE = ("quiet", "Not written yet", "")


@dataclass(frozen=True)
class AgreementPage:
    """Everything the page shows: the text, who has signed it, and the one thing to do (`next` names it)."""

    tag: tuple[str, str, str]
    document: rules.Document
    next: str
    signing_for: str
    # Who has still to sign beside the reader.
    waits_for: str
    facts: list[tuple[str, str]]
    signings: list[dict[str, str]]
    fingerprint: str
    older: list[tuple[str, int]]
    version: Agreement | None
    holding: Agreement | None
    names_out: bool
    can_change: bool
    can_take_back: bool
    can_amend: bool
    can_drop: bool


def agreement_page(
    *, actor: Actor, engagement: Engagement, found: Versions, document: rules.Document, signings: Sequence[Signing]
) -> AgreementPage:
    """Return the page for this reader; `document` is what the version on it says, or would say."""
    shown, leads = found.shown, policy.leads(actor, engagement) and engagement.is_changeable
    state = shown.state if shown else None
    mine = unsigned_parties(actor=actor, agreement=shown) if shown else []
    is_draft = state in (None, S.DRAFT)
    return AgreementPage(
        tag=AGREEMENT_TAGS[state] if state else _NONE,
        document=document,
        next=_next(engagement, state, leads=leads, signs=bool(mine)),
        signing_for=words.listing([_lower(signed_for(engagement, each)) for each in mine]),
        waits_for=_waits_for(engagement, shown, [each for each in signings if each.party not in mine]),
        facts=_facts(shown),
        signings=[_signed(engagement, each) for each in signings],
        fingerprint=grouped(shown.text_hash) if shown else "",
        older=[(_older(each), each.number) for each in found.frozen if shown is None or each.pk != shown.pk],
        version=shown,
        holding=found.holding if found.holding and shown and found.holding.pk != shown.pk else None,
        names_out=bool(shown and shown.names_taken_out_at),
        can_change=leads and is_draft,
        can_take_back=leads and state == S.OFFERED,
        can_amend=leads and state in (S.PARTLY_SIGNED, S.SIGNED),
        can_drop=leads and state == S.DRAFT and found.holding is not None,
    )


def old_text(found: Agreement) -> dict[str, Any]:
    """Return a frozen text for the page on which it stays readable."""
    return {
        "version": found,
        "document": rules.read_back(found.text),
        "tag": AGREEMENT_TAGS[found.state],
        "facts": _facts(found),
        "signings": [
            {"name": each.typed_name or "A name that was taken out", "for": each.signed_for, "on": _on(each)}
            for each in found.signed
        ],
        "fingerprint": grouped(found.text_hash),
        "names_out": bool(found.names_taken_out_at),
    }


def fact_words(fact: AgreementFact) -> str:
    """Return what whoever runs the programme reads of it: never what it says."""
    if fact.signed_on:
        over = " The work is over." if fact.state == S.ENDED else ""
        return f"There is an agreement. Everybody had signed it on {words.day(fact.signed_on)}.{over}"
    known = {
        None: "Nothing is written yet.",
        S.DRAFT: "The schools are writing it.",
        S.OFFERED: "It is written, and waits to be signed.",
        S.PARTLY_SIGNED: "Some have signed it, and not all.",
        S.AMENDED: "The schools are writing it anew.",
        S.ENDED: "It was never signed by all, and the work is over.",
    }
    return known[fact.state]


def initial_wording(wording: Wording) -> dict[str, Any]:
    """Return what the form holds when a draft is changed."""
    said = {f"words_{code}": text for code, text in wording.words.items()}
    return {"is_in": sorted(wording.is_in), "costs": wording.costs, **said}


def owed_lines(owed: rules.Owed | None, *, engagement: Engagement, stopped_by: str) -> list[str]:
    """Return what is owed when it is stopped today, in sentences for the page that stops it."""
    if owed is None:
        return ["Nothing was bought for this, so nothing is owed beyond what the two schools agreed between them."]
    client, home = engagement.client_organisation.name, engagement.home_organisation.name
    days = money.half_days(owed.given_half_days).capitalize() if owed.given_half_days else "No day"
    lines = [f"{days} given: {money.pounds(owed.done_pence)}."]
    if owed.in_notice_half_days:
        booked = money.half_days(owed.in_notice_half_days)
        lines.append(f"{booked.capitalize()} booked within the notice: {money.pounds(owed.notice_pence)}.")
    if owed.other_pence:
        lines.append(f"Other costs for these days: {money.pounds(owed.other_pence)}.")
    lines.append(f"Owed in all: {money.pounds(owed.total_pence)}. Paid so far: {money.pounds(owed.paid_pence)}.")
    if owed.to_refund_pence:
        lines.append(f"{money.pounds(owed.to_refund_pence)} was paid for days that are not given, and is paid back.")
    if stopped_by == Side.HOME:
        lines.append(f"{home} finishes what it has begun and promised, and charges {client} nothing beyond this.")
    return lines


def clause_rows(clauses: Iterable[rules.ClauseText]) -> list[dict[str, Any]]:
    """Return the clauses of the programme for the page on which they are changed."""
    kinds = {ClauseUse.REQUIRED: "good", ClauseUse.OPTIONAL: "info", ClauseUse.UNUSED: "quiet"}
    return [{"clause": each, "tag": (kinds[ClauseUse(each.use)], str(ClauseUse(each.use).label))} for each in clauses]


def _next(engagement: Engagement, state: AgreementStatus | None, *, leads: bool, signs: bool) -> str:
    """The one thing for this reader: begin, offer, first (steps come before), sign, wait; "" for nothing."""
    if signs:
        return "sign"
    if state in (S.OFFERED, S.PARTLY_SIGNED):
        return "wait"
    if not leads or state in (S.SIGNED, S.ENDED):
        return ""
    if state is None or state == S.AMENDED:
        return "begin"
    return "first" if engagement.state == EngagementStatus.PREPARING else "offer"


def _waits_for(engagement: Engagement, shown: Agreement | None, signings: Sequence[Signing]) -> str:
    """Who has still to sign, by name where it is known."""
    if shown is None or not shown.is_to_be_signed:
        return ""
    waiting = [
        each.person.name if each.person else _lower(signed_for(engagement, each.party))
        for each in signings
        if each.signature is None
    ]
    return words.listing(list(dict.fromkeys(waiting)))


def _facts(shown: Agreement | None) -> list[tuple[str, str]]:
    if shown is None:
        return []
    known = (("Offered", shown.offered_at), ("Signed by all", shown.signed_at), ("Until", shown.ended_at))
    return [("Version", str(shown.number)), *((key, words.day(day_of(at))) for key, at in known if at)]


def _signed(engagement: Engagement, each: Signing) -> dict[str, str]:
    if each.signature is not None:
        name = each.signature.typed_name or "A name that was taken out"
        return {"name": name, "for": each.signature.signed_for, "on": _on(each.signature)}
    name = each.person.name if each.person else "Whoever looks after it"
    return {"name": name, "for": signed_for(engagement, each.party), "on": ""}


def _on(signature: Any) -> str:
    return words.day(day_of(signature.signed_at))


def _older(found: Agreement) -> str:
    said = f"signed on {words.day(day_of(found.signed_at))}" if found.signed_at else "never signed by all"
    return f"Version {found.number}, {said}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
