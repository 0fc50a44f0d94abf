"""One entry for each thing done: who, what, when, to which record, and what changed. No personal words in it."""

import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.db import models

from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.database import tenancy

reference: ContextVar[str] = ContextVar("linkage_reference", default="")

Facts = dict[str, str | int | bool | None]


def facts(subject: Any) -> Facts:
    """Return the fields of a record that may stand in an audit entry.

    Choices, flags, numbers, dates and keys stand as they are; free text and addresses only as a fingerprint of this
    process, so that a change shows and the words do not. Returns {} for what is not one record.
    """
    if not isinstance(subject, models.Model):
        return {}
    return {f.attname: _fact(f, getattr(subject, f.attname)) for f in subject._meta.concrete_fields}


def _fact(field: "models.Field[Any, Any]", value: Any) -> str | int | bool | None:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, uuid.UUID | date):
        return value.isoformat() if isinstance(value, date) else str(value)
    if field.choices:
        return str(value)
    return f"#{hash(repr(value)):x}"


def changes(before: Facts, after: Facts) -> dict[str, list[Any]]:
    """Return {field: [before, after]} for the fields that differ; free text shows as ["…", "…"]."""
    return {
        name: [_shown(before.get(name)), _shown(value)] for name, value in after.items() if before.get(name) != value
    }


def _shown(value: Any) -> Any:
    return "…" if isinstance(value, str) and value.startswith("#") else value


def record(*, action: Action, actor: Actor, at: datetime, about: Any, before: Facts) -> None:
    """Write the entry of one operation, in its transaction; `about` is a record, several, or nothing."""
    one = about if isinstance(about, models.Model) else None
    several = about if isinstance(about, Iterable) and not isinstance(about, str | bytes | dict) else ()
    AuditEntry.objects.create(
        programme_id=tenancy.current_programme(),
        at=at,
        action=action.name,
        actor_kind=actor.kind,
        actor_person_id=actor.person_id,
        actor_account_id=actor.account_id,
        actor_name=actor.name if actor.is_system else "",
        target_type=one._meta.label_lower if one else "",
        target_id=one.pk if one else None,
        target_ids=[str(r.pk) for r in several if isinstance(r, models.Model)],
        changes=changes(before, facts(one)) if before else {},
        reference=reference.get(),
    )
