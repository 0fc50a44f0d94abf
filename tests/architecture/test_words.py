"""Nothing is put off in a comment, and names are spelt one way."""

import pytest

from tests.architecture.rules import words
from tests.architecture.rules.source import REPOSITORY, Module, modules
from tests.architecture.waivers import remaining


def test_the_words_are_those_of_the_house():
    tree = modules()
    assert remaining(words.put_off(tree) + words.spelling(tree) + words.in_templates(), words.RULES) == []


def test_the_tests_and_tools_put_nothing_off_either():
    trees = [modules(REPOSITORY / name) for name in ("tests", "tools", "benchmarks")]
    assert [str(finding) for tree in trees for finding in words.put_off(tree)] == []


@pytest.mark.parametrize(
    "comment",
    [
        "TODO: check",
        "FIXME",
        "XXX why",
        "HACK around it",
        "Later: send a mail",
        "we send a mail later",
        "good for now",
    ],
)
def test_a_promise_is_found(comment):
    assert len(words.put_off([Module("people/rules.py", f"a = 1  # {comment}")])) == 1


@pytest.mark.parametrize("comment", ["PostgreSQL 15 or later", "the later of two dates counts", "sent two days after"])
def test_plain_comments_are_left_alone(comment):
    assert words.put_off([Module("people/rules.py", f"a = 1  # {comment}")]) == []


@pytest.mark.parametrize(
    "source",
    [
        "brand_color = 1",
        "class OrganizationForm: ...",
        "def programs(): ...",
        "def show(program): ...",
        "self.color = 1",
        "color: str",
    ],
)
def test_american_names_are_found(source):
    assert len(words.spelling([Module("people/rules.py", source)])) == 1


@pytest.mark.parametrize("source", ["programme = 1", "colour = theme.color", "draw(color=colour)", "programmer = 1"])
def test_british_names_and_names_of_libraries_are_left_alone(source):
    assert words.spelling([Module("people/rules.py", source)]) == []


def test_a_computer_program_keeps_its_spelling():
    assert words.spelling([Module("database/binaries.py", "program = 1")]) == []


def test_american_words_on_the_page_are_found(tmp_path):
    folder = tmp_path / "people" / "templates" / "people"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(
        '<p class="color">Your {{ program }} organisation</p>\n<p>Your organization</p>\n{# FIXME #}',
        encoding="utf-8",
    )
    assert [(found.rule, found.line) for found in words.in_templates(tmp_path)] == [
        ("spelling", 2),
        ("put-off", 3),
    ]
