from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linkage.accounts.models import Account
from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.imports import operations, queries
from linkage.imports.enums import ImportKind
from linkage.imports.tests.workbooks import HELEN, PETER, RUTH
from linkage.organisations.models import Organisation
from linkage.organisations.tests import factories as organisations
from linkage.people import queries as persons
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes.models import Programme
from linkage.programmes.tests import factories as programmes

NOW = programmes.NOW


@dataclass
class Ribble:
    """A programme with three schools, their heads, its areas and its coordinator."""

    programme: Programme
    harrowgill: Organisation
    josephs: Organisation
    tarnmoor: Organisation
    other_josephs: Organisation
    helen: Person
    peter: Person
    ruth: Person
    farah: Person

    @property
    def actor(self):
        return persons.of_person(self.farah)

    def bring(self, content, name="Nominations autumn.xlsx", kind=ImportKind.NOMINATIONS):
        return operations.bring(actor=self.actor, at=NOW, kind=kind, name=name, content=content)

    def trial(self, found):
        return queries.trial(actor=self.actor, sheet_import=found, at=NOW)

    def decide(self, found, mapping=None, **answers):
        decisions = operations.Decisions(tuple(mapping or found.mapping), answers)
        operations.decide(actor=self.actor, at=NOW, sheet_import=found, decisions=decisions)
        return self.trial(found)

    def add(self, found, at=NOW):
        decisions = operations.Decisions(tuple(found.mapping), {})
        shown = len(queries.trial(actor=self.actor, sheet_import=found, at=at).new)
        return operations.confirm(actor=self.actor, at=at, sheet_import=found, decisions=decisions, shown=shown)

    def undo(self, found, at=NOW):
        return operations.undo(actor=self.actor, at=at, sheet_import=found)


@pytest.fixture
def ribble(db):
    programme = programmes.programme(slug="ribble", name="Ribble Linkage")
    with acting_in(programme.id):
        made = [
            ("Harrowgill High School", "Preston", "https://www.harrowgill.lancs.sch.uk"),
            ("St Joseph's Catholic Primary School", "Preston", "www.st-josephs-preston.lancs.sch.uk"),
            ("Tarnmoor Primary School", "Kendal", "tarnmoor.lancs.sch.uk"),
            ("St Joseph’s RC Primary School", "Lancaster", "st-josephs-lancaster.lancs.sch.uk"),
        ]
        schools = [organisations.school(name=name, town=town, website=web) for name, town, web in made]
        for school in schools:
            organisations.member(programme, school)
        heads = [
            people.head(programme, school, name=name, email=email)
            for school, name, email in zip(
                schools,
                ("Helen Brook", "Peter Lane", "Ruth Okafor"),
                (HELEN, PETER, RUTH),
                strict=False,
            )
        ]
        for code, name, synonyms in (
            ("literacy", "Reading and literacy", ["reading", "literacy"]),
            ("phonics", "Phonics", []),
            ("early-years", "Early years", ["EYFS", "reception"]),
            ("maths", "Mathematics", ["maths"]),
        ):
            Area.objects.create(programme=programme, code=code, name=name, synonyms=synonyms)
        farah = people.coordinator(programme, name="Farah Siddiqui", email="farah@ribble.example")
        yield Ribble(programme, *schools, *heads, farah)


@pytest.fixture
def sign_in(client):
    def do(person):
        if person.account is None:
            person.account = Account.objects.create_user(person.email, created_at=NOW)
            person.save()
        client.force_login(person.account)
        return client

    return do


@pytest.fixture
def upload():
    def make(content, name="Nominations autumn.xlsx"):
        return SimpleUploadedFile(name, content)

    return make
