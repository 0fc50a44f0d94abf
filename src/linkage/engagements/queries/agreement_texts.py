"""What an agreement says: the programme's clauses, and the text they make of one engagement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.engagements import rules
from linkage.engagements.enums import AgreementStatus, ClauseUse, LineKind, Party
from linkage.engagements.models import Agreement, AgreementClause, Clause, ClauseLibrary, Engagement, Objective
from linkage.engagements.queries.money import Costs, costs_of
from linkage.kernel import money, words
from linkage.kernel.errors import NotFound
from linkage.links.enums import Side
from linkage.links.models import Commission
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.models import Person

NOTHING_IS_CHARGED = "Nobody charges anything for this. Each school meets its own costs."
_ANY_TIME = "the time that both schools find useful"


@dataclass(frozen=True)
class Wording:
    """What a draft makes of the clauses: which of those left to choice are in, words of one's own, and who pays."""

    is_in: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)
    costs: str = ""


@dataclass(frozen=True)
class Signers:
    """Who would sign today: the two heads, who leads the giving; a head is None where nobody is proved to be it."""

    client_head: Person | None
    home_head: Person | None
    lead: Person | None
    is_bought: bool

    def of(self, party: str) -> Person | None:
        """Who signs for a party; None for the programme, where whoever works on it signs."""
        return {Party.CLIENT_HEAD: self.client_head, Party.HOME_HEAD: self.home_head, Party.LEAD: self.lead}.get(
            Party(party)
        )

    @property
    def parties(self) -> list[Party]:
        """Who has to sign, in the order of the text."""
        return [Party.CLIENT_HEAD, Party.HOME_HEAD, Party.LEAD, *([Party.PROGRAMME] if self.is_bought else [])]


def signers(*, actor: Actor, engagement: Engagement) -> Signers:
    """Return who signs today for the two schools and for the giving."""
    client, home = engagement.client_organisation_id, engagement.home_organisation_id
    heads = people.heads_of(actor=actor, organisation_ids=(client, home))
    leads = [each.person for each in engagement.of_side(Side.HOME) if each.is_lead]
    is_bought = engagement.commission_id is not None
    return Signers(heads.get(client), heads.get(home), leads[0] if leads else None, is_bought)


def library_now(*, actor: Actor) -> ClauseLibrary | None:
    """Return the newest clauses of the programme; None while it has those that Linkage ships."""
    return ClauseLibrary.objects.filter(programme_id=actor.tenant_id).order_by("-number").first()


def clause_texts(*, actor: Actor, library_id: UUID | None = None) -> list[rules.ClauseText]:
    """Return the clauses of one version, or those a new agreement begins with, in their order."""
    if library_id is None:
        newest = library_now(actor=actor)
        if newest is None:
            return list(rules.CLAUSES)
        library_id = newest.pk
    found = Clause.objects.filter(programme_id=actor.tenant_id, library_id=library_id).order_by("place")
    return [rules.ClauseText(each.code, each.heading, each.text, each.use) for each in found]


def clause_text(*, actor: Actor, code: str) -> rules.ClauseText:
    """Return one clause of the newest version; raises NotFound."""
    found = next((each for each in clause_texts(actor=actor) if each.code == code), None)
    if found is None:
        raise NotFound("clause")
    return found


def clauses_for(*, actor: Actor, agreement: Agreement | None) -> list[rules.ClauseText]:
    """Return the clauses a draft is made of: its own version's, for a new one the newest; those in use."""
    found = clause_texts(actor=actor, library_id=agreement.library_id if agreement else None)
    return [each for each in found if each.use != ClauseUse.UNUSED]


def wording_of(*, actor: Actor, agreement: Agreement | None, clauses: Iterable[rules.ClauseText]) -> Wording:
    """Return what a draft makes of its clauses; a new one has all of them in, and no words of its own."""
    optional = frozenset(each.code for each in clauses if each.use == ClauseUse.OPTIONAL)
    if agreement is None:
        return Wording(is_in=optional)
    rows = list(AgreementClause.objects.filter(programme_id=actor.tenant_id, agreement=agreement))
    left_out = {each.code for each in rows if not each.is_in}
    own = {each.code: each.words for each in rows if each.words}
    return Wording(is_in=optional - left_out, words=own, costs=agreement.costs)


def clause_holds(*, actor: Actor, engagement: Engagement, code: str) -> bool:
    """Whether what is agreed has this clause: the version that holds, else (kept on paper) the programme's own."""
    held = Agreement.objects.filter(
        programme_id=actor.tenant_id, engagement=engagement, status=AgreementStatus.SIGNED
    ).first()
    clauses = [each for each in clauses_for(actor=actor, agreement=held) if each.code == code]
    wording = wording_of(actor=actor, agreement=held, clauses=clauses)
    return any(each.use == ClauseUse.REQUIRED or code in wording.is_in for each in clauses)


def document(
    *,
    actor: Actor,
    engagement: Engagement,
    clauses: Iterable[rules.ClauseText],
    wording: Wording,
    note: str = "",
) -> rules.Document:
    """Return the agreement as it would read today."""
    who = signers(actor=actor, engagement=engagement)
    quoted = costs_of(actor=actor, engagement=engagement)
    chosen = [
        rules.Chosen(each, wording.words.get(each.code, ""))
        for each in clauses
        if each.use == ClauseUse.REQUIRED or each.code in wording.is_in
    ]
    title = f"Agreement: {engagement.title}"
    return rules.composed(title, _parties(engagement, who), chosen, _slots(engagement, who, wording, quoted), note=note)


def document_now(
    *, actor: Actor, engagement: Engagement, agreement: Agreement | None, note: str = ""
) -> rules.Document:
    """Return what a draft would say today; without one, what a new agreement would begin with."""
    clauses = clauses_for(actor=actor, agreement=agreement)
    wording = wording_of(actor=actor, agreement=agreement, clauses=clauses)
    return document(actor=actor, engagement=engagement, clauses=clauses, wording=wording, note=note)


def _parties(engagement: Engagement, who: Signers) -> list[str]:
    client, home = engagement.client_organisation, engagement.home_organisation
    lead = who.lead.name if who.lead else "Somebody of its staff"
    said = [
        f"{_school(client)}, the school that is helped. {_head(who.client_head)} signs",
        f"{_school(home)}, the school that helps. {_head(who.home_head)} signs",
        f"{lead} of {home.name}, who gives the days, signs too",
    ]
    if who.is_bought:
        said.append(f"{engagement.programme.name}, which has bought it. Whoever looks after it there signs")
    return said


def _school(found: Organisation) -> str:
    """A school keeps the name and number it has today, whatever becomes of it."""
    return f"{found.name} (URN {found.urn})" if found.urn else str(found.name)


def _head(found: Person | None) -> str:
    return f"{found.name}, its head," if found else "Its head"


def _slots(engagement: Engagement, who: Signers, wording: Wording, quoted: Costs) -> dict[str, str]:
    client, home = engagement.client_organisation.name, engagement.home_organisation.name
    programme = engagement.programme.name
    unbought = f"{programme} brought the two schools together. It sees when this was signed, and does not read it."
    bought = f"{programme} has bought this for {client}, sees that it is paid as said below, and asks both how it goes."
    return {
        "client": client,
        "home": home,
        "client_head": who.client_head.name if who.client_head else f"the head of {client}",
        "home_head": who.home_head.name if who.home_head else f"the head of {home}",
        "lead": who.lead.name if who.lead else "whoever gives the days",
        "programme": programme,
        "programme_part": bought if who.is_bought else unbought,
        "days": money.half_days(engagement.half_days) if engagement.half_days else _ANY_TIME,
        "from": words.day(engagement.starts_on),
        "until": words.day(engagement.ends_on),
        "cost": _cost(engagement, wording, quoted),
        "notice_days": str(rules.NOTICE_DAYS),
        "visit_notice_days": words.number(rules.VISIT_NOTICE_DAYS),
        "outcomes": "\n".join(_aim(each) for each in _aims(engagement)),
    }


def _cost(engagement: Engagement, wording: Wording, quoted: Costs) -> str:
    """What was bought, or quoted last; what the two schools say beside it, or that nobody charges anything."""
    if engagement.commission:
        return _costs(engagement.commission)
    said = [_quote_words(engagement, quoted)] if quoted.newest else []
    return " ".join([*said, *([wording.costs] if wording.costs else [])]) or NOTHING_IS_CHARGED


def _quote_words(engagement: Engagement, quoted: Costs) -> str:
    """Return what the newest quote says, in sentences: each line, the total, who pays, and who gets what."""
    client, home = engagement.client_organisation.name, engagement.home_organisation.name
    programme, lines = engagement.programme.name, quoted.newest
    kept = sum(each.programme_pence for each in rules.splits(lines, quoted.share))
    total = rules.total_pence(lines)
    payer = f"the money that the schools of {programme} share" if quoted.is_paid_by_programme else client
    said = [
        f"It costs {money.pounds(total)} in all: {words.listing([_line_words(each) for each in lines])}.",
        f"{payer[0].upper()}{payer[1:]} pays it.",
    ]
    if kept:
        said.append(f"Of this {home} has {money.pounds(total - kept)} and {programme} {money.pounds(kept)}.")
    if quoted.card.vat:
        said.append(f"{quoted.card.vat.rstrip('.')}.")
    return " ".join(said)


def _line_words(line: rules.Line) -> str:
    """Return a line within a sentence: "3 days at £350.00 a day (a leader)"."""
    each = money.pounds(line.unit_pence)
    if line.kind == LineKind.OTHER:
        return f"{each} for {line.text[0].lower()}{line.text[1:]}"
    if line.kind == LineKind.TRAVEL:
        return f"{line.count:,} miles at {each} a mile"
    what = f" ({line.text})" if line.kind == LineKind.DAYS else " for cover in class"
    return f"{money.half_days(line.count)} at {each} a day{what}"


def _costs(bought: Commission) -> str:
    """What was approved, line by line, and which money pays it."""
    days = f"{money.half_days(bought.half_days)} at {money.pounds(bought.day_price_pence)} a day"
    beside = f", and {money.pounds(bought.other_pence)} for {bought.other_for or 'other costs'}"
    return (
        f"It costs {money.pounds(bought.amount_pence)} in all: {days}{beside if bought.other_pence else ''}. "
        f"It is paid from {bought.funding.name}."
    )


def _aims(engagement: Engagement) -> QuerySet[Objective]:
    found = Objective.objects.filter(programme_id=engagement.programme_id, engagement=engagement, dropped_at=None)
    return found.order_by("place")


def _aim(aim: Objective) -> str:
    parts = (("How we will know", aim.measure), ("Now", aim.baseline), ("Afterwards", aim.target))
    measured = [f"{label}: {value.rstrip('.')}" for label, value in parts if value]
    return ". ".join([aim.text.rstrip("."), *measured])
