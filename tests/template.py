"""A database of the tests that is migrated once and copied by everybody who needs one: migrating takes a minute."""

from hashlib import sha256
from pathlib import Path

from django.db import connections

import linkage
from linkage.database import locks
from linkage.database.home import linkage_home

PREFIX = "test_template_"


def migrated() -> str:
    """Return the name of a database with every migration in it; made where none is as new as the migrations are."""
    name = PREFIX + _fingerprint()
    with locks.held(linkage_home() / "template.lock"):
        if name not in (there := _there()):
            _make(name)
            for old in there:
                _tell(f'DROP DATABASE "{old}"')
    return name


def _make(name: str) -> None:
    """Migrate under another name first: a run that is killed half-way leaves nothing that looks whole."""
    owner = connections["owner"]
    real, test = owner.settings_dict["NAME"], owner.settings_dict["TEST"]
    kept, test["NAME"] = test.get("NAME"), f"{name}_half"
    try:
        owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        test["NAME"] = kept
        owner.close()
        owner.close_pool()
        owner.settings_dict["NAME"] = real
    _tell(f'ALTER DATABASE "{name}_half" RENAME TO "{name}"')


def _there() -> list[str]:
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        return [name for (name,) in cursor.fetchall()]


def _tell(statement: str) -> None:
    with connections["owner"]._nodb_cursor() as cursor:
        cursor.execute(statement)


def _fingerprint() -> str:
    """Return what changes with whatever a migration is made of: migrations, the database's own code, the pins."""
    code = Path(linkage.__file__).parent
    files = [*code.glob("*/migrations/*.py"), *code.glob("database/*.py"), *code.glob("database/*.sql")]
    files.append(code.parents[1] / "requirements" / "app.txt")
    found = sha256()
    for file in sorted(files):
        found.update(str(file.relative_to(code.parents[1])).encode() + file.read_bytes())
    return found.hexdigest()[:16]
