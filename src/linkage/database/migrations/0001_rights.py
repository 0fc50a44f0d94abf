"""What linkage_owner makes, the serving roles may read and write; nothing else is ever granted by hand."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    # Every migration that makes a table and waits for no other: rights reach only tables made after this.
    run_before = [
        ("contenttypes", "0001_initial"),
        ("procrastinate", "0001_initial"),
        ("sessions", "0001_initial"),
        ("access", "0001_tables"),
        ("accounts", "0001_tables"),
        ("messaging", "0001_tables"),
        ("programmes", "0001_tables"),
    ]
    operations = [
        migrations.RunSQL(
            [
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
                "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO linkage_rights",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO linkage_rights",
                "GRANT SELECT ON django_migrations TO linkage_rights",
            ],
            reverse_sql=[
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM linkage_rights",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM linkage_rights",
                "REVOKE ALL ON django_migrations FROM linkage_rights",
            ],
        ),
        # The cache holds rate limits, shared by all web workers.
        migrations.RunSQL(
            'CREATE TABLE "linkage_cache" ("cache_key" varchar(255) NOT NULL PRIMARY KEY, '
            '"value" text NOT NULL, "expires" timestamp with time zone NOT NULL); '
            'CREATE INDEX "linkage_cache_expires" ON "linkage_cache" ("expires")',
            reverse_sql='DROP TABLE "linkage_cache"',
        ),
    ]
