"""The installation's signing secret, made once."""

import os
import secrets
from pathlib import Path


def kept_secret(home: Path) -> str:
    """Return the secret kept in the home folder, making it (readable by its owner only) at the first call.

    Several processes may start at once: each writes its own file, and the first to link it into place wins.
    """
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        mine = home / f".secret-key-{os.getpid()}"
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(48))
        try:
            os.link(mine, path)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return path.read_text()
