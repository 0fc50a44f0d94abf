"""Addresses of `imports`."""

from django.urls import URLPattern, path

from linkage.imports.enums import ImportKind
from linkage.imports.views import bringing, checking

app_name = "imports"
urlpatterns: list[URLPattern] = [
    path("", bringing.imports, name="imports"),
    path("people/", bringing.upload, {"kind": ImportKind.NOMINATIONS}, name="people"),
    path("past-links/", bringing.upload, {"kind": ImportKind.PAST_LINKS}, name="past-links"),
    path("<uuid:sheet_import_id>/", checking.sheet_import, name="import"),
    path("<uuid:sheet_import_id>/add/", checking.confirm, name="confirm"),
    path("<uuid:sheet_import_id>/rows/", checking.rows, name="rows"),
    path("<uuid:sheet_import_id>/undo/", checking.undo, name="undo"),
    path("<uuid:sheet_import_id>/discard/", checking.discard, name="discard"),
]
