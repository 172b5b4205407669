"""What the room tells the rooms below it when all are loaded."""

from foundation import access

from . import permissions


def register() -> None:
    """Say who sees messages about sessions."""
    access.register("sessions_app.session", visible=permissions.visible_ids, may=permissions.may)
