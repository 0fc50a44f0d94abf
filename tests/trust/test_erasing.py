"""Whoever is erased is named in no text of anybody else: every text column of every table is filled with their name."""

import itertools

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.access import personal_data
from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.people import queries
from linkage.people.models import Person
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW
from tests.trust.matrix.visiting import undone

NAME, PHONE = "Zel O’Quib", "01632 960 4"
# Columns nobody's words stand in, and why.
NO_WORDS = {
    "access.AuditEntry": "keys; the name is that of a job",
    "access.FormAnswer": "addresses of our pages",
    "accounts": "an address and hashes, erased with the account",
    "areas.Area": "the programme's words for its subjects",
    "areas.Confirmation": "codes of areas, and numbers of words",
    "brokering.AskedPerson.colleague_email": "an address (brokering/tests/test_forgetting.py)",
    "brokering.Decision": "keys and points",
    "brokering.Plan": "keys, points and prices",
    "peer_review.RotaPlan": "keys, weeks and kilometres, and sentences that name schools",
    "directory.NominationDrive.district": "a district of the register",
    "directory.SavedSearch.choices": "codes and keys of choices (directory/tests/test_saved_searches.py)",
    "directory.UnmetNeed": "codes, districts of the register, and words of areas (directory/tests/test_needs.py)",
    "directory.Word": "single words, learned again without who is erased (directory/tests/test_personal_data.py)",
    "documents.StoredFile.sha256": "a hash",
    "directory.Nomination.email": "an address (directory/tests/test_personal_data.py)",
    "engagements.Agreement.text_hash": "a hash",
    "engagements.Signature.text_hash": "a hash",
    "enquiries.Enquiry.email": "an address (enquiries/tests/test_forgetting.py)",
    "imports.ColumnMemory": "headings of columns and a hash of them, never a row",
    "imports.SheetImport.answers": "answers by question (imports/tests/test_forgetting.py)",
    "imports.SheetImport.counts": "numbers",
    "imports.SheetImport.headings": "a list (imports/tests/test_forgetting.py)",
    "imports.SheetImport.mapping": "names of fields",
    "imports.SheetImport.row_keys": "keyed hashes",
    "imports.SheetImport.rows": "a list (imports/tests/test_forgetting.py)",
    "imports.SheetImport.skipped": "numbers of rows, and reasons of ours",
    "imports.SheetImport.suggested": "codes by words (imports/tests/test_forgetting.py)",
    "links.PastLink.row_key": "a hash",
    "messaging.InboundFile": "files, left out whole (messaging/tests/test_inbound_data.py)",
    "messaging.InboundMail.about_type": "the name of a table",
    "messaging.InboundMail.fingerprint": "a hash",
    "messaging.Message.about_type": "the name of a table",
    "messaging.Message.attachments": "files, left out whole (people/tests/test_forgetting.py)",
    "messaging.Message.message_id": "made here",
    "messaging.Message.person_ids": "keys",
    "messaging.Message.recipients": "a list (people/tests/test_forgetting.py)",
    "messaging.Message.reply_to": "an address",
    "messaging.Message.stop_path": "an address of ours",
    "messaging.Message.template": "the name of a kind of mail",
    "messaging.Wording.template": "the name of a kind of mail",
    "organisations.RegisterImport": "the public register, which names nobody",
    "organisations.RegisterLines": "the public register, which names nobody",
    "organisations.MembershipRule": "names and codes of the register",
    "organisations.Organisation": "the public register, which names nobody",
    "people.Invitation.code_hash": "a hash",
    "people.Person": "everybody's own name, address and number",
    "programmes.Closure.authority_code": "a code of the register",
    "programmes.Closure.source": "the name of a shipped calendar",
    "programmes.Programme.colour": "a colour",
    "programmes.Programme.contact_email": "an address (people/tests/test_forgetting.py)",
    "programmes.Programme.name": "the programme's name",
    "programmes.Programme.slug": "the programme's address",
    "programmes.Programme.tagline": "the programme's name",
    "programmes.ProgrammeSettings.calendar": "the name of a shipped calendar",
}


def columns():
    """Every text column that somebody's words may stand in: (model, field)."""
    for model in apps.get_models():
        if not model.__module__.startswith("linkage."):
            continue
        for field in model._meta.concrete_fields:
            held = field.base_field if isinstance(field, ArrayField) else field
            is_text = isinstance(held, models.CharField | models.TextField | models.JSONField) and not held.choices
            name = f"{model._meta.app_label}.{model.__name__}"
            held_elsewhere = {model._meta.app_label, name, f"{name}.{field.name}"} & NO_WORDS.keys()
            if is_text and not isinstance(held, models.SlugField) and not held_elsewhere:
                yield model, field


def named(field):
    return f"{NAME} {PHONE}" if field.max_length is None or field.max_length > 30 else PHONE


@pytest.fixture
def zel(world):
    """A person of the programme, with a record of every kind beside them that names them."""
    ours = world.ours.programme
    with undone(), acting_in(ours.id):
        person = Person.objects.create(
            programme=ours, name=NAME, email="zel@quib.example", phone=PHONE, created_at=NOW, answered_at=NOW
        )
        yield person


def rows_naming(subject):
    return [
        f"{model.__name__}.{field.name}"
        for model, field in columns()
        if model._default_manager.filter(subject.named_in(field.name)).exists()
    ]


def test_no_text_of_anybody_else_names_who_is_erased(zel):
    subject = queries.subject(actor=Actor.system("erase", zel.programme_id), person=zel)
    filled = []
    for model, field in columns():
        rows = model._default_manager.filter(**({"pk": zel.programme_id} if model is Programme else {}))
        assert rows.exists(), f"the world has no {model.__name__}: give it one in tests/trust/matrix"
        rows.filter(pk=rows.values("pk")[:1]).update(**{field.name: named(field)})
        filled.append(f"{model.__name__}.{field.name}")
    assert rows_naming(subject) == filled
    for source in personal_data.registered:
        source.erase(subject, NOW)
    assert rows_naming(subject) == []


def test_every_reason_is_needed():
    names = {
        name
        for model in apps.get_models()
        for name in itertools.chain(
            (model._meta.app_label, f"{model._meta.app_label}.{model.__name__}"),
            (f"{model._meta.app_label}.{model.__name__}.{field.name}" for field in model._meta.concrete_fields),
        )
    }
    assert NO_WORDS.keys() - names == set()
