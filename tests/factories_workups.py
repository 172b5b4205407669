"""Preparations for tests, through the services."""

from datetime import timedelta

from matching import workup_content
from matching.models import Cause, PreparationSession, RootCauseWorkup, WhyChain
from matching.services import workups
from tests import factories_matching as make
from tests.factories import NOW, TODAY

PROBLEM = {
    "what": "Eleven of 31 new teachers left in year two.",
    "who": "Teachers in their second year.",
    "where": "In two of six schools.",
    "how_much": "A third of a year's new teachers.",
}


def prepared(**more):
    """Return the workup of an application that was told to prepare first."""
    application = make.read(**more)
    make.reply(application)
    return RootCauseWorkup.objects.with_parties().get(application=application)


def by(user):
    return {"by": user, "now": NOW}


def problem(workup, user=None, **values):
    row = workup.problem
    for name, value in {**PROBLEM, **values}.items():
        setattr(row, name, value)
    save(workup, row, list({**PROBLEM, **values}), user)


def save(workup, row, fields=(), user=None, expected=None):
    user = user or workup.application.facilitator
    expected = row.version if expected is None else expected
    adding = row._state.adding
    workups.save_part(
        workup=workup, part=row, fields=list(fields), expected=0 if adding else expected, **by(user)
    )
    return row


def chain(workup, depth=3, user=None, evidence="We counted."):
    row = save(workup, WhyChain(workup=workup, starts_from="They leave in year two."), user=user)
    for number in range(1, depth + 1):
        values = {"because": f"Because of {number}.", "evidence": evidence}
        user = user or workup.application.facilitator
        workups.save_why(
            workup=workup, chain=row, number=number, values=values, expected=0, **by(user)
        )
    return row


def cause(workup, text="The first year is too full.", *, chosen=False, **more):
    more = {"bone": "time", "evidence": "29 of 41 interviews say so.", **more}
    return save(workup, Cause(workup=workup, text=text, chosen=chosen, **more))


def session(workup, days=-7, result="We read twenty interviews."):
    return save(
        workup, PreparationSession(workup=workup, on=TODAY + timedelta(days=days), result=result)
    )


def complete(**more):
    """Return a workup with all six steps done."""
    workup = prepared(**more)
    problem(workup)
    return finish(workup)


def finish(workup):
    """Do the five steps after the problem."""
    chain(workup)
    root = cause(workup, chosen=True)
    cause(workup, "Pay is lower than next door.", bone="money")
    workup.solution.words, workup.solution.cause = "A lighter first year.", root
    save(workup, workup.solution, ["words", "cause"])
    session(workup)
    session(workup, days=-2)
    return fresh(workup)


def fresh(workup):
    return RootCauseWorkup.objects.with_parties().get(pk=workup.pk)


def reviewed(**more):
    workup = complete(**more)
    review(workup)
    return fresh(workup)


def review(workup, note="I see what you see."):
    facilitator = workup.application.facilitator
    workups.review(workup=workup, note=note, expected=workup.version, **by(facilitator))


def carried(workup):
    """Return what R1 and R5 start from, by item key."""
    content = workup_content.load(fresh(workup))
    return {item.key: item.start for item in workups.items_to_carry(content)}


def accept(workup, answers=None, user=None):
    user = user or make.member(workup.application.organization)
    answers = carried(workup) if answers is None else answers
    workups.accept(workup=workup, answers=answers, expected=workup.version, **by(user))
    return user
