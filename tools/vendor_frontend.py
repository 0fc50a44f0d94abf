"""Fetch the style sheets, scripts and font of the pages from npm into `src/linkage/ui/static/ui/vendor/`.

For maintainers: the result is committed, so nobody else needs node. Run `python tools/vendor_frontend.py`.
What is left out, and why: GDS Transport and the crest may be used on GOV.UK only; an address that begins
with "/" breaks `collectstatic`; source maps are not shipped.
"""

import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src/linkage/ui/static/ui/vendor"
AXE = ROOT / "tests/journeys/vendor/axe.min.js"
VERSIONS = {
    "govuk-frontend": "6.3.0",
    "@ministryofjustice/frontend": "11.1.0",
    "htmx.org": "2.0.11",
    "accessible-autocomplete": "3.0.1",
    "inter-ui": "4.1.1",
    "axe-core": "4.14.1",
}
COPIES = {
    "govuk-frontend": {"dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js"},
    "htmx.org": {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE"},
    "accessible-autocomplete": {
        "dist/accessible-autocomplete.min.js": "accessible-autocomplete.min.js",
        "dist/accessible-autocomplete.min.css": "accessible-autocomplete.min.css",
        "LICENSE.txt": "accessible-autocomplete.LICENSE",
    },
    "inter-ui": {
        "variable-latin/InterVariable-subset.woff2": "inter-latin.woff2",
        "LICENSE.txt": "inter.LICENSE",
    },
}
STYLES = {
    "govuk-frontend": ("dist/govuk/govuk-frontend.min.css", "govuk-frontend.min.css"),
    "@ministryofjustice/frontend": ("moj/moj-frontend.min.css", "moj-frontend.min.css"),
}


def fetch(package: str, version: str, into: Path) -> Path:
    """Download one package by `npm pack` and unpack it."""
    command = ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(into)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    folder = into / name.removesuffix(".tgz")
    with tarfile.open(into / name) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def clean_style(text: str) -> str:
    """The style sheet without fonts and crest that are GOV.UK's own, with addresses relative to itself."""
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = re.sub(r"@supports \([^{]*\{\.govuk-footer__copyright-logo:before\{[^}]*\}\s*\}", "", text)
    text = re.sub(r"\.govuk-footer__copyright-logo[^{}]*\{[^}]*\}", "", text)
    text = re.sub(r"\.moj-header__logotype-crest[^{},]*\{[^}]*\}", "", text)
    text = re.sub(r"@media print\{\s*\.([^{}]*)\{font-family:sans-serif\}\s*\}", "", text)
    text = text.replace("font-family:GDS Transport,arial,sans-serif", "font-family:var(--lk-font)")
    text = text.replace("font-family:sans-serif", "font-family:var(--lk-font)")
    return strip_source_map(text.replace("/assets/images/", "images/"))


def strip_source_map(text: str) -> str:
    """The text without its source map line, which would ask for a file that is not shipped."""
    return re.sub(r"\s*(/\*|//)# sourceMappingURL=[^\n*]*(\*/)?\s*$", "\n", text)


def copy(source: Path, target: Path) -> None:
    """Copy one file; scripts and style sheets lose their source map line."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".js", ".css"}:
        target.write_text(strip_source_map(source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def vendor_style(package: str, folder: Path) -> None:
    """Clean one style sheet and copy the pictures it names."""
    origin, name = STYLES[package]
    text = clean_style((folder / origin).read_text(encoding="utf-8"))
    (VENDOR / name).write_text(text, encoding="utf-8")
    for picture in sorted(set(re.findall(r"url\(images/([^)]+)\)", text))):
        copy(folder / "moj/assets/images" / picture, VENDOR / "images" / picture)


def main() -> None:
    """Fetch every package and write the vendor folder anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        for package, version in VERSIONS.items():
            folder = fetch(package, version, Path(scratch))
            if package in STYLES:
                vendor_style(package, folder)
            for origin, name in COPIES.get(package, {}).items():
                copy(folder / origin, VENDOR / name)
            if package == "axe-core":
                copy(folder / "axe.min.js", AXE)
    lines = [f"{package} {version}" for package, version in sorted(VERSIONS.items())]
    (VENDOR / "VERSIONS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"Written: {VENDOR.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
