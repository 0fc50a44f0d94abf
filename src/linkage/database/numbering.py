"""Numbers that count within a programme: R-0412, the third plan."""

from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet


def next_number(rows: QuerySet[Any, Any], *, of: str) -> int:
    """Return one more than the highest `number` of `rows`; of two at once the second waits for the first's end.

    `of` says what is counted and for whom ("request number <programme>"): only those with the same words wait.
    """
    key = int.from_bytes(sha256(of.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key])
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
