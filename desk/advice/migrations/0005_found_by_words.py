"""Words in the texts of an advice, newest first; docs/plans.md has the plans that asked for it.

The index holds every end of every word, so that a part of a word is found as well, with the team and the quarter (90
days) before it: what is found stays few. Of texts PostgreSQL takes no samples for its planner (0003), so of this index
neither. What is written goes into the index at once: a list of what still must is read through by every search.
"""

from django.db import migrations, models

from desk.indexes import AddIndexInUse, on_postgresql

WORDS_OF = """
CREATE OR REPLACE FUNCTION advice_words(team bigint, day date, VARIADIC texts text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
SELECT pg_catalog.array_to_tsvector(pg_catalog.array_agg(
    team || '.' || (day - DATE '0001-01-01' + 1) / 90 || '.' || pg_catalog.substr(word, place, 40)))
FROM pg_catalog.regexp_split_to_table(pg_catalog.upper(pg_catalog.array_to_string(texts, ' ')),
    '[\\x01-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7F]+') word, pg_catalog.generate_series(1, pg_catalog.length(word)) place
$$
"""


def know_words(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(WORDS_OF)


def forget_words(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS advice_words(bigint, date, text[])")


def take_no_samples(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER INDEX advice_by_words ALTER COLUMN 1 SET STATISTICS 0")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("advice", "0004_list_of_any_size"),
    ]

    operations = [
        AddIndexInUse("advice", models.Index(fields=["team", "-opened_on", "number"], name="advice_newest")),
        migrations.RunPython(know_words, forget_words),
        on_postgresql(
            "advice_by_words",
            "advice_advice",
            "advice_words(team_id, opened_on, question_text, advice_text, referral_text, tags)",
            using="gin",
            settings="fastupdate = off",
        ),
        migrations.RunPython(take_no_samples, migrations.RunPython.noop),
    ]
