"""What is served to browsers comes from us alone, and nothing of GOV.UK's own brand is in it."""

import re
from pathlib import Path

import pytest

from linkage.ui import environment

STATIC = Path(environment.__file__).parent / "static" / "ui"
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
# Names of the SVG standard, never fetched.
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_sheets_ask_only_for_files_beside_them(path):
    for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / address).is_file(), address


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_no_brand_of_govuk_and_no_source_map(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"GDS Transport|govuk-crest|sourceMappingURL|@import", text) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_name_no_outside_address(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = set(re.findall(r"https?://[a-z0-9.]+\.[a-z]{2,}[^\"'` )]*", text))
    assert {address for address in found - NAMESPACES if "zloirock/core-js" not in address} == set()


def test_font_is_small_and_has_its_licence():
    assert (STATIC / "vendor/inter-latin.woff2").stat().st_size < 400_000
    assert "Open Font License" in (STATIC / "vendor/inter.LICENSE").read_text(encoding="utf-8")


def test_reference_style_sheet_is_kept_whole():
    text = (STATIC / "linkage.css").read_text(encoding="utf-8")
    assert text.count("/* ---- Added in the build") == 1
    assert text.index("@media (forced-colors: active)") < text.index("/* ---- Added in the build")
