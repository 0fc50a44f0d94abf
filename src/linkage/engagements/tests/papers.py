"""Papers in tests: small files that were looked through already."""

import hashlib

from linkage.documents.gateway import Checked, Verdict
from linkage.engagements import operations, queries
from linkage.engagements.models import Engagement, Paper
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW


def checked(text="Minutes of the meeting", name="Minutes.txt", size=None) -> Checked:
    content = text.encode() if size is None else b"x" * size
    return Checked(name, "txt", hashlib.sha256(content).hexdigest(), content, Verdict.UNKNOWN)


def added(w, someone, title="Minutes", file=None, at=NOW, **belongs) -> Paper:
    made = operations.add_paper(
        actor=actor(someone), at=at, engagement=w.engagement, title=title, file=file or checked(), **belongs
    )
    return found(w, someone, made)


def found(w, someone, paper) -> Paper:
    engagement = Engagement.objects.whole().get(pk=w.engagement.pk)
    return queries.paper(actor=actor(someone), engagement=engagement, paper_id=paper.pk)


def seen_by(w, someone) -> list[str]:
    engagement = Engagement.objects.whole().get(pk=w.engagement.pk)
    return [each.title for each in queries.papers_of(actor=actor(someone), engagement=engagement)]
