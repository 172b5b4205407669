"""Pages as a browser lays them out: the white space that only sets a template out is not there.

Templates are written over lines, with breaks where no browser draws them. What a test compares with
a page would otherwise hold the line breaks of the template.
"""

import re

from django.test import Client

KEPT = re.compile(  # words as they were typed
    r"(<(textarea|pre|script|blockquote)\b.*?</\2>|\bvalue=\"[^\"]*\")", re.DOTALL
)
BREAK = re.compile(r"\s*\n\s*")
INLINE = re.compile(r"<(?:a|b|bdi|span|strong|em|kbd|ins|del)\b")


def squeezed(html: str) -> str:
    """Return `html` without the line breaks and indentation of templates."""
    return "".join(
        part if number % 3 == 1 else "" if number % 3 == 2 else _squeezed(part)
        for number, part in enumerate(KEPT.split(html))
    )


def _squeezed(part: str) -> str:
    return BREAK.sub(_instead, part)


def _instead(found) -> str:
    """Return the space that a break within a sentence stands for, "" for one beside a tag."""
    text, start, end = found.string, found.start(), found.end()
    after_a_tag = start > 0 and text[start - 1] == ">"
    if text.startswith("<", end):
        return " " if start and not after_a_tag and INLINE.match(text, end) else ""
    if after_a_tag:
        return " " if end < len(text) and text.endswith(("</a>", "</b>"), 0, start) else ""
    return " "


def _request(client, **asked):
    response = as_django_does(client, **asked)
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        response.content = squeezed(response.content.decode()).encode()
    return response


as_django_does = Client.request


class AsSent(Client):
    """A client that reads pages as they were sent, for who looks for words on thousands."""

    request = as_django_does


def install() -> None:
    """Let every test's client read pages that way; a browser still gets them as they are."""
    Client.request = _request
