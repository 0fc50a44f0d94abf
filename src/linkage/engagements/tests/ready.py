"""Two sides on their way to being ready, as several tests need them."""

from linkage.engagements import operations, queries
from linkage.engagements.enums import Ready, Theme
from linkage.engagements.models import Engagement
from linkage.engagements.operations import Given
from linkage.kernel.days import day_of
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

TODAY = day_of(NOW)
FULLY = dict.fromkeys(Theme, Ready.FULLY)


def begun(w, *, is_light=False, at=NOW, someone=None):
    """Both sides are asked."""
    who = actor(someone or w.daniel)
    return operations.begin_readiness(actor=who, at=at, engagement=w.engagement, is_light=is_light)


def kept(w, someone, values=FULLY, at=NOW, **notes):
    """A draft of somebody's side: {theme: how ready}; `notes` by theme."""
    answers = {theme: Given(value, notes.get(theme, "")) for theme, value in values.items()}
    return operations.keep_readiness(actor=actor(someone), at=at, engagement=w.engagement, answers=answers)


def shown(w, someone, values=FULLY, at=NOW, **notes):
    """The answers of somebody's side, shown."""
    kept(w, someone, values, at, **notes)
    return operations.show_readiness(actor=actor(someone), at=at, engagement=w.engagement)


def both_shown(w, client=FULLY, home=FULLY, at=NOW):
    """Both sides have shown."""
    shown(w, w.daniel, client, at)
    shown(w, w.priya, home, at)


def with_reds(*themes):
    """Everything fully, but these not yet."""
    return {**FULLY, **dict.fromkeys(themes, Ready.NOT_YET)}


def seen_by(w, someone):
    found = Engagement.objects.whole().get(pk=w.engagement.pk)
    return queries.readiness_of(actor=actor(someone), engagement=found)


def is_done(w):
    return queries.readiness_is_done(actor=actor(w.daniel), engagement=w.engagement)


def talk(w, someone=None, **fields):
    said = {"talked_on": TODAY, "talked_who": "Daniel and Priya", "talk_outcome": "Cover is settled", **fields}
    return operations.note_talk(actor=actor(someone or w.daniel), at=NOW, engagement=w.engagement, **said)


def signed(w, someone, **fields):
    said = {"who": "Ann Hope, chair", "meeting": "Full governing body", "decided_on": TODAY, **fields}
    return operations.note_governors(actor=actor(someone), at=NOW, engagement=w.engagement, **said)
