"""Agreements, as far as the actor may read them, and who has still to sign."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import (
    AGREEMENT_OPEN,
    AgreementStatus,
    Party,
    VisitStatus,
)
from linkage.engagements.models import Agreement, AgreementQuerySet, Engagement, Signature, Visit
from linkage.engagements.queries.agreement_texts import Signers, signers
from linkage.engagements.queries.invoices import owed_by_quote
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.support_requests import queries as support_requests

S = AgreementStatus


@dataclass(frozen=True)
class Versions:
    """All versions of an agreement, the newest first: the one being written or signed, and the one that holds."""

    rows: tuple[Agreement, ...]

    @property
    def opened(self) -> Agreement | None:
        """The one being written or signed."""
        return next((each for each in self.rows if each.state in AGREEMENT_OPEN), None)

    @property
    def holding(self) -> Agreement | None:
        """The one that holds: signed by all, and not replaced nor over."""
        return next((each for each in self.rows if each.state == S.SIGNED), None)

    @property
    def frozen(self) -> list[Agreement]:
        """Every text that was offered and is kept."""
        return [each for each in self.rows if each.text and each.state != S.DRAFT]

    @property
    def shown(self) -> Agreement | None:
        """The one a page shows first: what is being written or signed, else what holds, else the last one."""
        return self.opened or self.holding or next(iter(self.rows), None)

    @property
    def note(self) -> str:
        """The sentences with which the newer one says what it changes."""
        return _note_of(agreement=self.opened, holding=self.holding)


@dataclass(frozen=True)
class AgreementFact:
    """What whoever runs the programme knows: that there is one, and when it was signed; never what it says."""

    state: AgreementStatus | None
    signed_on: date | None


@dataclass(frozen=True)
class Signing:
    """One party: who signs for it today, and the signature once it is there."""

    party: Party
    person: Person | None
    signature: Signature | None


def versions(*, actor: Actor, engagement: Engagement) -> Versions:
    """Return every version, the newest first; raises NotFound for who may not read what is agreed."""
    if not policy.reads_agreement(actor, engagement):
        raise NotFound("agreement")
    return versions_of(actor=actor, engagement=engagement)


def versions_of(*, actor: Actor, engagement: Engagement) -> Versions:
    """The same for what works on an engagement that was found already."""
    found = list(_of(engagement).filter(programme_id=actor.tenant_id).whole().order_by("-number"))
    for each in found:
        each.engagement = engagement
    return Versions(tuple(found))


def version(*, actor: Actor, engagement: Engagement, number: int) -> Agreement:
    """Return one text that was offered; raises NotFound for a draft, and for who may not read it."""
    found = next((each for each in versions(actor=actor, engagement=engagement).frozen if each.number == number), None)
    if found is None:
        raise NotFound("agreement")
    return found


def agreement_fact(*, actor: Actor, engagement: Engagement) -> AgreementFact:
    """Return what may be known of it by who may not read it."""
    found = Versions(tuple(_of(engagement).filter(programme_id=actor.tenant_id).order_by("-number")))
    holds = found.holding or next((each for each in found.rows if each.signed_at), None)
    shown = found.holding or found.shown
    return AgreementFact(shown.state if shown else None, day_of(holds.signed_at) if holds and holds.signed_at else None)


def agreement_is_signed(*, actor: Actor, engagement: Engagement) -> bool:
    """Whether everybody has signed an agreement here, also when it is over since."""
    return _of(engagement).filter(programme_id=actor.tenant_id, signed_at__isnull=False).exists()


def signings(*, actor: Actor, agreement: Agreement) -> list[Signing]:
    """Return each party of an agreement with its signature, or who signs for it today; read with `whole`."""
    return _signings_of(agreement=agreement, who=signers(actor=actor, engagement=agreement.engagement))


def _signings_of(*, agreement: Agreement, who: Signers) -> list[Signing]:
    """The same where who signs is known already."""
    signed = {each.party: each for each in agreement.signatures.all()}
    return [Signing(party, who.of(party), signed.get(party)) for party in who.parties]


def unsigned_parties(*, actor: Actor, agreement: Agreement) -> list[Party]:
    """Return for whom the actor has still to sign; none unless it waits for signatures and the work is not halted."""
    if not agreement.is_to_be_signed or not agreement.engagement.is_changeable:
        return []
    signed = {each.party for each in agreement.signatures.all()}
    return [each for each in policy.parties_of(actor, agreement.engagement) if each not in signed]


def people_to_sign(*, actor: Actor, agreement: Agreement, at: datetime) -> list[Person]:
    """Return who is asked to sign and has not: each person once, whoever of the programme works on it too."""
    to: list[Person] = []
    for each in signings(actor=actor, agreement=agreement):
        if each.signature is None and each.person is not None:
            to.append(each.person)
        elif each.signature is None and each.party == Party.PROGRAMME:
            to += support_requests.desk(actor=actor, support_request=agreement.engagement.support_request, at=at)
    return list(dict.fromkeys(to))


def everybody_signing(*, actor: Actor, agreement: Agreement, at: datetime) -> list[Person]:
    """Return everybody who has signed or stands for a party, each once."""
    signed = [each.person for each in agreement.signatures.all()]
    stands = [each.person for each in signings(actor=actor, agreement=agreement) if each.person]
    return list(dict.fromkeys([*signed, *stands, *people_to_sign(actor=actor, agreement=agreement, at=at)]))


class SigningClock:
    """How many reminders should have gone by today, in working days of the programme; the calendar is read once."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        settings = programmes.settings(actor=actor)
        self._days = (settings.first_reminder_days, settings.second_reminder_days)
        self._calendar = programmes.calendar(actor=actor)
        self._today = day_of(at)

    def reminders_due(self, found: Agreement) -> int:
        """How many reminders should have gone, of two."""
        waited = self._calendar.between(day_of(found.offered_at or found.saved_at), self._today)
        return sum(waited >= each for each in self._days)


def bought_until_now(*, actor: Actor, engagement: Engagement, today: date) -> rules.Bought | None:
    """Return what was bought and what has come of it, as the rules count what is owed; None where nothing was bought.

    Visits written up, past, or cancelled too late are given; those planned until the end of the notice cannot be called
    off.
    """
    found = engagement.commission
    if found is None:
        return None
    calendar = programmes.calendar(actor=actor, authority_code=engagement.client_organisation.authority_code)
    visits = Visit.objects.that_count().filter(programme_id=engagement.programme_id, engagement=engagement)
    given = visits.exclude(status=VisitStatus.PLANNED)
    planned = visits.filter(status=VisitStatus.PLANNED)
    ends_on = rules.notice_ends_on(today, calendar)
    past, in_notice = planned.filter(visits_on__lt=today), planned.filter(visits_on__range=(today, ends_on))
    return rules.Bought(
        half_days=found.half_days,
        day_price_pence=found.day_price_pence,
        other_pence=found.other_pence,
        paid_pence=found.paid_pence,
        given_half_days=_half_days(given) + _half_days(past),
        in_notice_half_days=_half_days(in_notice),
    )


def owed_when_stopped(*, actor: Actor, engagement: Engagement, stopped_by: str, today: date) -> rules.Owed | None:
    """Return what is owed when one side (`policy.side_of`) stops it today; None where nothing was bought or quoted."""
    found = bought_until_now(actor=actor, engagement=engagement, today=today)
    if found is None:
        return owed_by_quote(actor=actor, engagement=engagement, stopped_by=stopped_by, today=today)
    return rules.owed_when_stopped(found, stopped_by=stopped_by)


def _half_days(visits: QuerySet[Visit]) -> int:
    return int(visits.aggregate(sum=Sum("half_days"))["sum"] or 0)


def _of(engagement: Engagement) -> AgreementQuerySet:
    return Agreement.objects.filter(programme_id=engagement.programme_id, engagement=engagement)


def _note_of(*, agreement: Agreement | None, holding: Agreement | None) -> str:
    """Return the sentences with which a newer version says what it replaces and changes; "" for the first."""
    if agreement is None or holding is None or holding.signed_at is None or holding.pk == agreement.pk:
        return ""
    signed_on = words.day(day_of(holding.signed_at))
    said = f"Once everybody has signed it, this takes the place of version {holding.number}, signed on {signed_on}."
    return f"{said}\nWhat it changes: {agreement.change}" if agreement.change else said
