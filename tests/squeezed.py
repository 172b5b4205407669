"""Pages as a browser lays them out: the white space that only sets a template out is not there.

Templates are written over lines, with breaks where no browser draws them. What a test compares with
a page would otherwise hold the line breaks of the template.
"""

import re

from django.test import Client

KEPT = re.compile(  # words as they were typed
    r"(<(textarea|pre|script|blockquote)\b.*?</\2>|\bvalue=\"[^\"]*\")", re.DOTALL
)
INLINE = r"(?:a|b|bdi|span|strong|em|kbd|ins|del)\b"
IN_A_SENTENCE = re.compile(rf"(?<=[^>\s])\s*\n\s*(?=<{INLINE})|(?<=</a>|</b>)\s*\n\s*(?=[^<\s])")
BESIDE_A_TAG = re.compile(r"\n\s*(?=<)|(?<=>)\n\s*")
BETWEEN_WORDS = re.compile(r"\s*\n\s*")


def squeezed(html: str) -> str:
    """Return `html` without the line breaks and indentation of templates."""
    return "".join(
        part if number % 3 == 1 else "" if number % 3 == 2 else _squeezed(part)
        for number, part in enumerate(KEPT.split(html))
    )


def _squeezed(part: str) -> str:
    part = IN_A_SENTENCE.sub(" ", part)
    return BETWEEN_WORDS.sub(" ", BESIDE_A_TAG.sub("", part))


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
