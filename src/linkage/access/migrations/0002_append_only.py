"""What was done stays done: the serving roles may add and read audit entries, never change or remove them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0001_tables")]
    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON access_auditentry FROM linkage_rights",
            reverse_sql="GRANT UPDATE, DELETE ON access_auditentry TO linkage_rights",
        ),
    ]
