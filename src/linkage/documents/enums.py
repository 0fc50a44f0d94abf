"""Kinds and states of files that are kept."""

from django.db import models

from linkage.documents.rules import kinds


class FileKind(models.TextChoices):
    """What a file is, by what is in it."""

    PDF = kinds.PDF, kinds.KINDS[kinds.PDF].label
    DOCX = kinds.DOCX, kinds.KINDS[kinds.DOCX].label
    XLSX = kinds.XLSX, kinds.KINDS[kinds.XLSX].label
    PPTX = kinds.PPTX, kinds.KINDS[kinds.PPTX].label
    ODT = kinds.ODT, kinds.KINDS[kinds.ODT].label
    PNG = kinds.PNG, kinds.KINDS[kinds.PNG].label
    JPEG = kinds.JPEG, kinds.KINDS[kinds.JPEG].label
    TXT = kinds.TXT, kinds.KINDS[kinds.TXT].label
    CSV = kinds.CSV, kinds.KINDS[kinds.CSV].label


class FileState(models.TextChoices):
    """Whether a file may be handed out."""

    HELD = "held", "Being checked"
    CLEAN = "clean", "Checked"
    REFUSED = "refused", "Not kept"


FILE_MOVES: dict[FileState, set[FileState]] = {
    FileState.HELD: {FileState.CLEAN, FileState.REFUSED},
    # What was kept before there was a scanner is scanned once there is one.
    FileState.CLEAN: {FileState.REFUSED},
    FileState.REFUSED: set(),
}
