"""A question whose answer is a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from linkage.documents.gateway import Checked, UnableToKeepFile, check
from linkage.documents.rules.kinds import ALLOWED, ENDINGS
from linkage.documents.rules.limits import USUAL

TOO_LARGE = f"The file must be smaller than {USUAL.upload_bytes // 1_000_000} MB. Save it smaller, or in two parts"


class KeptFileField(forms.FileField):
    """A file to keep, looked through before anything is done with it; its answer is a `Checked`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "help_text": f"{ALLOWED}, at most {USUAL.upload_bytes // 1_000_000} MB.",
                "widget": forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
                "allow_empty_file": True,
                "error_messages": {"required": "Choose a file"},
                **kwargs,
            }
        )

    def clean(self, data: "UploadedFile[Any] | None", initial: Any = None) -> Checked | None:
        """Look through the file; what is wrong with it is said as the error of this question."""
        given = super().clean(data, initial)
        if given is None:
            return None
        if given.size is not None and given.size > USUAL.upload_bytes:
            raise ValidationError(TOO_LARGE)
        try:
            return check(given.read(), given.name or "", scanner=settings.CLAMD)
        except UnableToKeepFile as problem:
            raise ValidationError(str(problem)) from problem
