"""Every component once, as pages: drawn by test_gallery, and a quick way to look at them (`write(folder)`)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from jinja2 import ChoiceLoader, FileSystemLoader

from linkage.ui import lists, registry
from linkage.ui.environment import environment
from linkage.ui.fields import ChoicesWithHints, DayField
from linkage.ui.forms import PlainForm
from linkage.ui.next_actions import NextAction
from linkage.ui.rendering import block_context
from linkage.ui.timeline import Event

TEMPLATES = Path(__file__).parent / "gallery_templates"
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
RIBBLE = SimpleNamespace(slug="ribble", name="Ribble Linkage", tagline="School-to-school support")
SECTIONS = (("Home", "home"), ("Requests", "requests"), ("Directory", "directory"), ("Our links", "links"))


class VisitNoteForm(PlainForm):
    visited = DayField(label="When was the visit?", what="the date of the visit", help_text="For example, 17 11 2026")
    length = forms.ChoiceField(
        label="How long were you there?", choices=[("half", "Half a day"), ("full", "A day")], widget=forms.RadioSelect
    )
    how = ChoicesWithHints(
        label="What did you use?",
        choices=[("call", "A call"), ("visit", "A visit")],
        hints={"call": "Half an hour is enough"},
        required=False,
    )
    done = forms.CharField(
        label="What did you do?",
        help_text="You can speak it with your phone\u2019s keyboard",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say what you did, in a sentence or two"},
    )
    days = forms.IntegerField(label="How many days?", required=False, min_value=0)
    email = forms.EmailField(label="Your e-mail address", required=False)
    school = forms.ChoiceField(label="School", choices=[(1, "Thistlebank"), (2, "Larkrigg")], required=False)
    paper = forms.FileField(label="Add a paper", required=False)
    agreed = forms.BooleanField(label="Ruth may read this", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


REQUESTS = lists.ListDefinition(
    noun="request",
    noun_plural="requests",
    has_search=True,
    per_page=10,
    columns=[
        lists.Column("Request", lambda row: {"text": row.title, "sub": row.school}, export=lambda row: row.title),
        lists.Column("About", lambda row: row.area),
        lists.Column("Days", lambda row: {"text": row.days, "numeric": True}, export=lambda row: row.days),
    ],
    filters=[
        lists.Filter(
            "status", "Status", key=lambda row: row.status, labels={"open": "Open", "asked": "Asked", "gone": "Gone"}
        ),
        lists.Filter("area", "About", single=True, key=lambda row: row.area),
    ],
    sorts=[
        lists.Sort("oldest", "Oldest first", key=lambda row: row.title),
        lists.Sort("newest", "Newest first", key=lambda row: row.title, reverse=True),
    ],
)


def rows(number):
    return [
        SimpleNamespace(
            title=f"Request {place:02}",
            school=("Thistlebank School", "Larkrigg School")[place % 2],
            status=("open", "asked")[place % 2],
            area=("Reading", "Maths", "Attendance")[place % 3],
            days=place - 3,
        )
        for place in range(number)
    ]


def actions():
    def one(title, button, days, age):
        return NextAction(title, "Two people said no.", "#x", button, NOW - timedelta(days=age), None, days)

    return [
        one("Nobody has said yes for Wyreholme Academy", "Ask Joy next", -1, 9),
        one("A request came in by e-mail from Tannersdale High School", "Check the draft", 0, 4),
        one("Choose who to ask for Thistlebank School", "Choose", 2, 3),
        one("Say yes to three new people", "Look at them", None, 2),
    ]


def events():
    return [
        Event("Daniel and Priya put a visit in the calendar", NOW - timedelta(days=3), "Thursday 26 November, 9am."),
        Event("Priya said yes", NOW - timedelta(days=10), "“Happy to.”", link_text="Read it", link_url="#it"),
    ]


def bad_form():
    return VisitNoteForm(
        {"visited-day": "17", "visited-month": "", "visited-year": "2026", "length": "full", "how": ["call"]}
    )


def page(number, query):
    asked = lists.chosen(REQUESTS, QueryDict(query))
    found, answers = lists.narrow(REQUESTS, rows(number), asked)
    return lists.page(REQUESTS, asked, found, answers)


def pages():
    """Name of the page: its template and context."""
    waiting = [["Owen Pritchard", "May Marcus help?", {"text": "Tue 20 October", "sub": "5 working days"}, "Reminder"]]
    dates = [{"on": date(2026, 11, 26), "title": "Visit", "text": "9am", "link_text": "Add", "link_url": "#a"}]
    return {
        "home": ("home.html", {"now": NOW, "actions": actions(), "waiting": waiting}),
        "request": ("request.html", {"now": NOW, "events": events(), "dates": dates}),
        "form": ("note_form.html", {"form": VisitNoteForm(initial={"visited": date(2026, 11, 3), "school": 2})}),
        "form_with_errors": ("note_form.html", {"form": bad_form()}),
        "empty": ("empty.html", {}),
        "list": ("requests.html", {"page": page(60, "status=open&page=2")}),
        "list_of_nothing": ("requests.html", {"page": page(0, "")}),
        "list_narrowed_to_nothing": ("requests.html", {"page": page(0, "status=open&q=zebra")}),
        "public": ("public.html", {}),
    }


def request_for(programme=RIBBLE, path="/ribble/home/"):
    request = RequestFactory().get(path)
    request.programme = programme
    request.at = NOW
    return request


def environment_with_gallery():
    loader = engines["jinja2"].env.loader
    return environment(loader=ChoiceLoader([loader, FileSystemLoader(TEMPLATES)]))


def draw(name, env=None):
    template, context = pages()[name]
    found = (env or environment_with_gallery()).get_template(template)
    return found.render({**block_context(request_for()), **context})


def stand_in_navigation(request):
    return [registry.NavigationItem(text, f"/ribble/{section}/", section) for text, section in SECTIONS]


def stand_in_account(request):
    return registry.Account("Farah Siddiqui", "Coordinator", "/sign-out/")


def write(folder):
    """Write every page of the gallery as a file, to be looked at."""
    env = environment_with_gallery()
    for name in pages():
        (Path(folder) / f"{name}.html").write_text(draw(name, env), encoding="utf-8")
