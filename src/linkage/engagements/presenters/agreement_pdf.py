"""The agreement as a paper: the frozen text with who signed it, or a draft that says it is one."""

import re
from typing import Any

from linkage.documents import presenters as documents
from linkage.engagements import rules
from linkage.engagements.enums import AgreementStatus, Party
from linkage.engagements.models import Agreement, Engagement
from linkage.kernel import words
from linkage.kernel.days import day_of, local
from linkage.programmes.queries import Sender

TEMPLATE = "engagements/data/agreement.typ"
PDF = documents.PDF
S = AgreementStatus


def agreement_paper(found: Agreement, sender: Sender) -> bytes:
    """Return a frozen text with its signatures; made again it is the same file, byte for byte."""
    signed = found.signed
    last = max((each.signed_at for each in signed), default=found.offered_at)
    rows = [
        {
            "name": each.typed_name or "A name that was taken out",
            "for": each.signed_for,
            "when": f"{words.day(day_of(each.signed_at))}, {words.clock(local(each.signed_at))}",
        }
        for each in signed
    ]
    data = _data(rules.read_back(found.text), sender) | {
        "lead": _standing(found),
        "signatures": rows,
        "fingerprint": found.text_hash,
        "names_out": bool(found.names_taken_out_at),
        "draft": "" if found.signed_at else _standing(found),
    }
    return documents.render(TEMPLATE, data, made_at=last)


def draft_paper(document: rules.Document, sender: Sender) -> bytes:
    """Return what is being written, marked on each page as a draft."""
    said = "A draft. Nobody has been asked to sign it, and it may change."
    data = _data(document, sender) | {
        "lead": said,
        "signatures": [],
        "fingerprint": "",
        "names_out": False,
        "draft": "Draft",
    }
    return documents.render(TEMPLATE, data)


def paper_name(found: Agreement | None) -> str:
    """Return what the file is called."""
    return f"agreement-version-{found.number}.pdf" if found and found.text else "agreement-draft.pdf"


def signed_for(engagement: Engagement, party: Party, *, is_self: bool = True) -> str:
    """Return for whom somebody signs: `is_self` is false for who is named to act for the head."""
    client, home = engagement.client_organisation.name, engagement.home_organisation.name
    head = "As head of" if is_self else "For the head of"
    return {
        Party.CLIENT_HEAD: f"{head} {client}",
        Party.HOME_HEAD: f"{head} {home}",
        Party.LEAD: f"Gives the days, {home}",
        Party.PROGRAMME: f"For {engagement.programme.name}",
    }[party]


def _standing(found: Agreement) -> str:
    number = f"Version {found.number}"
    if found.state == S.SIGNED and found.signed_at:
        return f"{number}. Signed by all on {words.day(day_of(found.signed_at))}."
    if found.state == S.AMENDED:
        return f"{number}. Replaced by a newer version."
    if found.state == S.ENDED:
        return f"{number}. The work is over."
    return f"{number}. Not signed by all yet."


def _data(document: rules.Document, sender: Sender) -> dict[str, Any]:
    return {
        "programme": sender.name,
        "colour": sender.colour,
        "title": document.title,
        "sections": [
            {
                "heading": each.heading,
                "blocks": [{"lines": list(block.lines), "list": block.is_list} for block in each.blocks],
            }
            for each in document.sections
        ],
    }


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in groups that two people can compare: "3fa9 01bc …"."""
    return " ".join(re.findall(".{1,8}", fingerprint))
