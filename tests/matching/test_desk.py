"""The facilitators' list: what is due first, each state with its shape; replies in words."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation.paging import keyset
from matching.models import Application, Offer, OfferState, Reply
from matching.models import ApplicationState as A
from matching.models.applications import BY_DUE
from partnerships.models import Role
from tests import factories_matching as make
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
STATE = re.compile(r'<span class="state( state--\w+)?">([^<]+)</span>')


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def put(form, **values):
    Application.objects.filter(pk=form.pk).update(**values)


def test_what_is_due_first_stands_first_and_pages_go_on_in_that_order():
    days = {"late": 1, "soon": 3, "read": 0, "ended": -9}
    states = {"late": A.SUBMITTED, "soon": A.SUBMITTED, "read": A.ASSESSING, "ended": A.MATCHED}
    for title in ("ended", "soon", "read", "late"):
        form = make.in_state(states[title], title=title)
        put(form, answer_by=TODAY + timedelta(days=days[title]))

    rows = Application.objects.due_first()
    first = keyset(rows, "", by=BY_DUE, size=3)
    rest = keyset(rows, first.after, by=BY_DUE, size=3)

    assert [form.title for form in [*first, *rest]] == ["late", "soon", "read", "ended"]


def test_offers_that_wait_for_the_facilitator_stand_first():
    for state in (OfferState.WILLING, OfferState.ASKED, OfferState.TALK, OfferState.ANSWERED):
        make.OfferFactory(state=state)

    assert [offer.state for offer in Offer.objects.due_first()] == [
        "answered", "talk", "asked", "willing",
    ]  # fmt: skip


def test_each_state_has_its_shape_and_a_word_beside_the_day(client):
    round = make.OpenRoundFactory()
    by = make.facilitator(round.program)
    for days, state in enumerate((A.SUBMITTED, A.ASSESSING, A.READY, A.TALK)):
        form = make.in_state(state, round=round)
        put(form, facilitator=by, answer_by=TODAY + timedelta(days=days))
    client.force_login(by)

    text = client.get(reverse("matching:desk")).text

    assert [(kind.strip(), word) for kind, word in STATE.findall(text)] == [
        ("", "With the facilitator"),
        ("state--doing", "Nine questions, then a talk"),
        ("state--done", "Ready for a partner"),
        ("state--heed", "A talk comes first"),
    ]  # fmt: skip
    assert "promised by Monday 8 March" in words(text)
    assert text.count("given Monday 8 March") == 3


def test_the_facilitator_reads_levels_in_the_words_of_the_items_and_the_organization_none(client):
    form = make.read()
    levels = {"R1": 3, "R5": 1}
    reply = {"words": "Begin.", "next_step": "A call", "next_on": TODAY, "at": NOW}
    Reply.objects.create(
        application=form, result=A.PREPARING, levels=levels, by=form.facilitator, **reply
    )
    client.force_login(make.fresh(form.facilitator))
    theirs = words(client.get(form.get_absolute_url()).text)
    client.force_login(make.member(form.organization))
    own = words(client.get(form.get_absolute_url()).text)

    assert "Concrete initiative: named initiative with owner, design or plan in writing" in theirs
    assert "R1 at 3" not in theirs
    assert "named initiative with owner" not in own


def test_everybody_who_is_open_to_share_is_on_a_page_of_the_desk(client):
    round = make.OpenRoundFactory()
    client.force_login(make.facilitator(round.program, Role.FACILITATION_LEAD))
    asked = {make.OfferFactory(round=round).get_absolute_url() for _n in range(27)}
    desk = reverse("matching:desk")

    first = client.get(desk).text
    address = re.search(r'href="([^"]*[?&;]offers=[^"]+)"[^>]*>Next page', first)[1]
    rest = client.get(desk + address.replace("&amp;", "&")).text

    shown = [{page for page in asked if page in text} for text in (first, rest)]
    assert ([len(pages) for pages in shown], shown[0] | shown[1]) == ([25, 2], asked)
    assert "Back to the start" in rest
