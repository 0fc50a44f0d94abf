"""Words that would do harm on a page that did not escape them, and the eye that sees whether one got through."""

from html.parser import HTMLParser

from django.apps import apps
from django.db import models

from linkage.database.tenancy import acting_in
from linkage.organisations.models import Organisation
from tests.trust.matrix.world import Side

# Each breaks out of another place: an element, an attribute in either quotes, a script, a template, an address.
LONG = "\"><zqx onzqx=1>'><zqx onzqx='1</script><script>zqx()</script>{{7919*7907}}{%raw%}javascript:zqx()"
SHORT = "\"'><zqx onzqx=1>{{7919*7907}}"
ADDRESS = "javascript:zqx()"
CALCULATED = str(7919 * 7907)
# A mail's own HTML is made from a template that escapes (the mails made anew are looked at); the other holds no words.
SKIPPED = {"html", "folded"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster"}


def poison(side: Side) -> None:
    """Put the payloads into every text of every row of this programme, and into the schools of the register it uses."""
    with acting_in(side.programme.id):
        for model in apps.get_models():
            names = {each.attname for each in model._meta.concrete_fields}
            if "programme_id" in names and model._meta.label_lower != "access.auditentry":
                for row in model._default_manager.filter(programme_id=side.programme.id):
                    _poison_row(row, side.canary)
        schools = list(Organisation.objects.filter(memberships__isnull=False).values_list("pk", flat=True))
    with acting_in(None):
        Organisation.objects.filter(pk__in=schools).update(
            town=LONG[:50], website=ADDRESS, diocese=SHORT, trust_name=LONG[:60], type_name=SHORT
        )
    type(side.programme).objects.filter(pk=side.programme.pk).update(name=SHORT, tagline=SHORT, contact_times=SHORT)


def _poison_row(row: models.Model, canary: str) -> None:
    changed = []
    for each in row._meta.concrete_fields:
        value = getattr(row, each.attname)
        if not isinstance(value, str) or canary not in value or "@" in value or each.name in SKIPPED:
            continue
        setattr(row, each.attname, _payload(row, each))
        changed.append(each.name)
    if changed:
        row.save(update_fields=changed)


def _payload(row: models.Model, field: models.Field) -> str:
    """As long a payload as there is room for; where each row has a name of its own, with the beginning of its key."""
    apart = f"{str(row.pk)[:8]} " if any(field.name in one.fields for one in _unique(row)) else ""
    return apart + (LONG if (field.max_length or 999) >= len(apart + LONG) else SHORT)


def _unique(row: models.Model) -> list[models.UniqueConstraint]:
    return [one for one in row._meta.constraints if isinstance(one, models.UniqueConstraint)]


class _Eye(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: (value or "").strip().lower() for name, value in attrs}
        if tag == "zqx":
            self.found.append("an element of the payload")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append("a script inside the page")
        self.found += [f"{name} on <{tag}>" for name in given if name.startswith("on")]
        self.found += [
            f"{name}={value} on <{tag}>"
            for name, value in given.items()
            if name in ADDRESSES and value.startswith(("javascript:", "vbscript:", "data:text"))
        ]


def harm_in(body: str) -> list[str]:
    """What of a payload stands in this HTML as anything but words."""
    eye = _Eye()
    eye.feed(body)
    return eye.found + (["a template was calculated"] if CALCULATED in body else [])
