"""Our macros give the HTML of the official GOV.UK components, for the shapes we support."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from markupsafe import Markup

FIXTURES = json.loads((Path(__file__).parent / "fixtures" / "govuk_frontend_6_3.json").read_text(encoding="utf-8"))
CASES = [(component, fixture) for component, found in FIXTURES.items() for fixture in found]


def words(part):
    """The text of an option that comes as text or as HTML."""
    if not part:
        return None
    return Markup(part["html"]) if part.get("html") else part.get("text")


def label(options):
    given = options["label"]
    return {
        "label": words(given) or "",
        "label_classes": given.get("classes", ""),
        "heading": bool(given.get("isPageHeading")),
    }


def common(options):
    return {"hint": words(options.get("hint")), "error": words(options.get("errorMessage"))}


def text_field(options):
    return {
        "name": options["name"],
        "id": options.get("id", ""),
        "attributes": options.get("attributes", {}),
        **label(options),
        **common(options),
    }


def legend(options):
    given = (options.get("fieldset") or {}).get("legend") or {}
    return {
        "legend": words(given) or "",
        "legend_classes": given.get("classes", ""),
        "heading": bool(given.get("isPageHeading")),
        **common(options),
    }


def choice(item, picked):
    if not item or "divider" in item:
        return item or None
    return {
        **{key: item[key] for key in ("id", "disabled", "behaviour") if item.get(key)},
        "value": item["value"],
        "text": words(item),
        "checked": item.get("checked", item["value"] in picked),
        "hint": words(item.get("hint")),
        "conditional": words(item.get("conditional")),
    }


def choices(options):
    picked = options.get("values", [options["value"]] if options.get("value") else [])
    return {
        "name": options["name"],
        "id": options.get("idPrefix", ""),
        "items": [choice(item, picked) for item in options["items"]],
        "classes": options.get("classes", ""),
        **legend(options),
    }


def button(options):
    classes = options.get("classes", "")
    kind = next((kind for kind in ("secondary", "warning") if classes == f"govuk-button--{kind}"), "")
    return {
        "text": words(options),
        "href": options.get("href", ""),
        "kind": kind,
        "name": options.get("name", ""),
        "value": options.get("value", ""),
        "type": options.get("type", "submit"),
        "once": options.get("preventDoubleClick", False),
        "attributes": options.get("attributes", {}),
    }


def kept(options, *names):
    return {name: options[name] for name in names if name in options}


def text_input(options):
    affixes = {key: words(options.get(key)) or "" for key in ("prefix", "suffix")}
    extra = kept(options, "value", "inputmode", "autocomplete", "type", "classes")
    return {**text_field(options), **affixes, **extra}


def textarea(options):
    extra = kept(options, "value", "autocomplete", "rows", "classes")
    return {**text_field(options), **extra, "count": options.get("maxlength")}


def select(options):
    items = [
        {**item, "checked": item.get("selected", item["value"] == options.get("value"))}
        for item in options.get("items", [])
    ]
    return {**text_field(options), "items": items, **kept(options, "classes")}


def date_input(options):
    items = options.get("items", [])
    return {
        "name": options.get("namePrefix", options["id"]),
        "id": options["id"],
        "values": {item["name"]: item.get("value") for item in items},
        "wrong": [item["name"] for item in items if "--error" in item.get("classes", "")],
        **legend(options),
    }


def error_summary(options):
    problems = [{"text": words(item), "href": item.get("href", "")} for item in options.get("errorList", [])]
    title = options.get("titleText") or Markup(options.get("titleHtml", ""))
    return {"title": title, "problems": problems, **kept(options, "classes")}


# The official component: our macro, and what turns official options into its arguments.
MACROS = {
    "input": ("input", text_input),
    "textarea": ("textarea", textarea),
    "character-count": ("textarea", textarea),
    "select": ("select", select),
    "file-upload": ("file_input", text_field),
    "radios": ("radios", choices),
    "checkboxes": ("checkboxes", choices),
    "date-input": ("date_input", date_input),
    "button": ("button", button),
    "error-summary": ("error_summary", error_summary),
}


def official(component, fixture):
    """The official HTML; a date of ours always prefixes the names of its parts, which in some fixtures have none."""
    html, options = fixture["html"], fixture["options"]
    if component == "date-input" and "namePrefix" not in options:
        for part in ("day", "month", "year"):
            html = html.replace(f'name="{part}"', f'name="{options["id"]}-{part}"')
    return html


class Shape(HTMLParser):
    """The elements of a piece of HTML without the accidents of writing: space between tags, order of attributes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag):
        self.parts.append(f"/{tag}")

    def handle_data(self, data):
        if data.strip():
            self.parts.append(" ".join(data.split()))


def shape(html):
    parser = Shape()
    parser.feed(html)
    return parser.parts


def drawn(component, options):
    macro, translate = MACROS[component]
    ui = engines["jinja2"].env.globals["ui"]
    return getattr(ui, macro)(**translate(options))


@pytest.mark.parametrize(("component", "fixture"), CASES, ids=[f"{c}: {f['name']}" for c, f in CASES])
def test_macro_equals_official_html(component, fixture):
    assert shape(drawn(component, fixture["options"])) == shape(official(component, fixture))


def test_enough_fixtures_are_compared():
    assert {component: len(found) >= 3 for component, found in FIXTURES.items()} == dict.fromkeys(FIXTURES, True)


def test_comparison_can_fail():
    fixture = FIXTURES["input"][0]
    changed = {**fixture["options"], "name": "another"}
    assert shape(drawn("input", changed)) != shape(fixture["html"])
