"""What the models promise the database: keys point down, and every tenant table has its walls."""

from collections.abc import Iterable, Iterator

from django.db import models

from linkage.database.constraints import RowLevelSecurity, SameProgramme
from tests.architecture.rules.layers import depth
from tests.architecture.rules.source import Finding

RULES = ("key-points-up", "tenant-model")

Model = type[models.Model]


def layer_of(model: Model) -> str:
    """`directory` for a model of `linkage.directory`, nothing for a model of a library."""
    words = model.__module__.split(".")
    return words[1] if words[0] == "linkage" and len(words) > 1 else ""


def _found(rule: str, model: Model, message: str) -> Finding:
    return Finding(rule, f"{layer_of(model)}.{model.__name__}", 1, message)


def _relations(model: Model) -> Iterator[models.ForeignKey]:
    return (field for field in model._meta.local_fields if isinstance(field, models.ForeignKey))


def keys_point_down(registry: Iterable[Model]) -> list[Finding]:
    """A foreign key points within its own layer or to a lower one, never up or to a sibling."""
    order = depth()
    return [
        _found("key-points-up", model, f"{field.name} points at {there}, which does not lie below {here}")
        for model in registry
        for field in [*_relations(model), *model._meta.local_many_to_many]
        if (here := layer_of(model)) and (there := layer_of(field.related_model)) and here != there
        if order[there] <= order[here]
    ]


def is_tenant(model: Model) -> bool:
    """A table that belongs to one programme."""
    return any(field.attname == "programme_id" for field in model._meta.fields)


def _starts_with_programme(constraint: models.UniqueConstraint) -> bool:
    if constraint.fields:
        return constraint.fields[0] in {"programme", "programme_id"}
    first = constraint.expressions[0] if constraint.expressions else None
    return getattr(first, "name", "") in {"programme", "programme_id"}


def _is_shared(model: Model) -> bool:
    """A register every programme sees: shared rows have no programme for a composite key to name."""
    walls = (entry for entry in model._meta.constraints if isinstance(entry, RowLevelSecurity))
    return any(wall.rule == "own_or_shared" for wall in walls)


def _walls(model: Model) -> Iterator[Finding]:
    constraints = model._meta.constraints
    if not any(isinstance(constraint, RowLevelSecurity) for constraint in constraints):
        yield _found("tenant-model", model, "has no RowLevelSecurity in Meta.constraints")
    if not isinstance(model._meta.pk, models.UUIDField):
        yield _found("tenant-model", model, "has a primary key that is not a uuid: counted keys can be guessed")
    if _is_shared(model):
        return  # nothing points at it by a composite key
    pairs = [tuple(entry.fields) for entry in constraints if isinstance(entry, models.UniqueConstraint)]
    if not {("programme", "id"), ("programme_id", "id")} & set(pairs):
        yield _found("tenant-model", model, "has no UniqueConstraint on programme and id for others to point at")


def _composite_keys(model: Model) -> Iterator[Finding]:
    guarded = {entry.field for entry in model._meta.constraints if isinstance(entry, SameProgramme)}
    for field in _relations(model):
        if field.attname == "programme_id" or not is_tenant(field.related_model) or _is_shared(field.related_model):
            continue
        if field.name not in guarded:
            yield _found("tenant-model", model, f"{field.name} has no SameProgramme: it may cross programmes")
        if field.db_constraint:
            yield _found("tenant-model", model, f"{field.name} keeps its single key: declare it TenantForeignKey")


def _uniqueness(model: Model) -> Iterator[Finding]:
    for entry in model._meta.constraints:
        if isinstance(entry, models.UniqueConstraint) and not _starts_with_programme(entry):
            yield _found("tenant-model", model, f"{entry.name} does not begin with programme")
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield _found("tenant-model", model, f"{field.name} is unique across programmes: use a UniqueConstraint")
    if model._meta.unique_together:
        yield _found("tenant-model", model, "has unique_together: use UniqueConstraint")
    for relation in model._meta.local_many_to_many:
        if relation.remote_field.through._meta.auto_created:
            yield _found(
                "tenant-model",
                model,
                f"{relation.name} has a join table without walls: write a through model",
            )


def tenant_models(registry: Iterable[Model]) -> list[Finding]:
    """Every table of a programme has row-level security, a uuid, composite keys and its own uniqueness."""
    found: list[Finding] = []
    for model in registry:
        if is_tenant(model) and layer_of(model) and not model._meta.proxy and model._meta.managed:
            found += [*_walls(model), *_composite_keys(model), *_uniqueness(model)]
    return found
