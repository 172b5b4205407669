"""Real organizations with their sources, listed beside the invented ones on the first start."""

from datetime import datetime
from pathlib import Path

from partnerships.importing.folder import import_folder
from partnerships.models import Grant

FOLDER = Path(__file__).parent / "data"


def ensure(*, now: datetime) -> bool:
    """Import demo/data once and say whether this call did; later starts change nothing."""
    if Grant.objects.exclude(external_key=None).exists():
        return False
    return import_folder(FOLDER, now=now).written
