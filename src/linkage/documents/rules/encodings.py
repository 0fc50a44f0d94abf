"""The letters of a text file: UTF-8, UTF-16 or Windows-1252; right, or refused with the row's number, never spoilt."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from linkage.documents.rules.limits import UnableToReadSheet
from linkage.documents.rules.recognising import SAVE_AGAIN

SAVE_AS_UTF8 = "In Excel choose Save as and “CSV UTF-8”, and choose that file"
_DELIMITERS = ",;\t|"
_TOLD_BY = 50
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
# Letters of two and three bytes that people write in English: accented letters, dashes, quotes, the euro.
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2(?:\x80[\x90-\xbf]|\x82\xac|\x84\xa2)")


def decoded(content: bytes) -> str:
    """Return the text of a file; raises UnableToReadSheet, with the number of the first row that cannot be read."""
    text = _decoded(content)
    if _CONTROL.search(text):
        raise UnableToReadSheet(f"This is not a spreadsheet: it holds more than text. {SAVE_AGAIN}")
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if encoding := _without_mark(content):
        return _strictly(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        row = content[: problem.start].decode(encoding, "ignore").count("\n") + 1
        raise _spoilt(row) from problem


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of ordinary English is nought."""
    even, odd = content[0:4000:2], content[1:4000:2]
    if not even or not odd:
        return ""
    if odd.count(0) * 2 > len(odd) and even.count(0) * 10 < len(even):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) * 2 > len(even) and odd.count(0) * 10 < len(odd) else ""


def _windows(content: bytes) -> str:
    """Windows-1252, row by row: a row that looks like UTF-8 in such a file was pasted in, and would come out spoilt."""
    rows = []
    for number, row in enumerate(content.split(b"\n"), start=1):
        if _SEVERAL_BYTES.search(row):
            raise _spoilt(number)
        try:
            rows.append(row.decode("cp1252"))
        except UnicodeDecodeError as problem:
            raise _spoilt(number) from problem
    return "\n".join(rows)


def _spoilt(row: int) -> UnableToReadSheet:
    return UnableToReadSheet(f"Row {row} holds letters that cannot be read. {SAVE_AS_UTF8}")


def delimiter_of(text: str) -> str:
    """Return what parts the columns: whatever parts most rows into the same number, more than one."""
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        rows = [row for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _TOLD_BY) if row]
        columns, alike = Counter(len(row) for row in rows).most_common(1)[0] if rows else (1, 0)
        if columns > 1 and alike * columns > most:
            best, most = delimiter, alike * columns
    return best


def read_csv(content: bytes) -> Iterator[list[str]]:
    """Yield the rows of a text file, blank ones too; raises UnableToReadSheet."""
    text = decoded(content)
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=said[1] if said else delimiter_of(text))
    number = 1
    try:
        for row in rows:
            yield row
            number += 1
    except csv.Error as problem:
        raise UnableToReadSheet(f"Row {number} is too long or its quotes do not close. {SAVE_AGAIN}") from problem
