"""A judgment beside what was suggested, and what the program learns from them, in a browser."""

import pytest
from django.urls import reverse

from matching import candidates
from matching.models import Application
from matching.services import reviews
from partnerships.models import Phase
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.browser.checks import picture, sign_in, whole
from tests.factories import NOW
from tests.overview import test_learned as learned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_judgment_stands_beside_what_was_suggested(live_server, page):
    application, offer, _people = make.pair()
    make.about(application, "residency", contexts=["rural"])
    make.runs(offer.organization, "residency", title="إقامات " + "long" * 40, contexts=["rural"])
    by = application.facilitator
    rows = Application.objects.filter(pk=application.pk)
    loaded = candidates.for_matching(rows, by, NOW.date()).get()
    one = candidates.load(loaded, by, now=NOW, chosen=offer.pk).chosen
    reviews.judge(
        application=application, offer=offer, values=make.JUDGED, expected=0, by=by, now=NOW,
        suggested=one.suggestion(NOW.date()),
    )  # fmt: skip
    sign_in(page, live_server, by)
    page.goto(live_server.url + reverse("matching:review", args=[application.pk, offer.pk]))

    assert page.get_by_role("heading", name="Suggested, and what you wrote").is_visible()
    whole(page)
    for width in (1280, 360):
        picture(page, "judgment", width)


@pytest.mark.parametrize("count", [0, 3, 8])
def test_what_judgments_came_with(live_server, page, count):
    round = forms.OpenRoundFactory()
    rows = [learned.founded(round, n, way="ac"[n > 5], phase=Phase.CLOSED) for n in range(count)]
    for row in rows:
        learned.verdicts(row, "adopt", "park")
        learned.gained(row, make.P, make.T)
    if rows:
        learned.frozen(round.program, [learned.closed_check(row, 2, 2) for row in rows])
    sign_in(page, live_server, learned.lead(round))
    page.goto(live_server.url + reverse("learned", args=[round.program_id]))

    whole(page)
    for width in (1280, 360):
        picture(page, f"learned-{count}", width)
