"""The forms that stand on pages, read from their HTML as a browser would, and filled in as a person might."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# What a browser's form carries beside answers.
CARRIED = {"csrfmiddlewaretoken", "form_key"}
WORDS = "Some words about reading in Year 9"
TYPED = {"number": "2", "tel": "01632 960 001", "search": "school"}
LATELY = {"day": "3", "month": "11", "year": "2026"}
# Where words of ours make no sense, or only a later day does.
KNOWN = {
    "days_limit": "3",
    # What is held began before today.
    "from_on-year": "2024",
    # What was talked about, decided or done lies behind us.
    **{f"{name}-{part}": value for name in ("talked_on", "decided_on") for part, value in LATELY.items()},
    "distance_limit_miles": "",
    # Schools answer before anybody visits them.
    "answers_by_on-day": "3",
    "answers_by_on-month": "5",
    "answers_by_on-year": "2027",
    "trusts": "",
    "contact_phone": "01632 960 001",
    "method": "by_hand",
    "homepage": "",
    "places": "2",
    "days": "2",
    "half_days": "2",
    "day_price_pence": "500",
    "other_pence": "",
    "budget_pence": "500000",
    "paid_pence": "100",
    "postcode": "",
    "agreed_note": "",
    "price_note": "",
    "price_pounds": "",
    "reference": "",
    "second_area": "",
    "third_area": "",
    "website": "",
    # Money of support: one line of days and one sum, and a card with one price.
    "half_days_1": "2",
    "half_days_2": "",
    "half_days_3": "",
    "cover_half_days": "",
    "cover_day_pence": "",
    "miles": "",
    "mile_pence": "0.45",
    "other_pence_1": "9",
    "other_2": "",
    "other_pence_2": "",
    "sum_pence": "",
    **{f"name_{row}": "" for row in range(2, 7)},
    **{f"day_pence_{row}": "350" if row == 1 else "" for row in range(1, 7)},
    "percent": "15",
    "a_day_pence": "",
    "most_percent": "",
    "most_pence": "",
}
PARTS = {"day": "14", "month": "6", "year": "2027"}


@dataclass
class Field:
    """One name in a form: its kind, what it holds already, and what may be chosen."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)

    @property
    def is_chosen(self) -> bool:
        """Whether the answer is one of those offered, or carried along unseen."""
        return self.kind in ("select", "radio", "checkbox", "hidden", "submit")

    def answer(self) -> list[str]:
        """What a person would send: what is there, else the first choice, else a few words."""
        if self.name in KNOWN:
            return [KNOWN[self.name]]
        if self.values or self.kind == "hidden":
            return self.values
        if self.options:
            return [next((one for one in self.options if one), "")]
        if self.kind == "email":
            return [f"somebody.{self.name}@school.example"]  # one for each field, as each is another person's
        part = PARTS.get(self.name.rpartition("-")[2]) or PARTS.get(self.name.rpartition("_")[2])
        return [part or TYPED.get(self.kind, WORDS)]


@dataclass
class Form:
    """A form that posts: where to, and its fields by name. Each button with a name makes a form of its own."""

    address: str
    fields: dict[str, Field] = field(default_factory=dict)

    def answers(self) -> dict[str, list[str]]:
        """A filled-in form."""
        return {name: each.answer() for name, each in self.fields.items() if name not in CARRIED}


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.form, self.select, self.area = page, [], None, None, None
        self.buttons: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = given.get("method", "get").lower() == "post"
            self.form = Form(urljoin(self.page, given.get("action") or self.page)) if is_post else None
            self.buttons = []
        elif self.form is not None:
            getattr(self, f"_{tag}", lambda given: None)(given)

    def handle_data(self, data):
        if self.area is not None and data.strip():
            self.area.values = [data]

    def handle_endtag(self, tag):
        if tag == "form" and self.form is not None:
            self._close()
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def _close(self):
        form, self.form = self.form, None
        for name, value in self.buttons or [("", "")]:
            extra = {name: Field(name, "submit", [value], [value])} if name else {}
            self.forms.append(Form(form.address, {**form.fields, **extra}))

    def _named(self, given, kind) -> Field:
        return self.form.fields.setdefault(given["name"], Field(given["name"], kind))

    def _input(self, given):
        kind = given.get("type", "text")
        if not given.get("name") or kind == "submit":
            return
        found = self._named(given, kind)
        if kind in ("radio", "checkbox"):
            found.options.append(given.get("value", "on"))
            if "checked" in given:
                found.values.append(given.get("value", "on"))
        elif given.get("value"):
            found.values.append(given["value"])

    def _select(self, given):
        self.select = self._named(given, "select")

    def _option(self, given):
        if self.select is not None:
            self.select.options.append(given.get("value", ""))
            if "selected" in given and given.get("value"):
                self.select.values = [given["value"]]

    def _textarea(self, given):
        self.area = self._named(given, "textarea")

    def _button(self, given):
        if given.get("name"):
            self.buttons.append((given["name"], given.get("value", "")))


def forms_on(html: str, page: str) -> list[Form]:
    """Return the forms on a page that post."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms


def without_query(address: str) -> str:
    """Return the path alone."""
    return urlsplit(address).path
