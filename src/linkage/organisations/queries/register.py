"""The register and its imports."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Organisation, RegisterImport
from linkage.organisations.rules import shipped


@dataclass(frozen=True)
class RegisterNotice:
    """What has to stand where register data are shown: of which day they are, and whose."""

    of_day: date | None
    open_schools: int
    sentences: tuple[str, ...]


def register_notice(*, actor: Actor) -> RegisterNotice:  # noqa: ARG001 - the register is the same for all
    """Return the attribution of the register and of maps drawn from it, with the date of the data."""
    schools = Organisation.objects.filter(programme=None)
    is_open = Q(status__in=(SchoolStatus.OPEN, SchoolStatus.CLOSING))
    found = schools.aggregate(day=Max("register_date"), number=Count("pk", filter=is_open))
    return RegisterNotice(found["day"], found["number"], shipped.NOTICE)


def recent_imports(*, actor: Actor) -> QuerySet[RegisterImport]:
    """Return the imports, the newest first; nothing to anybody but the operator."""
    return RegisterImport.objects.order_by("-started_at") if actor.is_operator else RegisterImport.objects.none()


def register_import(*, actor: Actor, import_id: UUID) -> RegisterImport:
    """Return one import; raises NotFound."""
    found = recent_imports(actor=actor).filter(pk=import_id).first()
    if found is None:
        raise NotFound("register import")
    return found
