"""The canary: a random word in every free text of every row of a programme."""

import uuid

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

# What a programme's front page and its pages of help tell everybody; every other word of a tenant row is its own.
PUBLIC = {
    "areas.area": {"name"},
    "programmes.frequentquestion": {"question", "answer"},
    "programmes.programmesettings": {"lawful_text", "safeguarding_contact"},
}

# By which rows of the same app find each other, though every other "code" is marked.
CODES = {
    "engagements.step": {"code"},
    "engagements.stepmark": {"code"},
    "engagements.stepday": {"code"},
    "engagements.paper": {"code"},
    "engagements.objective": {"area"},
    "engagements.clause": {"code"},
    "engagements.agreementclause": {"code"},
    "engagements.engagement": {"next_code"},
    "engagements.agreement": {"text_hash"},
    "engagements.signature": {"text_hash"},
}


# What is in a file that somebody handed in.
FILES = {"documents.filecontent": {"content"}}


def mark(programme_id: uuid.UUID, canary: str) -> None:
    """Put the canary into every free text of every row of this programme."""
    for model in apps.get_models():
        columns = {f.attname for f in model._meta.concrete_fields}
        if "programme_id" not in columns:
            continue
        for number, row in enumerate(model._default_manager.filter(programme_id=programme_id)):
            _mark_row(row, canary, number)


def _mark_row(row: models.Model, canary: str, number: int) -> None:
    changed = []
    kept = PUBLIC.get(row._meta.label_lower, set()) | CODES.get(row._meta.label_lower, set())
    for each in row._meta.concrete_fields:
        marked = None if each.name in kept else _marked(each, f"{canary}{number}")
        if each.name in FILES.get(row._meta.label_lower, ()):
            marked = f"{canary}{number}".encode()
        if marked is not None:
            setattr(row, each.attname, marked)
            changed.append(each.name)
    if changed and row._meta.label_lower != "access.auditentry":
        row.save(update_fields=changed)


def _marked(each: models.Field, word: str):
    if isinstance(each, ArrayField):
        free = isinstance(each.base_field, models.CharField) and not each.base_field.choices
        return [word] if free and each.name not in KEPT else None
    if each.name in KEPT or each.choices or each.primary_key:
        return None
    if isinstance(each, models.EmailField):
        # Rows of two tables have the same number: who is nominated is nobody who is listed, by chance.
        return f"{word}.{each.model._meta.model_name}@school.example"
    if isinstance(each, models.CharField | models.TextField) and (each.max_length or 99) >= len(word):
        return word
    return None


# Codes and keys that other rows are found by, or that hold no words.
KEPT = {
    "code_hash",
    "fingerprint",
    "row_key",
    "row_keys",
    "colour",
    "authority_code",
    "authority_codes",
    "trust_uids",
    "template",
    "about_type",
    "area_codes",
    "calendar",
    "message_id",
    "website",
    "slug",
    "search_text",
}
