from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db.migrations.state import ProjectState


class Command(DjangoMigrate):
    """`migrate`, as the owner of the tables unless told otherwise; an empty database is filled in half the time."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        with _constraints_drawn_in_place():
            super().handle(*args, **options)


@contextmanager
def _constraints_drawn_in_place() -> Iterator[None]:
    """Tell a drawn model of its new constraint or index; Django draws it and all it relates to anew for each.

    There are a thousand of them, as each wall is a constraint, and none changes a field: two thirds of the time went
    into that. A class stands in the states before and after alike, where nothing but this list is read of it.
    """
    kept = ProjectState._append_option  # type: ignore[attr-defined]

    def append(self: ProjectState, app_label: str, model_name: str, option_name: str, added: Any) -> None:
        options = self.models[app_label, model_name].options
        options[option_name] = [*options[option_name], added]
        if "apps" in self.__dict__:  # asking for it would draw all models
            setattr(self.apps.get_model(app_label, model_name)._meta, option_name, list(options[option_name]))

    ProjectState._append_option = append  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._append_option = kept  # type: ignore[attr-defined]
