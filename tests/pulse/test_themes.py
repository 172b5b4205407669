"""A theme travels when everybody who said it says yes to its words; one no keeps it."""

import pytest
import time_machine
from django.db.models import F
from django.urls import reverse

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition
from foundation.templatetags.seedbed import is_marked_optional
from partnerships.models import RosterEntry
from pulse import rounds, themes
from pulse.models import PulseTheme, PulseVoice
from tests.factories import NOW
from tests.factories_pulse import P, T, answer, make_round, make_theme, release, talks_held

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    """A round in which both people of one side answered, and one of the other."""
    room, made = make_round()
    for person in (room.implementer(P), room.decider(P)):
        answer(made, person, we_gain="4")
    answer(made, room.implementer(T), side=T, we_gain="4")
    return room, made


def test_it_waits_for_everybody_of_the_side(both):
    room, made = both
    theme = make_theme(made)

    first = release(theme, room.implementer(P)).state
    second = release(theme, room.decider(P))

    assert (first, second.state, second.released_on) == ("with_side", "released", NOW.date())


def test_one_no_keeps_it_and_nobody_knows_whose(both):
    room, made = both
    theme = make_theme(made)
    release(theme, room.implementer(P))

    themes.keep_here(theme=theme, now=NOW)

    assert PulseTheme.objects.get().state == "withheld"
    assert not PulseVoice.objects.exists()
    assert Transition.objects.about(theme).get(new="withheld").by is None
    with pytest.raises(Refused):
        release(theme, room.decider(P))


def test_other_words_take_it_back_with_its_yeses(both):
    room, made = both
    theme = make_theme(made)
    release(theme, room.implementer(P))

    themes.ask_for_other_words(theme=theme, words="Rather so.", now=NOW)

    theme = PulseTheme.objects.get()
    assert (theme.state, theme.asked_words, theme.voices.count()) == ("drafted", "Rather so.", 0)
    themes.reword(
        theme=theme, text="Rather so", about="change", expected=1, by=room.facilitator, now=NOW
    )
    assert PulseTheme.objects.values_list("text", "asked_words").get() == ("Rather so", "")


def test_words_are_changed_only_while_they_are_with_the_holder(both):
    room, made = both
    theme = make_theme(made)
    said = {"text": "New", "about": "change", "by": room.facilitator, "now": NOW}

    with pytest.raises(Refused, match="Take it back first"):
        themes.reword(theme=theme, expected=1, **said)
    themes.take_back(theme=theme, by=room.facilitator, now=NOW)
    PulseTheme.objects.update(version=F("version") + 1)
    with pytest.raises(Stale):
        themes.reword(theme=theme, expected=1, **said)
    with pytest.raises(AlreadyMoved):
        themes.take_back(theme=theme, by=room.facilitator, now=NOW)


def test_a_side_of_one_has_to_know_that_everybody_will_know(both):
    room, made = both
    theme = make_theme(made, side=T)
    person = room.implementer(T)

    with pytest.raises(Refused, match="Everybody will know that it was you"):
        themes.say_yes(theme=theme, person=person, named=False, sure=False, now=NOW)

    assert themes.say_yes(theme=theme, person=person, named=False, sure=True, now=NOW)


def test_only_the_name_is_asked_for_if_one_likes(enter):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    theme = make_theme(made, about="value")

    form = enter(room.implementer(P)).get(theme.get_absolute_url()).context["form"]

    marked = {field.name: is_marked_optional(field) for field in form.visible_fields()}
    assert marked == {"yes": False, "named": True, "sure": False}


def test_a_decided_theme_takes_no_other_words(both):
    room, made = both
    theme = make_theme(made)
    themes.keep_here(theme=theme, now=NOW)

    words = {"text": "Other words", "about": "change", "expected": theme.version}
    with pytest.raises(Refused, match="This theme is decided"):
        themes.reword(theme=PulseTheme.objects.get(), by=room.holder, now=NOW, **words)


def test_somebody_who_only_talked_has_a_voice_too(both):
    room, made = both
    room.decider(T)
    talk = made.conversations.get(side=T)
    talk.people.add(room.decider(T))
    theme = make_theme(made, side=T)
    assert themes.alone(theme)

    rounds.held(talk=talk, by=room.facilitator, now=NOW)

    assert themes.respondents(theme) == {room.implementer(T).pk, room.decider(T).pk}


def test_a_theme_of_a_side_that_said_nothing_goes_nowhere():
    _room, made = make_round()

    with pytest.raises(Refused, match="Nobody of this side"):
        make_theme(made)


def test_a_value_is_named_only_if_everybody_names_it(both):
    room, made = both
    theme = make_theme(made, about="value")
    for person, named in ((room.implementer(P), True), (room.decider(P), False)):
        themes.say_yes(theme=theme, person=person, named=named, sure=False, now=NOW)

    assert PulseTheme.objects.values_list("state", "named").get() == ("released", False)


def test_who_left_the_side_keeps_no_theme_waiting(both):
    room, made = both
    theme = make_theme(made)
    release(theme, room.implementer(P))
    RosterEntry.objects.filter(user=room.decider(P)).update(until=NOW.date())

    waited = themes.agreed(theme)
    again = release(theme, room.implementer(P))

    assert room.decider(P).is_active
    assert (waited, again.state) == (True, "released")


def test_who_left_the_side_reads_and_decides_no_more(both, client):
    room, made = both
    theme = make_theme(made)
    RosterEntry.objects.filter(user=room.decider(P)).update(until=NOW.date())
    client.force_login(room.decider(P))
    said = {"words": "I would say it otherwise."}

    answers = [client.get(theme.get_absolute_url())]
    for name in ("theme_yes", "theme_keep", "theme_words"):
        answers.append(client.post(reverse(f"pulse:{name}", args=[theme.pk]), said))

    assert [answer.status_code for answer in answers] == [404] * 4
    assert PulseTheme.objects.values_list("state", "asked_words").get() == ("with_side", "")
    assert not PulseVoice.objects.exists()


def test_whoever_stayed_alone_hears_that_everybody_will_know(both, client):
    room, made = both
    theme = make_theme(made)
    release(theme, room.implementer(P))
    client.force_login(room.implementer(P))
    before = client.get(theme.get_absolute_url()).text
    RosterEntry.objects.filter(user=room.decider(P)).update(until=NOW.date())

    after = client.get(theme.get_absolute_url()).text

    assert ("Your yes is in" in before, "Your yes is in" in after) == (True, False)
    assert "Everybody will know that it was you" in after
    with pytest.raises(Refused, match="Everybody will know"):
        themes.say_yes(theme=theme, person=room.implementer(P), named=True, sure=False, now=NOW)


def test_other_words_that_were_asked_for_stand_beside_no_later_state(both, enter):
    room, made = both
    theme = make_theme(made)
    themes.ask_for_other_words(theme=theme, words="ZQ-rather so", now=NOW)
    drafted = enter(room.facilitator).get(made.get_absolute_url()).text

    theme = PulseTheme.objects.get()
    themes.send(theme=theme, by=room.facilitator, now=NOW)
    sent = enter(room.facilitator).get(made.get_absolute_url()).text
    release(theme, room.implementer(P), room.decider(P))
    let_travel = enter(room.facilitator).get(made.get_absolute_url()).text

    assert ["ZQ-rather so" in page for page in (drafted, sent, let_travel)] == [True, False, False]
    assert PulseTheme.objects.values_list("state", "asked_words").get() == ("released", "")


def reworded(theme, text, by):
    """Take a theme back, word it anew and send it."""
    themes.take_back(theme=theme, by=by, now=NOW)
    words = {"text": text, "about": theme.about, "expected": theme.version}
    themes.reword(theme=theme, by=by, now=NOW, **words)
    themes.send(theme=theme, by=by, now=NOW)


def test_a_yes_counts_for_the_words_that_stood_on_the_page_alone(enter):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    theme = make_theme(made, text="Bring examples")
    client, yes = enter(room.implementer(P)), reverse("pulse:theme_yes", args=[theme.pk])
    sent = {"yes": "on", "sure": "on", "version": theme.version}
    assert 'name="version" value="1"' in client.get(theme.get_absolute_url()).text
    reworded(theme, "ZQ-new words", room.holder)

    asked_again = client.post(yes, sent).text

    assert "The words have changed since you read them. Read them again." in asked_again
    assert ("ZQ-new words" in asked_again, " checked" in asked_again) == (True, False)
    assert PulseTheme.objects.get().state == "with_side"
    assert 'name="version" value="2"' in asked_again
    client.post(yes, {**sent, "version": 2})
    assert PulseTheme.objects.get().state == "released"


def test_words_that_changed_at_the_last_moment_do_not_travel(both):
    room, made = both
    theme = make_theme(made)
    read = PulseTheme.objects.get()
    reworded(theme, "Other words", room.holder)

    with pytest.raises(Refused, match="being changed"):
        themes.say_yes(theme=read, person=room.implementer(P), named=True, sure=True, now=NOW)

    assert not PulseVoice.objects.exists()


@pytest.mark.parametrize("over", [False, True])
@time_machine.travel(NOW, tick=False)
def test_talks_are_waited_for_only_until_they_are_over(enter, over):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    theme = make_theme(made)
    if over:
        talks_held(made)
    client = enter(room.implementer(P))
    page = client.get(theme.get_absolute_url()).text

    sent = {"yes": "on", "sure": "on", "version": theme.version}
    after = client.post(reverse("pulse:theme_yes", args=[theme.pk]), sent, follow=True).text

    assert "The other side reads it once you say yes" in page
    assert ("both talks are over" in page) is not over
    assert ("reads it as soon as both talks are over" in after) is not over
    assert ("It travels: the other side reads it now." in after) is over


@pytest.mark.parametrize("name", ["theme_yes", "theme_keep", "theme_words"])
def test_a_press_on_a_theme_that_changed_meanwhile_keeps_what_was_typed(both, enter, name):
    room, made = both
    theme = make_theme(made)
    client = enter(room.implementer(P))
    assert client.get(theme.get_absolute_url()).status_code == 200
    themes.take_back(theme=theme, by=room.facilitator, now=NOW)
    sent = {"yes": "on", "version": theme.version, "words": "ZQ-I would say it otherwise."}

    answer = client.post(reverse(f"pulse:{name}", args=[theme.pk]), sent)
    page = client.get(theme.get_absolute_url(), follow=True)

    assert answer.status_code == 409
    assert "Its words are being changed, or it is decided." in answer.text
    assert "ZQ-I would say it otherwise." in answer.text
    assert f'href="{made.get_absolute_url()}"' in answer.text
    assert page.redirect_chain == [(made.get_absolute_url(), 302)]
    assert "Its words are being changed, or it is decided." in page.text


def test_a_theme_that_was_never_with_their_side_is_not_there(both, enter):
    room, made = both
    drafted, theirs = make_theme(made, sent=False), make_theme(made)
    themes.keep_here(theme=theirs, now=NOW)

    own = enter(room.implementer(P)).get(drafted.get_absolute_url())
    other = enter(room.implementer(T)).get(theirs.get_absolute_url())

    holders = enter(room.decider(P)).post(reverse("pulse:theme_take_back", args=[theirs.pk]))

    assert [answer.status_code for answer in (own, other, holders)] == [404] * 3
