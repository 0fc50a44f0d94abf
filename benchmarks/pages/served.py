"""What the benchmark's server runs: the product, and beside it an address that answers with statements alone."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from linkage.config.wsgi import application as product

Start = Callable[[str, list[tuple[str, str]]], Any]
RAW = "/raw"
# The statements of the page, in their order, as the database was given them.
STATEMENTS: list[str] = json.loads(Path(os.environ["LINKAGE_BENCHMARK_STATEMENTS"]).read_text(encoding="utf-8"))


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Answer as the product does; at `/raw` run the page's statements in a transaction and write one line."""
    if environ["PATH_INFO"] != RAW:
        return product(environ, start)  # type: ignore[no-any-return,arg-type]
    rows = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
            rows += len(cursor.fetchall()) if cursor.description else 0
    connection.close()
    body = f"<!doctype html><title>Raw</title><p>{len(STATEMENTS)} statements, {rows} rows</p>".encode()
    start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
