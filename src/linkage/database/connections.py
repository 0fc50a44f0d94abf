"""Django's two connections to the one database. Pure: reads the environment, starts nothing."""

import os
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from linkage.database.home import DATABASE, PORT, linkage_home, socket_folder

WEB_POOL = {"min_size": 1, "max_size": 4, "timeout": 5}
LOGINS = {"web": "linkage_app", "cli": "linkage_app", "worker": "linkage_worker"}

_DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def is_embedded() -> bool:
    """Say whether Linkage runs its own PostgreSQL, as it does unless `DATABASE_URL` names a server."""
    return not os.environ.get("DATABASE_URL")


def databases(*, role: str) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES for a process that is "web", "worker" or "cli".

    `default` serves: it logs in as `linkage_app`, or as `linkage_worker` acting as linkage_app, and only the
    web keeps a pool. `owner` migrates; a lock it cannot get in four seconds ends the migration, not the
    service.
    Raise ImproperlyConfigured for an unknown role or an address that is none.
    """
    if role not in LOGINS:
        raise ImproperlyConfigured(f"LINKAGE_ROLE is “{role}”. It must be one of: {', '.join(LOGINS)}.")
    owner, serving = _owner(), _serving(LOGINS[role])
    if owner["NAME"] != serving["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL and the other database addresses must name the same database.")
    _add_options(owner, "-c lock_timeout=4000")
    if role == "worker":
        # The login itself has no rights: it acts as linkage_app and enters linkage_cross only by SET LOCAL ROLE.
        _add_options(serving, "-c role=linkage_app")
    if role == "web":
        serving["OPTIONS"]["pool"] = dict(WEB_POOL)
    # Tests: the owner makes and migrates the test database, all else runs in it as the serving login.
    serving["TEST"] = {"MIRROR": "owner"}
    return {"default": serving, "owner": owner}


def _owner() -> dict[str, Any]:
    if is_embedded():
        return _embedded("linkage_owner")
    return _parse("DATABASE_URL", os.environ["DATABASE_URL"])


def _serving(login: str) -> dict[str, Any]:
    """Return the serving connection: its own address, else the owner's server under its own name."""
    if is_embedded():
        return _embedded(login)
    variable = "DATABASE_WORKER_URL" if login == "linkage_worker" else "DATABASE_APP_URL"
    if given := os.environ.get(variable):
        return _parse(variable, given)
    return {**_owner(), "USER": login, "PASSWORD": ""}


def _embedded(login: str) -> dict[str, Any]:
    return _entry(NAME=DATABASE, USER=login, HOST=str(socket_folder(linkage_home())), PORT=str(PORT))


def _parse(variable: str, url: str) -> dict[str, Any]:
    """Read an address as libpq does; what Django has no name for (sslmode, …) is handed on as an option."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # Without the cause: it would print the address, and with it the password.
        raise ImproperlyConfigured(
            f"{variable} is not an address like postgresql://linkage_owner:password@host:5432/linkage"
        ) from None
    named = {_DJANGO_NAMES[key]: str(value) for key, value in parts.items() if key in _DJANGO_NAMES}
    options = {key: value for key, value in parts.items() if key not in _DJANGO_NAMES}
    if "NAME" not in named:
        raise ImproperlyConfigured(f"{variable} names no database.")
    return _entry(**named) | {"OPTIONS": options}


def _entry(**named: str) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "OPTIONS": {}, "TEST": {}, **named}


def _add_options(entry: dict[str, Any], options: str) -> None:
    entry["OPTIONS"]["options"] = f"{entry['OPTIONS'].get('options', '')} {options}".strip()
