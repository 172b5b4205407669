"""What one line alone cannot show: the same organization told in two ways. No database."""

from django.utils.translation import gettext as _

from .parser import Parsed, Problem, Row

# file -> (column of the organization's key, columns that must say the same in each of its rows)
SAME = {
    "grantees.csv": ("grantee_id", ("name", "org_type", "sector")),
    "partners.csv": ("partner_id", ("name", "org_type", "sector")),
}


def check(parsed: dict[str, Parsed], follows: dict[str, str]) -> None:
    """Move rows that contradict an earlier one, or themselves, from `rows` to `problems`.

    `follows` is kind of organization -> the sector that follows from it (domain 3.28).
    """
    for file, content in parsed.items():
        if file in SAME:
            _keep(content, [_sector(file, row, follows) for row in content.rows])
            _told_once(file, content, *SAME[file])
        if file == "grantees.csv":
            _keep(content, [_status(file, row) for row in content.rows])


def _told_once(file, content, key, columns):
    first: dict[str, Row] = {}
    problems = []
    for row in content.rows:
        earlier = first.setdefault(row.values[key], row)
        different = [c for c in columns if row.values[c] != earlier.values[c]]
        problems.append(
            Problem(
                file,
                row.line,
                different[0],
                _("%(key)s is “%(here)s” here and “%(there)s” in line %(line)s")
                % {
                    "key": row.values[key],
                    "here": row.values[different[0]],
                    "there": earlier.values[different[0]],
                    "line": earlier.line,
                },
            )
            if different
            else None
        )
    _keep(content, problems)


def _status(file, row):
    known = row.values["status"] not in {"", "not_verified"}
    if known and not (row.values["status_as_of"] and row.values["status_source"]):
        sentence = _("a status needs status_as_of, its date, and status_source, where you read it")
        return Problem(file, row.line, "status", sentence)
    return None


def _sector(file, row, follows):
    stated, kind = row.values["sector"], row.values["org_type"]
    if stated in {"", follows.get(kind, stated)}:
        return None
    sentence = _("“%(kind)s” is always in the sector “%(sector)s”; leave the cell empty")
    told = sentence % {"kind": kind, "sector": follows[kind]}
    return Problem(file, row.line, "sector", told)


def _keep(content, problems):
    content.rows = [r for r, problem in zip(content.rows, problems, strict=True) if not problem]
    content.problems += [problem for problem in problems if problem]
