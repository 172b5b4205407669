"""One cleaner for everything people type."""

import re
import unicodedata

LONGEST = 20_000  # characters in one text box
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
BIDI_AND_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean_text(value: str) -> str:
    """Return `value` as NFC without control characters and surrogates; tabs and new lines stay.

    Right-to-left marks stay too: they belong to the words of a text. Source: trust L16.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", CONTROLS.sub("", value))


def clean_name(value: str) -> str:
    """Return `value` as one line without direction controls or invisible characters (trust K27)."""
    return " ".join(BIDI_AND_INVISIBLE.sub("", clean_text(value)).split())
