"""Rounds for tests: who asks and who could share, on topics that fit or do not, solved or not."""

from matching.services import round_wishes, runs
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, OrganizationFactory

TOPIC, OTHER = "residency", "principal_prep_dev"


def asks(round, said, *topics, state="", by=None, **more):
    """Return an application of a new organization that is ready, about `topics`."""
    organization = OrganizationFactory(short_name=said, state=state)
    more |= {"facilitator": by} if by else {}
    application = make.ready(round=round, organization=organization, **more)
    if topics:
        make.about(application, *topics)
    return application


def shares(round, said, *topics, depth=4, places=1, **more):
    """Return a willing offer of a new organization that knows `topics` deeply."""
    offer = make.willing(round, said=said, places=places, **more)
    for topic in topics:
        make.knows(offer.organization, topic, depth=depth)
    return offer


def small(**more):
    """Return (round, facilitator, applications, offers): three ask, two places."""
    round = forms.OpenRoundFactory(**more)
    by = forms.facilitator(round.program)
    asking = [asks(round, said, TOPIC, by=by) for said in ("Elm", "Fox", "Oak")]
    offers = [shares(round, "Prairie", TOPIC), shares(round, "Beacon", TOPIC, depth=3)]
    return round, by, asking, offers


def solved(round, by, *, now=NOW, **asked):
    """Solve `round` and return the run."""
    return runs.solve(round=round, asked=runs.Asked(**asked), by=by, now=now)


def wished(application, offer, kind="pin", *, by=None, now=NOW, words="They met in May."):
    """Keep two together or apart."""
    return round_wishes.wish(
        application=application, offer=offer, kind=kind, because="unseen", words=words,
        by=by or application.facilitator, now=now,
    )  # fmt: skip


def proposed(run):
    """Return who is proposed to whom, by names."""
    rows = run.rows.select_related("application__organization", "offer__organization")
    return {
        row.application.organization.said: row.offer.organization.said if row.offer else None
        for row in rows
    }
