"""Each file of an app does its own part of the work."""

from textwrap import dedent

import pytest

from tests.architecture.rules import files
from tests.architecture.rules.source import Module, modules
from tests.architecture.waivers import remaining

OPERATION = "@operation(policy.CLOSE, target='entry')\n"


def messages(path, source):
    return [finding.message for finding in files.may_and_must_not([Module(path, dedent(source))])]


def test_each_file_does_its_own_work():
    assert remaining(files.may_and_must_not(modules()), files.RULES) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("people/views.py", "def person(request, pk):\n    return Person.objects.get(pk=pk)"),
        ("people/views/person.py", "def person(request, pk):\n    return Person._default_manager.get(pk=pk)"),
        ("people/views.py", "def person(request):\n    person.save()"),
        ("people/views.py", "from django.db import transaction"),
        ("people/views.py", "def person(request):\n    with transaction.atomic():\n        pass"),
        ("people/views.py", "from django.shortcuts import get_object_or_404"),
        ("people/views.py", "from linkage.people.models import PersonQuerySet"),
        ("ui/views.py", "def person(request):\n    return Person.objects.get()"),
        ("people/queries.py", "def person(*, actor, pk):\n    Person.objects.create(pk=pk)"),
        ("people/queries.py", "def people(*, actor):\n    Person.objects.filter().update(name='')"),
        ("people/queries.py", "def people(*, actor):\n    Person.objects.bulk_create([])"),
        ("people/queries.py", "def person(*, pk):\n    return pk"),
        ("people/queries.py", "def person(*, pk, actor):\n    return pk"),
        ("people/queries.py", "def person(pk, *, actor):\n    return pk"),
        ("people/operations.py", f"{OPERATION}def close(*, actor, at, entry):\n    timezone.now()"),
        ("people/operations.py", f"{OPERATION}def close(*, actor, at, entry):\n    now()"),
        ("people/operations.py", f"{OPERATION}def close(*, actor, at, entry):\n    datetime.date.today()"),
        ("people/operations.py", f"{OPERATION}def close(*, actor, at, entry):\n    time.time()"),
        ("people/operations.py", f"{OPERATION}def close(*, actor, entry):\n    pass"),
        ("people/operations.py", f"{OPERATION}def close(*, at, entry):\n    pass"),
        ("people/operations.py", f"{OPERATION}def close(entry, *, actor, at):\n    pass"),
        ("people/operations.py", "def close(*, actor, at, entry):\n    pass"),
        ("people/operations.py", "@operation\ndef close(*, actor, at, entry):\n    pass"),
        ("people/operations.py", "@part_of_operation\ndef book(*, actor, entry):\n    pass"),
        ("people/operations/entry.py", "def close(*, actor, at, entry):\n    pass"),
        ("people/rules.py", "from django.utils.translation import gettext"),
        ("people/rules.py", "import django"),
        ("people/rules.py", "from linkage.people import models"),
        ("people/rules.py", "def is_open(day):\n    return day > date.today()"),
        ("people/views.py", "def person(request, pk):\n    return timezone.localdate(request.at)"),
        ("people/models.py", "def day(at):\n    return timezone.localtime(at).date()"),
        ("people/forms.py", "class PersonForm(Form):\n    def save(self):\n        pass"),
        ("people/forms.py", "def keep(form):\n    form.save()"),
        ("people/forms.py", "class PersonForm(forms.ModelForm):\n    pass"),
        ("people/forms.py", "CHOICES = Person.objects.all"),
        ("people/presenters.py", "def row(person):\n    return person.grants.filter(ended=None)"),
        ("people/presenters.py", "def row(person):\n    return queries.person(actor=None)"),
        ("people/models.py", "class Person(Model):\n    def save(self):\n        pass"),
        ("people/models.py", "class Person(Model):\n    class Meta:\n        ordering = ['name']"),
        ("people/apps.py", "class People(AppConfig):\n    def ready(self):\n        pass"),
        ("people/tasks.py", "@task\ndef expire(person_id):\n    person_id += 1"),
        (
            "people/tasks.py",
            "@task\ndef expire(person_id):\n    operations.expire(person)\n    person.save()",
        ),
        ("people/cli.py", "@app.command()\ndef invite(email: str):\n    print(email)"),
        ("people/cli.py", "def register(app):\n    @app.command()\n    def invite(email: str):\n        print(email)"),
    ],
)
def test_a_breach_is_found(path, source):
    assert len(messages(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "people/views.py",
            "@page(policy.SEE)\ndef person(request, pk):\n    return queries.person(actor=request.actor)",
        ),
        (
            "people/queries.py",
            "def person(*, actor, pk):\n    return _visible(actor).get(pk=pk)\ndef _visible(actor): ...",
        ),
        (
            "people/operations.py",
            f"{OPERATION}def close(*, actor, at, entry):\n    entry.save()\ndef _part(x): ...",
        ),
        ("people/operations.py", "@part_of_operation\ndef book(*, actor, at, entry):\n    pass"),
        ("people/rules.py", "from datetime import date\nfrom linkage.people.enums import Role"),
        (
            "people/presenters.py",
            "def row(person) -> queries.Row:\n    return queries.Row(person.name.count('a'))",
        ),
        ("people/tasks.py", "@task\ndef expire(person_id):\n    operations.expire(person_id=person_id)"),
        (
            "people/tasks.py",
            "from linkage.people.operations import expire\n@task\ndef run(pk):\n    expire(pk=pk)",
        ),
        ("people/cli.py", "@app.command()\ndef show():\n    print(queries.people(actor=None))"),
        ("config/cli.py", "@app.command()\ndef run():\n    serve()"),
        ("people/tests/test_operations.py", "def test_close():\n    timezone.now()"),
    ],
)
def test_what_is_right_is_left_alone(path, source):
    assert messages(path, source) == []
