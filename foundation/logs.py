"""What a log line says of an error: where it came from and its kind, never its words (trust K20).

A database tells in its error the whole row that it refused, with all that somebody typed.
"""

import traceback
from types import TracebackType

MOST = 5  # errors of one chain
Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def where_it_failed(exc_info: Raised) -> str:
    """Return the places in code and the kind of an error, after those of what it came from.

    `exc_info` is what `sys.exc_info` gives.
    """
    error: BaseException | None = exc_info[1]
    told: list[str] = []
    while error is not None and len(told) < MOST:
        told.append(f"{_places(error)}{type(error).__name__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(reversed(told))


def _places(error):
    frames = traceback.extract_tb(error.__traceback__)
    return "".join(f"{one.filename}, line {one.lineno}, in {one.name}\n" for one in frames)
