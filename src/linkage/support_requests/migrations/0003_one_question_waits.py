"""Of the questions that still wait there is one for each request; those that ended without an answer wait no more.

The new index is made beside the old one and the old one goes afterwards: a table in use is never without.
"""

from django.db import migrations, models
from django.db.models import Q

OLD, NEW = "support_requests_question_open_once", "support_requests_question_waits_once"

MAKE_NEW = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS support_requests_question_waits_once
    ON support_requests_question (programme_id, support_request_id) WHERE answered_at IS NULL AND ended_at IS NULL
"""
DROP_NEW = "DROP INDEX CONCURRENTLY IF EXISTS support_requests_question_waits_once"
MAKE_OLD = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS support_requests_question_open_once
    ON support_requests_question (programme_id, support_request_id) WHERE answered_at IS NULL
"""
DROP_OLD = "DROP INDEX CONCURRENTLY IF EXISTS support_requests_question_open_once"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("support_requests", "0002_question_ended_at")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(MAKE_NEW, reverse_sql=DROP_NEW),
                migrations.RunSQL(DROP_OLD, reverse_sql=MAKE_OLD),
            ],
            state_operations=[
                migrations.RemoveConstraint("question", OLD),
                migrations.AddConstraint(
                    "question",
                    models.UniqueConstraint(
                        fields=["programme", "support_request"],
                        condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                        name=NEW,
                    ),
                ),
            ],
        ),
    ]
