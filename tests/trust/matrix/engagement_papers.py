"""What is on paper between two schools: the agreement, money, and files."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.documents.models import FileContent, StoredFile
from linkage.engagements import models
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side

TODAY = NOW.date()


def agreement(side: "Side", found: models.Engagement, *wanted: tuple[int, str]) -> None:
    """Its versions: the first holds and is signed by both heads."""
    own, who = {"programme": side.programme}, side.people
    library, is_new = models.ClauseLibrary.objects.get_or_create(**own, number=1, defaults={"saved_at": NOW})
    if is_new:
        models.Clause.objects.create(
            **own, library=library, place=1, code="conflict", heading="Heading", text="Text", use="required"
        )
    for number, status in wanted:
        made = models.Agreement.objects.create(
            **own,
            engagement=found,
            number=number,
            status=status,
            library=library,
            costs="Costs",
            change="Change",
            text="Text",
            text_hash="0" * 64,
            saved_by=who["asker"],
            saved_at=NOW,
            offered_by=who["asker"],
            offered_at=NOW,
            signed_at=NOW if number == 1 else None,
        )
        models.AgreementClause.objects.create(**own, agreement=made, code="conflict", words="Words")
        if found.status == "active":
            side.records[f"agreement_{number}_id"] = made.pk
        for party in ("client_head", "home_head") if status == "signed" else ():
            models.Signature.objects.create(
                **own,
                agreement=made,
                party=party,
                person=who[party.replace("_", " ")],
                typed_name="Name",
                signed_for="For",
                text_hash="0" * 64,
                signed_at=NOW,
            )


def money(side: "Side", found: models.Engagement) -> None:
    """What it costs, something that was spent, and a sheet that asks for something else."""
    own, who = {"programme": side.programme}, side.people
    card = models.RateCard.objects.create(
        **own, number=1, vat="VAT", share_kind="percent", share_parts=1_500, saved_at=NOW
    )
    models.Rate.objects.create(**own, card=card, place=1, name="Rate", day_pence=35_000, note="Note")
    quote = models.Quote.objects.create(
        **own, engagement=found, number=1, card=card, saved_by=who["asker"], saved_at=NOW - timedelta(days=1)
    )
    priced = {"kind": "days", "text": "Days", "count": 2, "unit_pence": 35_000}
    lines = [priced, {"kind": "other", "text": "Books", "count": 1, "unit_pence": 900}]
    for place, line in enumerate(lines, 1):
        models.QuoteLine.objects.create(**own, quote=quote, place=place, **line)
    noted = {"noted_by": who["nominee"], "noted_at": NOW, "spent_on": TODAY}
    claim = models.Claim.objects.create(**own, engagement=found, side="home", **noted, **priced)
    sheet = models.Invoice.objects.create(
        **own,
        engagement=found,
        number=1,
        basis="given",
        from_on=TODAY,
        until_on=TODAY,
        from_name="From",
        to_name="To",
        programme_name="Programme",
        about="About",
        reference="Reference",
        vat="VAT",
        made_by=who["nominee"],
        made_at=NOW,
        void_reason="Reason",
    )
    line = models.InvoiceLine.objects.create(**own, invoice=sheet, place=1, on=TODAY, programme_pence=10_500, **priced)
    side.records |= {"claim_id": claim.pk, "invoice_id": sheet.pk, "invoice_line_id": line.pk, "card_id": card.pk}
    side.records["quote_line_id"] = quote.lines.get(place=2).pk


def papers(side: "Side", found: models.Engagement) -> None:
    """One of each kind: of the two schools, of the programme, evidence of either side; and a day for a step."""
    own, who = {"programme": side.programme}, side.people
    asking = models.ReadinessAsking.objects.get(**own, engagement=found, shown_at=None)
    evidence = {"asking": asking, "theme": "time"}
    for name, person, belongs in (
        ("paper_id", who["asker"], {"side": "client"}),
        ("programme_paper_id", who["coordinator"], {"code": "conflict"}),
        ("client_paper_id", who["asker"], {"side": "client", **evidence}),
        ("home_paper_id", who["nominee"], {"side": "home", **evidence}),
    ):
        made = models.Paper.objects.create(
            **own, engagement=found, title="Title", added_by=person, added_at=NOW, **belongs
        )
        file = StoredFile.objects.create(
            **own, name="Name", kind="txt", size=5, sha256="0" * 64, state="clean", added_at=NOW
        )
        FileContent.objects.create(**own, file=file, content=b"Words")
        models.PaperVersion.objects.create(**own, paper=made, number=1, file=file, added_by=person, added_at=NOW)
        side.records[name] = made.pk
    models.StepDay.objects.create(
        **own, engagement=found, code="lasted", planned_on=TODAY, set_by=who["asker"], set_at=NOW
    )
    side.records["theme"] = "time"
