"""Keys point down and every table of a programme stands behind its walls."""

import uuid

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from linkage.database.constraints import RowLevelSecurity, SameProgramme, TenantForeignKey, tenant_constraints
from tests.architecture.rules import models as rules
from tests.architecture.waivers import remaining


def ours():
    return [model for model in apps.get_models(include_auto_created=True) if rules.layer_of(model)]


def test_keys_point_down_and_tenant_tables_have_walls():
    findings = rules.keys_point_down(ours()) + rules.tenant_models(ours())
    assert remaining(findings, rules.RULES) == []


def test_there_are_tenant_tables_to_look_at():
    assert any(rules.is_tenant(model) for model in ours())


def model(layer, name, *, constraints, **fields):
    """A model as if it stood in `linkage.<layer>.models`."""
    meta = type("Meta", (), {"app_label": layer, "constraints": constraints})
    return type(name, (models.Model,), {"__module__": f"linkage.{layer}.models", "Meta": meta, **fields})


def tenant(layer, name, *constraints, **more):
    """A model that keeps every rule, but for what is given."""
    fields = {
        "id": models.UUIDField(primary_key=True, default=uuid.uuid4),
        "programme_id": models.UUIDField(),
    }
    walls = [*tenant_constraints(f"{layer}_{name.lower()}"), *constraints]
    return model(layer, name, constraints=walls, **fields | more)


def messages(*registry):
    return [finding.message for finding in rules.tenant_models(registry)]


@pytest.fixture(autouse=True)
def _apart():
    with isolate_apps():
        yield


def test_a_key_that_points_up_is_found():
    above = tenant("directory", "Entry")
    below = tenant("people", "Person", entry=TenantForeignKey(above))
    assert len(rules.keys_point_down([above, below])) == 1


def test_a_key_to_a_sibling_is_found():
    mail = tenant("messaging", "Mail")
    paper = tenant("documents", "Paper", mail=TenantForeignKey(mail))
    assert len(rules.keys_point_down([paper])) == 1


def test_many_to_many_that_points_up_is_found():
    above = tenant("directory", "Entry")
    below = tenant("people", "Person", entries=models.ManyToManyField(above))
    assert len(rules.keys_point_down([below])) == 1


def test_keys_that_point_down_or_stay_are_left_alone():
    below = tenant("people", "Person")
    above = tenant("directory", "Entry", person=TenantForeignKey(below), next=TenantForeignKey("self"))
    assert rules.keys_point_down([above, below]) == []


def test_a_walled_table_is_left_alone():
    person = tenant("people", "Person")
    same = SameProgramme(name="directory_entry_same_person", field="person")
    entry = tenant("directory", "Entry", same, person=TenantForeignKey(person))
    assert messages(person, entry) == []


def test_a_table_without_programme_needs_no_walls():
    assert messages(model("areas", "Word", constraints=[])) == []


def test_a_table_without_walls_is_found():
    bare = model("people", "Bare", constraints=[], programme_id=models.UUIDField())
    assert len(messages(bare)) == 3  # no policies, a counted key, no pair for others to point at


def test_a_key_that_may_cross_programmes_is_found():
    person = tenant("people", "Person")
    assert len(messages(tenant("directory", "Entry", person=TenantForeignKey(person)))) == 1
    assert len(messages(tenant("directory", "Plain", person=models.ForeignKey(person, models.PROTECT)))) == 2


def test_a_key_to_a_shared_register_needs_no_pair():
    school = model(
        "organisations",
        "School",
        constraints=[RowLevelSecurity(name="organisations_school_rls", rule="own_or_shared")],
        id=models.UUIDField(primary_key=True),
        programme_id=models.UUIDField(null=True),
    )
    assert messages(school) == []
    assert messages(tenant("people", "Person", school=models.ForeignKey(school, models.PROTECT))) == []


@pytest.mark.parametrize(
    "constraint",
    [
        models.UniqueConstraint(fields=["code"], name="people_person_code"),
        models.UniqueConstraint(fields=["code", "programme_id"], name="people_person_code"),
        models.UniqueConstraint(models.F("code"), name="people_person_code"),
    ],
)
def test_uniqueness_across_programmes_is_found(constraint):
    assert len(messages(tenant("people", "Person", constraint, code=models.TextField()))) == 1


def test_uniqueness_within_a_programme_is_left_alone():
    within = models.UniqueConstraint(fields=["programme_id", "code"], name="people_person_code")
    assert messages(tenant("people", "Person", within, code=models.TextField())) == []


def test_a_unique_field_is_found():
    assert len(messages(tenant("people", "Person", code=models.TextField(unique=True)))) == 1


def test_a_join_table_without_walls_is_found():
    person = tenant("people", "Person")
    assert len(messages(tenant("people", "Team", members=models.ManyToManyField(person)))) == 1
