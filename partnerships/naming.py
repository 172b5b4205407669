"""A person beside their title, said once where both are the same words."""


def titled(row) -> str:
    """Return "Ada Long, Coach" of a row with `user` and `title`; "Coach" where both are that."""
    name = str(row.user)
    same = name.casefold() == row.title.casefold() or not row.title
    return name if same else f"{name}, {row.title}"
