"""Measuring in a process and a home of its own: the settings read their home once, and memory is counted from idle."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def measured(module: str, *arguments: object) -> dict[str, Any]:
    """Return what `python -m module --inside FOLDER …` prints last; FOLDER is a home of its own, gone afterwards.

    Raises subprocess.CalledProcessError when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="linkage-benchmark-") as folder:
        Path(folder).chmod(0o755)
        environment = {
            **os.environ,
            "LINKAGE_HOME": folder,
            "LINKAGE_ROLE": "cli",
            "OPENBLAS_NUM_THREADS": "1",
            "DJANGO_SETTINGS_MODULE": "linkage.config.settings",
        }
        for name in ("DATABASE_URL", "LINKAGE_PG_FAST"):
            environment.pop(name, None)
        command = [sys.executable, "-m", module, "--inside", folder, *map(str, arguments)]
        answer = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found
