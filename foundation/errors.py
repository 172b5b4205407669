"""Refusals whose text is written for the person who reads it."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A rule says no. The message is plain, kind and says what happens next.

    `back_to` is the address that shows where it stands, where that is not the page it came from.
    """

    back_to = ""


class AlreadyMoved(Refused):
    """Somebody else was first, or the move does not exist from here.

    `bare` is true where no message says what was first.
    """

    def __init__(self, message=None):
        self.bare = message is None
        super().__init__(message or _("This has already moved on, so nothing was changed."))


class Stale(Exception):
    """The row changed while the person was writing.

    `current` is the row as it stands, `clashes` a list of (label, name, theirs, mine), `fields` the
    names of all that the save writes, which its page therefore knows.
    """

    def __init__(self, current, clashes, fields=()):
        super().__init__("stale save")
        self.fields = {*fields, *(clash[1] for clash in clashes)}
        self.current = current
        self.clashes = clashes
