"""What an error while sending says about the mail: refused, not taken yet, or nobody knows."""

import enum
import smtplib


class Fate(enum.Enum):
    LATER = "not taken yet"
    REFUSED = "refused for good"
    UNKNOWN = "may have arrived"


def fate_of(error: Exception) -> Fate:
    """Sort an error of `EmailMessage.send()`, raised after the connection stood.

    A reply code is an answer: 4xx later, 5xx never (RFC 5321; 429 and 4xx of a provider alike).
    Without a code the line broke, and the server may have taken the mail (RFC 1047).
    """
    code = _code(error)
    if code is None:
        return Fate.UNKNOWN
    if isinstance(error, smtplib.SMTPException):
        return Fate.REFUSED if code >= 500 else Fate.LATER
    if code == 429:
        return Fate.LATER
    return Fate.REFUSED if 400 <= code < 500 else Fate.UNKNOWN


def say(error: Exception) -> str:
    """Name an error without its text, which may hold an address or words."""
    code = _code(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _code(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min((code for code, _text in error.recipients.values()), default=None)
    return getattr(error, "smtp_code", None) or getattr(error, "status_code", None)
