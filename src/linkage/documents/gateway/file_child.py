"""The process in which a file to keep is looked through: `python -m linkage.documents.gateway.file_child NAME`.

It knows no Django, no database and no secret, and may take no more memory or time than it is given, nor write a file.
It writes one line of JSON: {"kind": kind} or {"refused": sentence}.
"""

import json
import sys

from linkage.documents.gateway.limiting import limit
from linkage.documents.rules.files import file_kind
from linkage.documents.rules.kinds import SAVE_AS_PDF
from linkage.documents.rules.limits import UnableToKeepFile, UnableToReadSheet

TOO_LARGE = f"The file takes too much to look through. {SAVE_AS_PDF}"


def main() -> None:
    """Look through one file from standard input, and say what it is or why it is not kept."""
    limit()
    try:
        said = {"kind": file_kind(sys.stdin.buffer.read(), sys.argv[1])}
    except (UnableToKeepFile, UnableToReadSheet) as problem:
        said = {"refused": str(problem)}
    except MemoryError:
        said = {"refused": TOO_LARGE}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
