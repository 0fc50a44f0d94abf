"""Forms that anybody may send: what keeps machines out without asking a person, or anybody else, anything.

A machine fills in every field it finds and answers at once. So there is a field nobody sees, and the form says by a
signed word when it was shown. Both work without scripts; whoever meets them by mistake presses the button again, and
nothing that was typed is lost. How often an address and a network may send stands with the limits of the settings.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linkage.ui.forms import PlainForm

TRAP, SHOWN = "homepage", "shown_at"
SALT = "linkage.visitor-form"
LONGEST_SECONDS = 24 * 60 * 60
TRAPPED = "Something filled in a field that people do not see. Your answers are still here: send them again"
TOO_QUICK = "That was very quick, so we stopped it in case a machine sent it. Your answers are still here: send again"
TOO_OLD = "This page stood open for a long time. Your answers are still here: look through them and send them again"


class TrapInput(forms.TextInput):
    """A field for machines: out of sight, out of the tab order, and not read out."""

    # Drawn as it is, without a question around it.
    is_hidden = True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        """Return the field with its label, empty whatever was sent in it."""
        return format_html(
            '<div class="lk-trap" aria-hidden="true"><label for="trap-{0}">Leave this empty</label>'
            '<input type="text" name="{0}" id="trap-{0}" tabindex="-1" autocomplete="off"></div>',
            name,
        )


class GuardedForm(PlainForm):
    """The base of a form that strangers send."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[TRAP] = forms.CharField(required=False, widget=TrapInput)
        self.fields[SHOWN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=shown_now)

    def clean(self) -> dict[str, Any]:
        """Refuse what only a machine sends; an honest sender's second press goes through."""
        said = super().clean() or self.cleaned_data
        trapped, shown = said.pop(TRAP, ""), said.pop(SHOWN, "")
        if trapped:
            self.add_error(None, TRAPPED)
        elif (seconds := seconds_since(shown)) is None:
            self.data = {**self.data.dict(), SHOWN: shown_now()}  # type: ignore[attr-defined]
            self.add_error(None, TOO_OLD)
        elif seconds < settings.VISITOR_FORM_SECONDS:
            self.add_error(None, TOO_QUICK)
        return said


def shown_now() -> str:
    """Return the signed word that a form was shown now."""
    return signing.dumps(timezone.now().timestamp(), salt=SALT)


def seconds_since(shown: str) -> float | None:
    """Return for how many seconds a form has been open; None for a word that is not ours, or older than a day."""
    try:
        at = float(signing.loads(shown, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    seconds = timezone.now().timestamp() - at
    return seconds if 0 <= seconds <= LONGEST_SECONDS else None
