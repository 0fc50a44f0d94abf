"""Documents as bytes."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

# A template lies in some app's `data/` and begins with #import "/documents/data/look.typ": both are found from here.
PACKAGE = Path(__file__).resolve().parent.parent
FONTS = PACKAGE / "documents" / "data" / "fonts"
PDF = "application/pdf"


def render(template: str, data: dict[str, Any], *, made_at: datetime | None = None) -> bytes:
    """Return the PDF of a Typst template ("links/data/first_conversation.typ") filled with plain `data`.

    The template reads `data` by `#let data = json(bytes(sys.inputs.data))`. The PDF conforms to PDF/UA-1 and holds only
    fonts of our own, so that it looks and reads the same wherever it is made. With `made_at` the same data give the
    same bytes. Raises FileNotFoundError for a template that is not there and typst.TypstError for one that is broken.
    """
    source = PACKAGE / template
    if not source.is_file():
        raise FileNotFoundError(template)
    return typst.compile(  # type: ignore[no-any-return, unused-ignore]
        source,
        root=PACKAGE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        # Typst counts whole seconds, and refuses parts of one, and every clock but one that never changes.
        timestamp=made_at.astimezone(UTC).replace(microsecond=0) if made_at else None,
    )
