"""Spreadsheets that were brought in, and past links."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.imports.enums import ImportKind, ImportStatus
from linkage.imports.models import ColumnMemory, SheetImport
from linkage.links.models import PastLink
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side", schools: list) -> None:
    own, (client, home, _) = {"programme": side.programme}, schools
    past = PastLink.objects.create(
        **own,
        linked_on=NOW.date() - timedelta(days=900),
        client_organisation=client,
        home_organisation=home,
        people="Who",
        about="About",
        notes="Notes",
        said_when="When",
        row_key="before",
        added_at=NOW,
    )
    sheet = {
        **own,
        "kind": ImportKind.PAST_LINKS,
        "brought_by": side.people["coordinator"],
        "file_name": "old.xlsx",
        "header_row": 1,
        "headings": ["Date", "Asking", "Helping"],
        "mapping": ["linked_on", "client", "home"],
        "created_at": NOW,
    }
    right, wrong = [2, ["14/03/2024", str(client.urn), str(home.urn)]], [4, ["14/03/2024", str(client.urn)] * 2]
    checked = SheetImport.objects.create(
        **sheet, rows=[right, [3, ["soon", str(home.urn), "Nowhere"]], wrong], skipped=[[5, "A total, not a row"]]
    )
    brought = SheetImport.objects.create(
        **sheet,
        status=ImportStatus.DONE,
        counts={"new": 1},
        made_ids=[past.pk],
        row_keys=["before"],
        rows=[wrong],
        confirmed_at=NOW,
    )
    ColumnMemory.objects.create(**own, kind=ImportKind.PAST_LINKS, fingerprint="0", mapping={}, saved_at=NOW)
    side.records |= {"sheet_import_id": checked.pk, "brought_id": brought.pk, "past_link_id": past.pk}
