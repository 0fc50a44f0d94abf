"""Settings. Everything a person running Linkage may change comes from the environment; the rest is decided here."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from linkage.database import connections
from linkage.database.home import linkage_home

PACKAGE = Path(__file__).resolve().parent.parent
HOME = linkage_home()

# "demo-like" plain http on a phone must work out of the box; the production profile is one setting.
PRODUCTION = os.environ.get("LINKAGE_PRODUCTION", "") == "1"
DEBUG = False
# Invented schools and people, whose part anybody may take by one click: never where there are real ones.
DEMO = os.environ.get("LINKAGE_DEMO", "") == "1"
if DEMO and PRODUCTION:
    raise ImproperlyConfigured(
        "LINKAGE_DEMO=1 lets anybody sign in as anybody, so it cannot run with LINKAGE_PRODUCTION=1. Take one away."
    )


def _secret() -> str:
    """Return the signing secret: from the environment, else one made once and kept in the home folder."""
    given = os.environ.get("LINKAGE_SECRET_KEY")
    if given:
        return given
    from linkage.config.secret import kept_secret  # noqa: PLC0415 (touches the disk: only when needed)

    return kept_secret(HOME)


SECRET_KEY = _secret()
ALLOWED_HOSTS = [h for h in os.environ.get("LINKAGE_HOSTS", "").split(",") if h] or ["*"]
# Addresses in mails need a host of ours, never the one a request claims to come from.
BASE_URL = os.environ.get("LINKAGE_BASE_URL", "")

# One list, in the order of the layers; a template folder, migrations and url include follow from it.
LINKAGE_APPS = [
    "config",
    "demo",
    "brokering",
    "engagements",
    "enquiries",
    "imports",
    "peer_review",
    "links",
    "support_requests",
    "practice",
    "directory",
    "areas",
    "people",
    "organisations",
    "accounts",
    "messaging",
    "documents",
    "programmes",
    "ui",
    "search",
    "access",
    "database",
]

AUTH_USER_MODEL = "accounts.Account"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "csp",
    *(f"linkage.{app}" for app in LINKAGE_APPS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "linkage.access.middleware.reference",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "linkage.accounts.middleware.session_ages",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "linkage.access.middleware.no_store",
]

ROOT_URLCONF = "linkage.config.urls"
WSGI_APPLICATION = "linkage.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / app / "templates" for app in LINKAGE_APPS],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "linkage.ui.environment.environment", "auto_reload": False},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = connections.databases(role=os.environ.get("LINKAGE_ROLE", "web"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Room for the limits of many addresses at once: a full cache would forget them, which is what a sprayer wants.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "linkage_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# Above `access` stand the apps that know programmes and people; the door finds them by name.
PROGRAMME_FINDER = "linkage.programmes.queries.find"
ACTOR_BUILDER = "linkage.people.queries.build_actor"

# Sign-in by a code sent to an address a programme knows; accounts are made by `people`, never by a visitor.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "linkage.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# The *_from_here limits are of one address from one place, so that a stranger cannot shut its holder out.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "100/h/ip,10/5m/key",
    "ask_from_here": "5/5m/key",
    "guess_from_here": "100/h/ip,6/5m/key",
    "guess": "10/5m/key",
    "join": "100/h/ip,10/h/key",
    "join_from_here": "5/h/key",
    # A whole school sits behind one network address: what is counted closely is who is written to.
    "enquire": "600/h/ip,10/h/key",
    "enquire_from_here": "5/h/key",
}
# Whoever sends a form of the public pages sooner than this after it was shown is no person.
VISITOR_FORM_SECONDS = 3
# How many proxies of yours stand in front; without one, forwarding headers are anybody's word and count for nothing.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LINKAGE_PROXIES", "0"))

LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "linkage_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "linkage.ui.errors.csrf_failure"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Action links carry their token in the path: it must never travel on.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-linkage_session"
    CSRF_COOKIE_NAME = "__Host-linkage_csrf"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Mail: where the worker hands it over, and the relay's own log, which settles what became of a lost answer.
EMAIL_BACKEND = "linkage.messaging.backends.OutboxBackend"
# The demo's people are invented and so are their addresses: its mails stay in its mailbox.
SMTP_URL = "" if DEMO else os.environ.get("LINKAGE_SMTP_URL", "")
MAIL_FROM = os.environ.get("LINKAGE_MAIL_FROM", "") or f"linkage@{urlsplit(BASE_URL).hostname or 'localhost'}"
# To look whether mails are believed: the name of the relay's signing key, and a name server (host:port) of one's own.
DKIM_SELECTOR = os.environ.get("LINKAGE_DKIM_SELECTOR", "")
DNS_SERVER = os.environ.get("LINKAGE_DNS_SERVER", "")
RELAY_LOG = os.environ.get("LINKAGE_RELAY_LOG", "")
# Mail that comes in: the address it comes to, the one mail server whose word about a sender counts, and how we get it:
# by asking a mailbox (imaps://user@host:993/INBOX, its password in a file), by a signed call, or both.
MAILBOX = "linkage@linkage.example" if DEMO else os.environ.get("LINKAGE_MAILBOX", "").lower()
MAILBOX_TRUSTS = os.environ.get("LINKAGE_MAILBOX_TRUSTS", "")
IMAP_URL = "" if DEMO else os.environ.get("LINKAGE_IMAP_URL", "")
IMAP_PASSWORD_FILE = os.environ.get("LINKAGE_IMAP_PASSWORD_FILE", "")
MAIL_HOOK_KEY_FILE = "" if DEMO else os.environ.get("LINKAGE_MAIL_HOOK_KEY_FILE", "")
# All waiting times of delivery are multiplied by this: tests have no hours to wait.
MAIL_PACE = float(os.environ.get("LINKAGE_MAIL_PACE", "1"))

# Where clamd listens: a path of its socket, or host:port. Without it our own checks of files are all there is (ADR 18).
CLAMD = "" if DEMO else os.environ.get("LINKAGE_CLAMD", "")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "linkage.ui.staticfiles.ManifestStorage"},
}
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Request paths may hold action-link tokens and search words: only our own lines, which name routes, are kept.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.server": {"level": "ERROR"},
        # Each job's start and end: an error is told all the same.
        "procrastinate": {"level": "WARNING"},
    },
}
