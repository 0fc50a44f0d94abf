from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines
from django.test import RequestFactory

from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.ui.fields import DayField
from linkage.ui.forms import FORM_KEY, PlainForm, problems, refused
from linkage.ui.tests.gallery import VisitNoteForm


class Ask(PlainForm):
    need = forms.CharField(label="What do you need?")
    school = forms.ChoiceField(label="School", choices=[(1, "Larkrigg")])
    name = forms.CharField(label="Full name")


def draw(source, **context):
    request = RequestFactory().get("/")
    return engines["jinja2"].from_string(source).render(context, request)


def test_required_sentences_are_made_from_the_label():
    form = Ask({})
    assert [problem.text for problem in problems(form)] == [
        "Answer the question: What do you need?",
        "Choose school",
        "Enter full name",
    ]


def test_an_empty_post_is_bound():
    assert problems(Ask({})) != []
    assert problems(Ask(None)) == []


def test_refused_operation_shows_its_sentences_at_the_fields():
    form = Ask({"need": "Help", "school": "1", "name": "Grace"})
    refused(form, Refused([Violation("too_long", "Make it shorter", "need"), Violation("closed", "Asking is closed")]))
    assert [(problem.text, problem.href) for problem in problems(form)] == [
        ("Asking is closed", ""),
        ("Make it shorter", "#id_need"),
    ]


def test_a_violation_for_a_field_the_form_has_not_is_still_shown():
    form = refused(Ask({"need": "x", "school": "1", "name": "G"}), Refused([Violation("r", "No room", "elsewhere")]))
    assert [problem.text for problem in problems(form)] == ["No room"]


def test_form_carries_token_and_a_fresh_key():
    first, second = (draw("{{ form_open('/there/') }}</form>") for _ in range(2))
    assert 'action="/there/"' in first
    assert 'name="csrfmiddlewaretoken"' in first
    assert f'name="{FORM_KEY}"' in first
    assert first != second


def test_a_form_that_only_asks_carries_neither():
    html = draw("{{ form_open('/there/', method='get') }}</form>")
    assert "hidden" not in html


def test_choices_are_compared_as_strings():
    html = draw("{{ field(form.school) }}", form=VisitNoteForm(initial={"school": 2}))
    assert '<option value="2" selected>' in html


def test_what_was_typed_is_escaped_and_kept():
    html = draw("{{ field(form.need) }}", form=Ask({"need": "<script>alert(1)</script>"}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_number_is_asked_for_in_a_text_field():
    html = draw("{{ field(form.days) }}", form=VisitNoteForm({"days": "three"}))
    assert 'type="text" value="three" inputmode="numeric"' in html


def test_one_question_page_makes_the_label_the_heading():
    html = draw("{{ field(form.need, heading=true, label_classes='govuk-label--l') }}", form=Ask())
    assert '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="id_need">' in html


@pytest.mark.parametrize(
    ("parts", "sentence", "wrong"),
    [
        (("", "", ""), "Enter the date", None),
        (("", "11", "2026"), "The date must include a day", ("day",)),
        (("3", "", ""), "The date must include a month and year", ("month", "year")),
        (("31", "2", "2026"), "The date must be a real date", None),
        (("x", "2", "2026"), "The date must be a real date", None),
        (("3", "11", "26"), "The date must have a year of four numbers, like 2026", ("year",)),
    ],
)
def test_day_field_says_what_is_wrong(parts, sentence, wrong):
    with pytest.raises(ValidationError) as raised:
        DayField().clean(parts)
    assert raised.value.messages == [sentence]
    assert (raised.value.params or {}).get("parts") == wrong


@pytest.mark.parametrize("parts", [("3", "11", "2026"), ("03", "Nov", "2026"), ("3", "november", "2026")])
def test_day_field_understands_a_date(parts):
    assert DayField().clean(parts) == date(2026, 11, 3)


def test_an_optional_day_may_be_left_out():
    assert DayField(required=False).clean(("", "", "")) is None
