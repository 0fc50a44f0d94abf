"""Which states the demo has to show: every one there can be, but those that nobody can bring about."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.tenancy import acting_in
from linkage.programmes.models import Programme

# What no user and no job can bring about yet; what one of them can must be shown.
NOT_YET = {
    "brokering": set(),
    "directory": {
        "Commitment.kind visit",
        "SchoolMove.status withdrawn",
    },
    # No invented school closes: a school's end comes with the register's next import alone.
    "engagements": {"SchoolChange.side client", "SchoolChange.side home"},
    "organisations": {
        "Organisation.kind trust",
        "Organisation.kind authority",
        "Organisation.kind diocese",
        "Member.status proposed",
        "MembershipRule.phases *",
    },
    # The next round of pairs is begun, and not yet known to its schools.
    "peer_review": {"LineCheck.asking next"},
    "people": {
        "Affiliation.role officer",
        *(
            f"RoleGrant.role {role}"
            for role in (
                "nominee", "network_lead", "co_lead", "facilitator", "banker", "clerk", "round_organiser",
                "reviewer", "auditor",
            )
        ),
        *(
            f"Invitation.role {role}"
            for role in (
                "coordinator", "officer", "commissioner", "nominee", "network_lead", "co_lead", "facilitator",
                "banker", "clerk", "round_organiser", "reviewer", "auditor",
            )
        ),
    },
}  # fmt: skip
# What lasts for seconds while the worker runs: a demo that is looked at a minute later cannot show it.
PASSING = {
    # Only where a malware scanner is connected, and the demo has none.
    "documents": {"StoredFile.state held", "StoredFile.state refused"},
    "messaging": {"Message.status queued", "Message.status sending"},
    "organisations": {"RegisterImport.status waiting", "RegisterImport.status running"},
    "peer_review": {"Round.status solving"},
}


# A choice and no state: three programmes cannot choose five days, nor few who look in vain look for every stage.
CHOSEN = {
    # In the tenth of the crowd that is told here no head is listed whom a school other than their own could ask.
    "brokering": {"AskedPerson.part chair"},
    "programmes": {"ProgrammeSettings.digest_weekday *", "ProgrammeSettings.asking_order *"},
    "directory": {"UnmetNeed.phases *", "UnmetNeed.ways *"},
    # What sort of file a school adds, and for which answer.
    "documents": {"StoredFile.kind *"},
    # Pupils' part is asked for 90 days after the end: longer than anything here has lasted.
    "engagements": {"LevelAnswer.level outcome", "Paper.theme *"},
    "imports": {"ColumnMemory.kind *"},
    "links": {"Destination.phases *"},
    # The rounds here are of a whole programme, none of a group.
}


def excepted(app: str) -> set[str]:
    return NOT_YET.get(app, set()) | PASSING.get(app, set()) | CHOSEN.get(app, set())


def choices() -> Iterator[tuple[type[models.Model], models.Field, list[str]]]:
    """Every field of ours that takes one of a list, or several of them."""
    for model in apps.get_models():
        if not model.__module__.startswith("linkage."):
            continue
        for field in model._meta.concrete_fields:
            inner = field.base_field if isinstance(field, ArrayField) else field
            if inner.choices:
                yield model, field, [value for value, _ in inner.choices if value != ""]


def shown() -> dict[str, set[str]]:
    """What is there, by app, as "Model.field value"."""
    found: dict[str, set[str]] = {}
    for programme in [None, *Programme.objects.all()]:
        with acting_in(programme.pk if programme else None):
            for model, field, _ in choices():
                held = model.objects.values_list(field.name, flat=True).distinct()
                values = {one for each in held for one in (each if isinstance(each, list) else [each]) if one}
                names = {f"{model.__name__}.{field.name} {value}" for value in values}
                found.setdefault(model._meta.app_label, set()).update(names)
    return found


def wanted() -> dict[str, set[str]]:
    """What there can be."""
    found: dict[str, set[str]] = {}
    for model, field, values in choices():
        names = {f"{model.__name__}.{field.name} {value}" for value in values}
        found.setdefault(model._meta.app_label, set()).update(names)
    return found


def without(names: set[str], excepted: set[str]) -> set[str]:
    stars = tuple(name.rstrip("*") for name in excepted if name.endswith("*"))
    return {name for name in names - excepted if not (stars and name.startswith(stars))}
