"""A PostgreSQL of your own, named in `DATABASE_URL`: somebody else starts it, we only knock."""

from typing import Any

import psycopg

from linkage.database.connections import databases
from linkage.database.errors import DatabaseUnavailable

KNOCK_SECONDS = 10
_KEYS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def reach() -> None:
    """Log in once as each of the three that Linkage works as.

    Raise DatabaseUnavailable, which names the address to look at and what the server said.
    """
    web, worker = databases(role="web"), databases(role="worker")
    addresses = {
        "DATABASE_URL": web["owner"],
        "DATABASE_APP_URL": web["default"],
        "DATABASE_WORKER_URL": worker["default"],
    }
    for variable, address in addresses.items():
        try:
            psycopg.connect(**_parameters(address)).close()
        except psycopg.OperationalError as problem:
            raise DatabaseUnavailable(
                f"Linkage cannot use the database of {variable} as {address['USER']}.\n{problem}\n"
                "Start that server, or correct the address, the name or the password: docs/operate/postgresql.md."
            ) from None


def _parameters(address: dict[str, Any]) -> dict[str, Any]:
    options = {key: value for key, value in address["OPTIONS"].items() if key != "pool"}
    named = {ours: address[theirs] for theirs, ours in _KEYS.items() if address.get(theirs)}
    return {"connect_timeout": KNOCK_SECONDS, **named, **options}
