"""A programme that was there before designations has the usual ones too; one founded later gets them at its founding."""

from typing import Any

from django.db import migrations

# As they were when designations came.
USUAL = (
    ("National Leader of Education", "Department for Education", "person"),
    ("Local Leader of Education", "", "person"),
    ("Specialist Leader of Education", "", "person"),
    ("National Leader of Governance", "Department for Education", "person"),
    ("Evidence Lead in Education", "", "person"),
    ("Catholic Leader of Education", "", "person"),
    ("Headteacher Mentor", "", "person"),
    ("Lead practitioner", "", "person"),
    ("Teaching School Hub", "Department for Education", "organisation"),
    ("English Hub", "Department for Education", "organisation"),
    ("Maths Hub", "NCETM", "organisation"),
    ("Research School", "Education Endowment Foundation", "organisation"),
)


def give(apps: Any, schema_editor: Any) -> None:
    """Give the usual titles to each programme that has no list yet."""
    alias = schema_editor.connection.alias
    titles = apps.get_model("people", "DesignationTitle").objects.using(alias)
    programmes = apps.get_model("programmes", "Programme").objects.using(alias)
    titles.bulk_create(
        titles.model(programme_id=programme_id, name=name, awarded_by=awarded_by, holder=holder)
        for programme_id in programmes.exclude(pk__in=titles.values("programme_id")).values_list("pk", flat=True)
        for name, awarded_by, holder in USUAL
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0005_designations")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
