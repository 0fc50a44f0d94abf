"""Doors that stay shut in code and templates."""

import pytest

from tests.architecture.rules import safety
from tests.architecture.rules.source import Module, modules
from tests.architecture.waivers import remaining


def test_the_doors_are_shut():
    tree = modules()
    findings = [
        *safety.built_sql(tree),
        *safety.tenancy_setting(tree),
        *safety.tenancy_setting_in_sql(),
        *safety.unescaped_markup(tree),
        *safety.csrf_exempt(tree),
        *safety.templates(),
    ]
    assert remaining(findings, safety.RULES) == []


@pytest.mark.parametrize(
    "source",
    [
        'cursor.execute(f"select {name}")',
        'cursor.execute("select " + name)',
        'cursor.execute("select %s" % name)',
        'cursor.execute("select {}".format(name))',
        'cursor.execute(" and ".join(parts))',
        'cursor.execute(sql=f"select {name}")',
        'sql = f"select {name}"\ncursor.execute(sql)',
        'sql = "select"\nsql += name\ncursor.executemany(sql, [])',
        'migrations.RunSQL(f"drop table {name}")',
        'migrations.RunSQL([f"drop table {name}"])',
        'Person.objects.raw("select " + name)',
        'Person.objects.extra(where=[f"a = {name}"])',
        'RawSQL("select " + name, [])',
    ],
)
def test_built_sql_is_found(source):
    assert len(safety.built_sql([Module("people/queries.py", source)])) == 1
    assert safety.built_sql([Module("database/roles.py", source)]) == []


@pytest.mark.parametrize(
    "source",
    [
        'cursor.execute("select %s", [name])',
        'cursor.execute("select " "1")',
        'cursor.execute("select " + "1")',
        'cursor.execute(SQL("select {}").format(Identifier(name)))',
        'message = f"hello {name}"\ncursor.execute("select 1")',
    ],
)
def test_constant_sql_is_left_alone(source):
    assert safety.built_sql([Module("people/queries.py", source)]) == []


SETTINGS = [
    "select set_config('linkage.programme_id', %s, true)",
    "SET LOCAL ROLE linkage_cross",
    "set local linkage.programme_id = 'x'",
    "select 1; SET linkage.programme_id TO 'x'",
    "SET ROLE linkage_owner",
]


@pytest.mark.parametrize("sql", SETTINGS)
def test_a_setting_outside_tenancy_is_found(tmp_path, sql):
    source = f"cursor.execute({sql!r})"
    assert len(safety.tenancy_setting([Module("people/queries.py", source)])) == 1
    assert len(safety.tenancy_setting([Module("database/roles.py", source)])) == 1
    assert safety.tenancy_setting([Module("database/tenancy.py", source)]) == []
    (tmp_path / "planted.sql").write_text(sql, encoding="utf-8")
    assert len(safety.tenancy_setting_in_sql(tmp_path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Set up your school",
        "update person\nset name = %s",
        "language sql\nset search_path = pg_catalog as",
        "settle",
    ],
)
def test_plain_words_and_updates_are_left_alone(text):
    assert safety.tenancy_setting([Module("people/queries.py", f"text = {text!r}")]) == []


def test_a_docstring_may_speak_of_settings():
    assert safety.tenancy_setting([Module("people/queries.py", '"""SET LOCAL ROLE is not for us."""')]) == []


@pytest.mark.parametrize(
    "source",
    [
        "mark_safe(text)",
        "Markup(text)",
        "safestring.SafeString(text)",
        'Markup(f"<b>{a}</b>")',
        'Markup("<b>" + a)',
    ],
)
def test_markup_declared_safe_is_found(source):
    assert len(safety.unescaped_markup([Module("people/presenters.py", source)])) == 1


def test_markup_written_in_the_source_is_left_alone():
    assert safety.unescaped_markup([Module("ui/icons.py", 'Markup("<b>{}</b>").format(name)')]) == []


@pytest.mark.parametrize(
    "source", ["@csrf_exempt\ndef hook(request): ...", "from django.views.decorators.csrf import csrf_exempt"]
)
def test_a_view_without_form_token_is_found(source):
    assert len(safety.csrf_exempt([Module("messaging/views.py", source)])) == 1


def plant(root, text):
    folder = root / "people" / "templates" / "people"
    folder.mkdir(parents=True)
    (folder / "person.html").write_text(text, encoding="utf-8")
    return safety.templates(root)


@pytest.mark.parametrize(
    "text",
    [
        "{{ name|safe }}",
        "{{ name | safe }}",
        "{{ ('<b>' ~ name) | safe }}",
        "{{ names['a'] | safe }}",
        "{% autoescape false %}{{ name }}{% endautoescape %}",
        "<script>alert(1)</script>",
        "<script nonce='a'>\n  let a = {{ name }}\n</script>",
        "<style>p { margin: 0 }</style>",
        '<p style="margin: 0">',
        '<p\n  class="a" style="margin: 0">',
        '<button onclick="go()">',
        "<img src={{ a }} onerror=go()>",
        '<form hx-on:submit="go()">',
        '<a href="javascript:go()">',
        '{{ govukButton({"attributes": {"onclick": "go()"}}) }}',
        '{{ govukButton({"attributes": {"style": "margin: 0"}}) }}',
    ],
)
def test_code_in_a_template_is_found(tmp_path, text):
    assert len(plant(tmp_path, f"<p>\n{text}\n</p>")) >= 1


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{{ static("ui/linkage.js") }}"></script>',
        '<script type="application/json">{{ figures|tojson }}</script>',
        "{% call panel(only=true) %}{% endcall %}",
        "<p{{ ' aria-current=\"page\"' | safe if current }}>",
        '<p class="style">Turn on = ready</p>',
        "{# never <script>body</script> #}",
    ],
)
def test_a_plain_template_is_left_alone(tmp_path, text):
    assert plant(tmp_path, text) == []


def test_the_line_of_a_finding_is_right(tmp_path):
    [finding] = plant(tmp_path, "{#\n two\n#}\n<p style='a'>")
    assert finding.line == 4
