"""T4, T5, P7: every form there is, sent as it stands, with ids that were not offered, and with fields it does not have.

Each form is sent by somebody who was shown it, so what is refused is refused for what it says and not for who says it.
"""

import uuid

import pytest
from django import forms as django_forms
from django.apps import apps
from django.db import models

from linkage.access import audit, form_keys
from linkage.areas import operations as areas_operations
from linkage.people.forms import DetailsForm
from tests.trust.matrix.rows import is_key, rows_of, without_new_keys
from tests.trust.matrix.sending import Sendable, Sent, prepare, send, sendables

# What a request may write without an entry: its session, the count of tries, the key of its form, the entry itself.
OWN_MEMORY = ("django_session", "linkage_cache", "access_formanswer", "access_auditentry")
# Pages with two questions keep each answer by an operation of its own.
TWO_ANSWERS = {"support_requests:need": 2, "support_requests:leave-out": 2}
# What is refused as it stands, and why.
REFUSED_AS_IT_STANDS = {
    **dict.fromkeys(
        (
            "engagements:add-paper",
            "engagements:add-step-paper",
            "engagements:add-evidence",
            "engagements:replace-paper",
        ),
        "a paper is a file, which no answer here is (engagements/tests/test_paper_pages.py)",
    ),
    "peer_review:check-report": "who says that all is right writes nothing (peer_review/tests/test_reports.py)",
    "peer_review:two-schools": "no school is found by a sentence (peer_review/tests/test_pairs.py)",
    "peer_review:add-paper": "a paper is a file, which no answer here is (peer_review/tests/test_days.py)",
    "engagements:agreement-sign": "who signs types their own name (engagements/tests/test_agreements_signing.py)",
    "engagements:change-kind": "the kind that is chosen already is the one it is (engagements/tests/test_lifecycle.py)",
    "engagements:move-visit": "the day that stands there is the one it has (engagements/tests/test_visits.py)",
    "engagements:readiness-questions": "questions that say the same make no new version",
    "engagements:school": "the school that followed has no head here (engagements/tests/test_schools_closing.py)",
    "imports:past-links": "a spreadsheet is a file, which no answer here is (imports/tests)",
    "imports:people": "a spreadsheet is a file, which no answer here is (imports/tests)",
    "people:away": "the first of the people is asked to look after their own list (people/tests/test_covers.py)",
    "people:deputy": "who is not confirmed is no deputy",
    "people:duplicates": "an address made up here is nobody's",
    "people:leave": "the last coordinator does not leave",
    "support_requests:close-unanswered": "a school that was asked nothing, or has time to answer, is not let go",
    "support_requests:leave-out": "no school is found by a sentence",
}
INTRUDER = "intruder"


@pytest.fixture(scope="module")
def forms(world) -> list[Sendable]:
    prepare(world)
    return sendables(world)


@pytest.fixture(scope="module")
def before(world, forms):
    return rows_of(world.ours)


@pytest.fixture(scope="module")
def table_of(before) -> dict[str, str]:
    """The table of each row on our side by its id, in the order in which they were made."""
    return {str(key): table for table, key in before}


@pytest.fixture(scope="module")
def answers(world, forms, before) -> list[tuple[Sendable, Sent]]:
    """Each form with what came of it, sent as it stands: once for all the tests that ask something of that."""
    return [(form, send(world, form, before=before)) for form in forms]


@pytest.fixture(scope="module")
def writing(answers) -> list[Sendable]:
    """The forms that change something; signing in is left out, as a try that fails must still be counted."""
    return [form for form, sent in answers if form.taken_by != "accounts:sign-in" and sent.entries]


def named(forms, *taken_by) -> list[Sendable]:
    return [form for form in forms if form.taken_by in taken_by]


def told(found) -> str:
    return "\n".join(str(each) for each in found)


def test_nearly_every_form_is_found_and_taken(forms, answers):
    """None of the tests below says anything about a form that is refused as it stands."""
    refused = [
        f"{sent.status} {form}"
        for form, sent in answers
        if sent.status >= 500 or (sent.status >= 400 and form.taken_by not in REFUSED_AS_IT_STANDS)
    ]
    assert refused == [], told(refused)
    assert len({form.taken_by for form in forms}) > 85


class TestEveryChangeIsTold:
    """P7: what is written is written by one operation, with one entry, in one transaction."""

    def test_each_form_does_one_thing_and_one_entry_says_so(self, answers):
        found = [problem for form, sent in answers for problem in untold(form, sent)]
        assert found == [], told(found)

    def test_a_change_outside_of_an_operation_is_found(self, world, forms, monkeypatch):
        """The control: the same function without its door."""
        monkeypatch.setattr(areas_operations, "retire", areas_operations.retire.__wrapped__)
        retiring = named(forms, "areas:retire")[0]
        assert untold(retiring, send(world, retiring))

    def test_what_breaks_after_the_entry_takes_the_entry_with_it(self, world, writing, before, monkeypatch):
        def broken(*_):
            raise RuntimeError

        monkeypatch.setattr(form_keys, "keep", broken)
        self.assert_nothing_is_left(world, writing, before)

    def test_what_cannot_be_told_is_not_done(self, world, writing, before, monkeypatch):
        def broken(**_):
            raise RuntimeError

        monkeypatch.setattr(audit, "record", broken)
        self.assert_nothing_is_left(world, writing, before)

    def test_a_refused_form_leaves_nothing(self, world, forms, before):
        left = []
        for form in forms:
            sent = send(world, form, {}, before=before)
            if sent.status >= 400 and (sent.changes or sent.kept_entries):
                left.append(f"{form}: {sent.changes}")
        assert left == [], told(left)

    def assert_nothing_is_left(self, world, writing, before):
        assert len(writing) > 60
        sent = {str(form): send(world, form, before=before) for form in writing}
        assert {each.status for each in sent.values()} == {500}
        assert {name: each.changes for name, each in sent.items() if each.changes or each.kept_entries} == {}


def untold(form: Sendable, sent: Sent) -> list[str]:
    """What this form changed without an operation and an entry, or by more of them than it should."""
    if sent.status >= 400:
        return []
    written = sent.statements.written(*OWN_MEMORY)
    allowed = TWO_ANSWERS.get(form.taken_by, 1)
    if written and not 1 <= len(sent.outer) <= allowed:
        return [f"{form}: writes {sorted(set(written))} by {sent.operations}"]
    if sent.entries != len(sent.operations):
        return [f"{form}: {sent.entries} entries for {sent.operations}"]
    return []


class TestIdsThatWereNotOffered:
    """T4: a choice is one of those on the page, whatever is sent."""

    def test_no_form_takes_one(self, world, forms, table_of):
        found = [problem for form in forms for problem in accepted(world, form, table_of)]
        assert found == [], told(found)

    def test_there_were_choices_to_forge(self, forms):
        ids = [name for form in forms for name, each in form.form.fields.items() if each.is_chosen and keys_in(each)]
        assert len(ids) >= 4

    @pytest.mark.parametrize("role", ["coordinator", "asker"])
    @pytest.mark.parametrize(
        ("page", "query", "record"),
        [
            ("support_requests:start", "entry", "entry_id"),
            ("people:invite-heads", "school", "organisation_id"),
            ("people:prove-head", "claim", "affiliation_id"),
        ],
    )
    def test_nor_one_in_the_address(self, world, forms, role, page, query, record):
        for form in named(forms, page):
            forged = str(world.theirs.records[record])
            asked = Sendable(
                role, form.page, type(form.form)(f"{form.form.address}?{query}={forged}", form.form.fields)
            )
            sent = send(world, asked)
            assert sent.status < 500
            assert forged not in str(sent.statements.writes)

    def test_a_form_that_does_not_look_is_found(self, world, forms, table_of, monkeypatch):
        """The control: choices that take anything."""
        monkeypatch.setattr(django_forms.ChoiceField, "valid_value", lambda self, value: True)
        assert any(accepted(world, form, table_of) for form in forms)


def keys_in(field) -> list[str]:
    """The ids among what a field holds and offers."""
    return [value for value in (*field.options, *field.values) if is_key(value)]


def accepted(world, form: Sendable, table_of) -> list[str]:
    """The forged answers of this form that reached a row, or broke the page."""
    found = []
    for name, field in form.form.fields.items():
        if name not in form.form.answers() or not field.is_chosen:
            continue
        for forged in forgeries(world, field, table_of):
            if forged in form.form.address or form.is_offered(name, forged):
                continue
            sent = send(world, form, form.form.answers() | {name: [forged]})
            if sent.status >= 500 or forged in reached(sent) or world.theirs.canary in reached(sent):
                found.append(f"{sent.status} {form}: {name}={forged}")
    return found


def reached(sent) -> str:
    """What was written with an answer that was taken: where a form was refused it is undone."""
    writes = [values for table, values in sent.statements.writes if table not in OWN_MEMORY]
    return "" if sent.status >= 400 else " ".join(writes)


def forgeries(world, field, table_of) -> list[str]:
    """Ids of what the field asks for first, of either side and not offered; the same each time, so that what is found
    once is found always."""
    keys = keys_in(field)
    if not keys:
        return ["no-such-choice", f"{world.theirs.canary}0"]
    asked = {table_of[key] for key in keys if key in table_of}
    ours = {name: str(key) for name, key in world.ours.records.items() if is_key(str(key))}
    theirs = {name: str(key) for name, key in world.theirs.records.items()}
    names = sorted(ours, key=lambda name: table_of.get(ours[name]) not in asked)
    foreign = [theirs[name] for name in names if name in theirs]
    forbidden = [ours[name] for name in names if ours[name] not in field.options]
    others = [key for key, table in table_of.items() if table in asked and key not in field.options]
    forged = [*foreign[:6], *forbidden[:6], *others[:2], theirs["organisation_id"], str(uuid.uuid4())]
    return list(dict.fromkeys(forged))


class TestFieldsItDoesNotHave:
    """T5: only what stands on the form changes."""

    def test_no_form_takes_more_than_it_asks(self, world, answers, before):
        known = {key for _, key in before}
        found = [str(form) for form, plain in answers if takes_more(world, form, plain, before, known)]
        assert found == [], told(found)

    def test_bytes_that_hold_a_new_key_are_alike_and_other_bytes_are_not(self):
        def made(rest: str) -> list[tuple]:
            key = uuid.uuid4()
            return without_new_keys({("directory.Entry", str(key)): {"facts": f"{key.hex}{rest}"}}, set())

        assert made("0a") == made("0a")
        assert made("0a") != made("0b")

    def test_a_form_that_takes_more_is_found(self, world, forms, before, monkeypatch):
        """The control: answers that are read past the form."""
        careless = property(lambda self: {**self.cleaned_data, "name": self.data.get("job_title", "As before")})
        monkeypatch.setattr(DetailsForm, "answers", careless)
        form = named(forms, "people:details")[0]
        plain = send(world, form, before=before)
        assert takes_more(world, form, plain, before, {key for _, key in before})


def takes_more(world, form: Sendable, plain: Sent, before, known) -> bool:
    more = {name: value for name, value in intrusions().items() if name not in form.form.fields}
    intruded = send(world, form, more | form.form.answers(), before=before)
    if intruded.status >= 500:
        return True
    return intruded.status < 400 and without_new_keys(plain.changes, known) != without_new_keys(intruded.changes, known)


def intrusions() -> dict[str, str]:
    """A value for the name of every field of every model."""
    found = {"actor": INTRUDER, "at": "2020-01-01"}
    for model in apps.get_models():
        if model.__module__.startswith("linkage."):
            for each in model._meta.concrete_fields:
                found[each.name] = found[each.attname] = _intrusion(each)
    return found


def _intrusion(field: models.Field) -> str:
    if field.choices:
        return str(list(field.choices)[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.IntegerField):
        return "7"
    if isinstance(field, models.DateField):
        return "2020-01-01"
    if isinstance(field, models.UUIDField | models.ForeignKey):
        return str(uuid.UUID(int=7))
    return INTRUDER
