"""Constraints that PostgreSQL keeps for us and Django does not know: row-level security and composite foreign keys.

They stand in `Meta.constraints`, so `makemigrations` writes them and a reader sees them on the model.
"""

from typing import Any, Literal, cast

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.constraints import BaseConstraint

Rule = Literal["own", "own_or_shared", "own_or_unset"]

# As a query of its own it is found out once a statement, after planning. Written plainly the planner would look the
# programme up in the statistics, find nothing of one that has just begun, and take it for empty (ADR 10).
_MINE = "(select nullif(current_setting('linkage.programme_id', true), '')::uuid)"
_RULES: dict[str, str] = {
    # A tenant's rows: only those of the programme being acted in; none outside of one.
    "own": f"programme_id = {_MINE}",
    # Public reference rows (the register) beside a programme's own: read by all, written only outside of any programme.
    "own_or_shared": f"programme_id is not distinct from {_MINE}",
    # Rows of a programme, or of the installation itself when no programme is being acted in (sign-in mails).
    "own_or_unset": f"programme_id is not distinct from {_MINE}",
}


class _Ddl(BaseConstraint):
    """A constraint made of statements of its own; nothing to validate in Python."""

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        raise NotImplementedError

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:  # type: ignore[override]
        # Inside CREATE TABLE there is nothing to alter yet: put it off until the table stands.
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def validate(self, *_args: Any, **_kwargs: Any) -> None:
        """The database judges; there is nothing to check in Python."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Ddl):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)


class RowLevelSecurity(_Ddl):
    """ENABLE and FORCE row-level security with one policy for each role.

    `linkage_app` sees and writes by `rule`; `linkage_cross` (a handful of jobs) and `linkage_owner` (migrations,
    which would otherwise silently see no rows) see all.
    """

    def __init__(self, *, name: str, rule: Rule = "own") -> None:
        super().__init__(name=name)
        self.rule = rule

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        table = schema_editor.quote_name(model._meta.db_table)
        rule = _RULES[self.rule]
        shared = f"CREATE POLICY {self.name}_shared ON {table} FOR SELECT TO linkage_app USING (programme_id is null); "
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; "
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY; "
            f"CREATE POLICY {self.name}_app ON {table} FOR ALL TO linkage_app USING ({rule}) WITH CHECK ({rule}); "
            f"{shared if self.rule == 'own_or_shared' else ''}"
            f"CREATE POLICY {self.name}_cross ON {table} FOR ALL TO linkage_cross USING (true) WITH CHECK (true); "
            f"CREATE POLICY {self.name}_owner ON {table} FOR ALL TO linkage_owner USING (true) WITH CHECK (true)"
        )

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        table = schema_editor.quote_name(model._meta.db_table)
        policies = ["app", "cross", "owner", *(["shared"] if self.rule == "own_or_shared" else [])]
        drops = "".join(f"DROP POLICY {self.name}_{which} ON {table}; " for which in policies)
        return f"{drops}ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        if self.rule != "own":
            kwargs["rule"] = self.rule
        return path, tuple(args), kwargs


class SameProgramme(_Ddl):
    """A foreign key that cannot leave its programme: (programme_id, column) → target (programme_id, id)."""

    def __init__(self, *, name: str, field: str) -> None:
        super().__init__(name=name)
        self.field = field

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        quote = schema_editor.quote_name
        field = cast("models.ForeignKey[Any, Any]", model._meta.get_field(self.field))
        target = field.remote_field.model
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (programme_id, {quote(str(field.column))}) "
            f"REFERENCES {quote(target._meta.db_table)} (programme_id, id) DEFERRABLE INITIALLY DEFERRED"
        )

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs["field"] = self.field
        return path, tuple(args), kwargs


class NotesChanges(_Ddl):
    """Triggers that note which transaction changed rows of which programme, so that a process may remember them.

    `programme` is the column that names the programme: null there stands for rows that all programmes see.
    """

    def __init__(self, *, name: str, programme: str = "programme_id") -> None:
        super().__init__(name=name)
        self.programme = programme

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        table = schema_editor.quote_name(model._meta.db_table)
        return "; ".join(
            f"CREATE TRIGGER {self.name}_{verb.lower()} AFTER {verb} ON {table} REFERENCING {which} TABLE AS changed "
            f"FOR EACH STATEMENT EXECUTE FUNCTION database_note_change('{self.programme}')"
            for verb, which in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
        )

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        table = schema_editor.quote_name(model._meta.db_table)
        return "; ".join(f"DROP TRIGGER {self.name}_{verb} ON {table}" for verb in ("insert", "update", "delete"))

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        if self.programme != "programme_id":
            kwargs["programme"] = self.programme
        return path, tuple(args), kwargs


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key to another row of the same programme; pair it with `SameProgramme`, which is its database half.

    The ordinary single-column constraint is left out: referential checks look through row-level security, so alone
    it would accept another programme's invisible row.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> tuple[Any, Any, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


def tenant_constraints(prefix: str, *same_programme: str, rule: Rule = "own") -> list[BaseConstraint]:
    """Return the constraints every tenant table needs, named from `prefix`.

    Row-level security, the `(programme, id)` key that composite foreign keys point at, and one `SameProgramme`
    for each field named in `same_programme`.
    """
    return [
        RowLevelSecurity(name=f"{prefix}_rls", rule=rule),
        models.UniqueConstraint(fields=["programme_id", "id"], name=f"{prefix}_own_id"),
        *(SameProgramme(name=f"{prefix}_same_{field}", field=field) for field in same_programme),
    ]
