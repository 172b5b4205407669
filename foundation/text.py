"""One cleaner for everything people type."""

import re
import unicodedata

LONGEST = 20_000  # characters in one text box
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
BIDI_AND_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def clean_text(value: str) -> str:
    """Return `value` as NFC without control characters and surrogates; tabs and new lines stay.

    Every kind of line end becomes a new line. Cleaning twice changes nothing. Right-to-left
    marks stay too: they belong to the words of a text. Source: trust L16.
    """
    value = LINE_ENDS.sub("\n", value)
    return unicodedata.normalize("NFC", CONTROLS.sub("", value))


def clean_name(value: str) -> str:
    """Return `value` as one line without direction controls or invisible characters (trust K27)."""
    # What was taken out may have kept a letter and its accent apart: compose again.
    return " ".join(clean_text(BIDI_AND_INVISIBLE.sub("", value)).split())


def clean_answer(value: str) -> str:
    """Return `value` as `clean_text` does, or "" where nothing in it can be seen.

    One invisible character comes along with words pasted from the web; it is no answer.
    """
    return clean_text(value) if clean_name(value) else ""
