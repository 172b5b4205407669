"""Keeping a program's cut-offs of readiness and openness."""

from datetime import datetime

from django.db import transaction

from foundation.stale import save_version
from matching.models import RuleSet
from partnerships.models import Program


@transaction.atomic
def keep(rules: RuleSet, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Keep `fields` of a program's cut-offs (domain 2.2); the first save makes their row.

    Replies already sent stay as they are. Raises Stale, also for the second of two first saves.
    """
    Program.objects.select_for_update(no_key=True).get(pk=rules.program_id)
    values = {name: getattr(rules, name) for name in fields}
    values |= {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}
    row, made = RuleSet.objects.get_or_create(program_id=rules.program_id, defaults=values)
    if not made:
        rules.pk = row.pk
        save_version(rules, fields, expected=expected, by=by, now=now)
