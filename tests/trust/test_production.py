"""W5: what the production profile sets, asked of Django's own deployment check and of real answers."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

A_YEAR = 365 * 24 * 60 * 60
ROOT = Path(__file__).parents[2]
SETTINGS = [
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SECURE_PROXY_SSL_HEADER",
    "DEBUG",
    "ALLOWED_HOSTS",
    "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SAMESITE",
]
PRINTED = "import json; from django.conf import settings; print(json.dumps({n: getattr(settings, n) for n in %r}))"


def production(home: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess:
    """Run Django with the settings that a server would have."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINKAGE_", "DJANGO_"))}
    given = {
        "DJANGO_SETTINGS_MODULE": "linkage.config.settings",
        "LINKAGE_PRODUCTION": "1",
        "LINKAGE_HOME": str(home),
        "LINKAGE_SECRET_KEY": secrets.token_urlsafe(64),
        "LINKAGE_HOSTS": "linkage.example",
        "LINKAGE_BASE_URL": "https://linkage.example",
        "PYTHONPATH": str(ROOT / "src"),
        **changes,
    }
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=kept | given, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> dict:
    done = production(tmp_path_factory.mktemp("home"), "-c", PRINTED % SETTINGS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def served(profile, settings):
    """This process with the production profile."""
    for name, value in profile.items():
        setattr(settings, name, tuple(value) if name == "SECURE_PROXY_SSL_HEADER" else value)
    settings.ALLOWED_HOSTS = ["testserver"]


def check(home: Path, **changes: str) -> subprocess.CompletedProcess:
    return production(home, "-m", "django", "check", "--deploy", "--fail-level", "WARNING", **changes)


def test_djangos_own_check_of_a_deployment_finds_nothing(tmp_path):
    done = check(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_that_check_can_fail(tmp_path):
    """The control: without the profile, and with a short secret, it complains."""
    assert check(tmp_path, LINKAGE_PRODUCTION="").returncode != 0
    assert check(tmp_path, LINKAGE_SECRET_KEY="short").returncode != 0


def test_debugging_is_off_whatever_the_profile(profile, settings):
    assert profile["DEBUG"] is False
    assert settings.DEBUG is False


@pytest.mark.django_db
def test_cookies_belong_to_this_host_alone(served, profile, somebody):
    client = Client()
    client.force_login(somebody)
    cookies = client.get("/account/", secure=True).cookies
    cookies.update(Client().get("/sign-in/", secure=True).cookies)
    assert set(cookies) == {"__Host-linkage_session", "__Host-linkage_csrf"}
    for cookie in cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")


@pytest.fixture
def somebody():
    from linkage.accounts.tests.factories import account  # noqa: PLC0415 - Django is ready now

    return account()


@pytest.mark.django_db
def test_browsers_are_held_to_https_for_a_year_at_least(served):
    client = Client()
    answer = client.get("/sign-in/", secure=True)
    parts = dict(part.strip().partition("=")[::2] for part in answer["Strict-Transport-Security"].split(";"))
    assert int(parts["max-age"]) >= A_YEAR
    assert "includeSubDomains" in parts
    plain = client.get("/sign-in/")
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/sign-in/")


@pytest.mark.django_db
def test_another_host_is_refused(served):
    assert Client().get("/sign-in/", secure=True, headers={"host": "evil.example"}).status_code == 400


DEMO = "from django.conf import settings; print(settings.DEMO, settings.SMTP_URL)"
RELAY = "smtp://relay.example"


def test_a_demo_cannot_be_a_production_installation(tmp_path):
    """Anybody signs in as anybody there, so the settings themselves refuse; each alone is fine."""
    both = production(tmp_path, "-c", DEMO, LINKAGE_DEMO="1")
    assert both.returncode != 0
    assert "LINKAGE_DEMO=1 lets anybody sign in as anybody" in both.stderr
    assert production(tmp_path, "-c", DEMO).stdout.split() == ["False"]
    assert production(tmp_path, "-c", DEMO, LINKAGE_PRODUCTION="", LINKAGE_DEMO="1").stdout.split() == ["True"]


def test_a_demo_hands_no_mail_to_a_relay(tmp_path):
    given = {"LINKAGE_PRODUCTION": "", "LINKAGE_SMTP_URL": RELAY}
    assert production(tmp_path, "-c", DEMO, **given, LINKAGE_DEMO="1").stdout.split() == ["True"]
    assert production(tmp_path, "-c", DEMO, **given).stdout.split() == ["False", RELAY]
