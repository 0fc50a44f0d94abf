"""A nomination drive: heads are asked, in one mail each, for somebody who could help with one area."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.areas.models import Area
from linkage.directory import policy
from linkage.directory.enums import NominationStatus
from linkage.directory.models import DriveAsk, Nomination, NominationDrive
from linkage.directory.presenters import drives as mails
from linkage.directory.queries.needs import Head
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Recipient
from linkage.organisations import queries as organisations


class UnableToStartDrive(Refused):
    """Nobody to ask."""


@operation(policy.START_DRIVE)
def start_drive(
    *, actor: Actor, at: datetime, area: Area, heads: Sequence[Head], district: str = ""
) -> NominationDrive:
    """Ask these heads for somebody who could help with the area; each gets one mail with a link of their own."""
    if not heads:
        sentence = "None of these schools has a head here yet. Choose more schools"
        raise UnableToStartDrive([Violation("has_heads", sentence, "places")])
    drive = NominationDrive.objects.create(
        programme_id=actor.tenant_id, area=area, district=district, started_by_id=actor.person_id, started_at=at
    )
    for head in heads:
        asked = DriveAsk.objects.create(
            programme_id=actor.tenant_id, drive=drive, head=head.person, organisation=head.organisation, asked_at=at
        )
        token = links.make(
            policy.DRIVE_LINK,
            programme_id=drive.programme_id,
            record_id=asked.pk,
            person_id=head.person.pk,
            state="asked",
        )
        messaging.send(
            actor=actor,
            at=at,
            mail=mails.asked(asked, token, actor.name),
            to=[Recipient(head.person.name, head.person.email, head.person.pk)],
            kind="directory.drive",
            about=drive,
            names=mails.values_of(asked),
        )
    return drive


@operation(policy.BEGIN_FOR_DRIVE, target="ask")
def begin_for_drive(*, actor: Actor, at: datetime, ask: DriveAsk) -> Nomination:
    """Return the draft that this head began for the drive, with the area filled in; begun now when there is none."""
    ask.refresh_from_db(fields=["nomination"], from_queryset=DriveAsk.objects.select_for_update())
    begun: Nomination | None = ask.nomination
    if begun is not None:
        return begun
    UnableToStartDrive.unless_none(_takes_part(actor, ask))
    begun = Nomination.objects.create(
        programme_id=actor.tenant_id,
        nominated_by_id=ask.head_id,
        organisation=ask.organisation,
        area_codes=[ask.drive.area.code],
        status=NominationStatus.DRAFT,
        created_at=at,
        saved_at=at,
    )
    ask.nomination = begun
    ask.save(update_fields=["nomination"])
    return begun


def _takes_part(actor: Actor, ask: DriveAsk) -> list[Violation]:
    if organisations.has_left(actor=actor, organisation_id=ask.organisation_id):
        return [Violation("takes_part", "The school no longer takes part, so nobody there can be nominated")]
    return []
