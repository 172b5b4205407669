"""Loads the templates of the house without the indentation that is for those who write them."""

import re

from django.template.loaders import filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Leaves out what stands before the first sign of a line, in HTML alone.

    A browser draws a line break and the spaces after it as one space, or as nothing: a page is a
    third smaller, and nothing on it moves. Lines keep their numbers. Plain mails stay as written.
    """

    def get_contents(self, origin) -> str:
        """Return the source of a template as it is to be compiled."""
        contents = super().get_contents(origin)
        return INDENTATION.sub("\n", contents) if origin.name.endswith(".html") else contents
