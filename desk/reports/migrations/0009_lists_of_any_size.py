"""Indexes for lists, search and the tasks of the worker; docs/plans.md has the plan that asked for each."""

from django.db import migrations, models
from django.db.models.functions import Upper

from desk.indexes import AddIndexInUse, RemoveIndexInUse, measured_anew, on_postgresql


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("reports", "0008_threads_come_to_rest"),
    ]

    operations = [
        AddIndexInUse("report", models.Index(fields=["team", "-id"], name="report_newest")),
        AddIndexInUse("report", models.Index(fields=["team", "status", "-id"], name="report_newest_of_status")),
        AddIndexInUse("report", models.Index(fields=["owner", "-id"], name="report_newest_of_owner")),
        AddIndexInUse(
            "report",
            models.Index(
                fields=["assess_by"],
                name="report_to_flag",
                condition=models.Q(overdue_since__isnull=True, status__in=["intake", "assessing", "proposed"]),
            ),
        ),
        AddIndexInUse(
            "reporter",
            models.Index(
                fields=["review_on"],
                name="reporter_to_review",
                condition=models.Q(verdict="approved", disclosure="shielded"),
            ),
        ),
        AddIndexInUse(
            "casefile",
            models.Index(
                fields=["closed_at", "id"], name="case_file_closed", condition=models.Q(closed_at__isnull=False)
            ),
        ),
        AddIndexInUse(
            "meldcodesteps",
            models.Index(fields=["report"], name="thread_goes_on", condition=models.Q(thread_rests=False)),
        ),
        AddIndexInUse(
            "person",
            models.Index(
                Upper("surname"),
                models.F("case_file").desc(),
                "birth_year",
                Upper("prefix"),
                name="person_by_surname",
            ),
        ),
        AddIndexInUse(
            "person",
            models.Index(
                Upper("first_names"), models.F("case_file").desc(), "birth_year", name="person_by_first_names"
            ),
        ),
        on_postgresql(
            "person_by_both_names",
            "reports_person",
            "UPPER(surname), UPPER(first_names) text_pattern_ops, case_file_id",
        ),
        measured_anew("reports_person"),
        RemoveIndexInUse("person", "person_surname"),
        RemoveIndexInUse("person", "person_first_names"),
    ]
