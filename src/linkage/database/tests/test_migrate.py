"""Filling an empty database: what is known of a table while it is migrated."""

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from linkage.database.management.commands.migrate import _constraints_drawn_in_place

FIRST = models.CheckConstraint(condition=models.Q(number__gt=0), name="number_above_zero")
SECOND = models.UniqueConstraint(fields=["number"], name="number_once")


def state() -> ProjectState:
    made = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("number", models.IntegerField())]
    made.add_model(ModelState("areas", "Thing", fields, options={"constraints": [FIRST], "indexes": []}))
    return made


def test_a_new_constraint_is_known_at_once_and_the_model_is_not_drawn_anew():
    here = state()
    drawn = here.apps.get_model("areas", "thing")
    with _constraints_drawn_in_place():
        here.add_constraint("areas", "thing", SECOND)
    assert here.apps.get_model("areas", "thing") is drawn
    assert drawn._meta.constraints == [FIRST, SECOND]
    assert here.models["areas", "thing"].options["constraints"] == [FIRST, SECOND]


def test_what_is_drawn_afterwards_knows_it_too():
    here = state()
    with _constraints_drawn_in_place():
        here.add_constraint("areas", "thing", SECOND)
        assert "apps" not in here.__dict__
    assert [each.name for each in here.apps.get_model("areas", "thing")._meta.constraints] == [FIRST.name, SECOND.name]


def test_what_was_before_holds_no_new_constraint():
    before = state()
    after = before.clone()
    with _constraints_drawn_in_place():
        after.add_constraint("areas", "thing", SECOND)
    assert before.models["areas", "thing"].options["constraints"] == [FIRST]
