"""A stale save is settled field by field: nothing is lost, nothing of others is overwritten."""

import html
import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from foundation import conflicts
from foundation.errors import Stale
from partnerships.models import Program
from tests.factories import ProgramFactory, RoundFactory, UserFactory
from tests.foundation.pages import NoteForm

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.pages")]
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
BOX = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
PICKED = re.compile(r'name="(pick-[^"]+)" value="([^"]+)" required checked')
THEIRS = 'Theirs <b> & "quoted"'
MINE = "Mine\n<i>"


@pytest.fixture(autouse=True)
def other(client):
    client.force_login(UserFactory())
    return UserFactory(name="Somebody else")


@pytest.fixture
def program():
    return ProgramFactory(name="N", boilerplate="First.")


def address(program):
    return reverse("edit", args=[program.pk])


def write(program, **values):
    """Somebody else saves `values`."""
    row = Program.objects.get(pk=program.pk)
    Program.objects.filter(pk=program.pk).update(
        version=row.version + 1, changed_by=UserFactory(name="Somebody else"), **values
    )


def save(client, program, base="", **values):
    """Save `values` from the version that `program` was read at."""
    sent = {"name": program.name, "boilerplate": program.boilerplate, "tags": ["a", "b"]}
    sent |= {"version": str(program.version), "base": base, "form_key": "k"} | values
    return client.post(address(program), sent)


def from_the_page(client, program, **values):
    return save(client, program, conflicts.base_of(NoteForm(instance=program)), **values)


def sent_by(response, **picks):
    """What a browser would send of the page, with `picks` chosen and boxes written."""
    page = response.content.decode()
    [form] = [one for one in FORM.findall(page) if 'name="version"' in one]
    sent = {}
    for name, value in [*HIDDEN.findall(form), *BOX.findall(form), *PICKED.findall(form)]:
        sent.setdefault(name, []).append(html.unescape(value).removeprefix("\n"))
    return sent | {name.replace("_", "-", 1): value for name, value in picks.items()}


def stands():
    return Program.objects.values_list("name", "boilerplate", "version").get()


# -- what is asked --------------------------------------------------------------------------------
def test_both_texts_are_shown_and_nothing_is_changed(client, program):
    write(program, boilerplate=THEIRS)
    response = save(client, program, boilerplate=MINE)
    page = response.content.decode()

    assert response.status_code == 409
    assert "Theirs &lt;b&gt; &amp; &quot;quoted&quot;" in page
    assert "Mine\n&lt;i&gt;" in page
    assert "Somebody else" in page
    assert "checked" not in page
    assert stands() == ("N", THEIRS, 2)


def test_where_the_base_is_not_known_each_field_that_differs_is_asked(client, program):
    write(program, boilerplate=THEIRS)
    response = save(client, program, name="Mine alone")

    assert sent_by(response)["settle"] == ["name", "boilerplate"]


@pytest.mark.parametrize("base", ["x", "2,name:1", "1,name", "1", ",,,", "1,name:\0"])
def test_a_base_that_is_none_only_asks_more(client, program, base):
    write(program, boilerplate=THEIRS)
    response = save(client, program, base, name="Mine alone")

    assert sent_by(response)["settle"] == ["name", "boilerplate"]


def test_what_only_one_changed_goes_together_by_itself(client, program):
    write(program, boilerplate=THEIRS)
    response = from_the_page(client, program, name="Mine alone")
    page = response.content.decode()

    sent = sent_by(response)
    assert ("settle" not in sent, sent["boilerplate"]) == (True, [THEIRS])
    assert "only Somebody else changed it" in page
    assert "only you changed it" in page
    assert stands() == ("N", THEIRS, 2)
    assert client.post(address(program), sent).status_code == 302
    assert stands() == ("Mine alone", THEIRS, 3)


def test_a_field_that_both_changed_is_asked_beside_one_that_joins(client, program):
    write(program, boilerplate=THEIRS, name="Their name")
    response = from_the_page(client, program, boilerplate=MINE)

    assert sent_by(response)["settle"] == ["boilerplate"]
    client.post(address(program), sent_by(response, pick_boilerplate="mine"))
    assert stands() == ("Their name", MINE, 3)


def test_a_page_that_saved_by_itself_meanwhile_has_another_base(client, program):
    base = conflicts.base_of(NoteForm(instance=program))
    write(program, boilerplate="Kept by itself.")
    program.refresh_from_db()
    write(program, boilerplate="First.")

    response = save(client, program, base, boilerplate="Kept by itself, and on.")

    assert sent_by(response)["settle"] == ["boilerplate"]


def test_a_page_with_a_mistake_still_knows_what_it_began_from(program):
    first = conflicts.base_of(NoteForm(instance=program))
    again = NoteForm({"name": "", "base": first}, instance=program)
    again.is_valid()

    assert conflicts.base_of(again) == first
    assert "First" not in first
    assert conflicts.base_of(NoteForm()) == ""


# -- how it is settled ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pick", "kept"), [("theirs", THEIRS), ("mine", MINE), ("joined", f"{THEIRS}\n\n{MINE}")]
)
def test_what_is_chosen_is_kept_and_the_rest_of_the_form_travels(client, program, pick, kept):
    write(program, boilerplate=THEIRS)
    response = save(client, program, boilerplate=MINE)
    sent = sent_by(response, pick_boilerplate=pick)

    assert sent["tags"] == ["a", "b"]
    assert client.post(address(program), sent).status_code == 302
    name, words, version = stands()
    assert (name, words.replace("\r", ""), version) == ("N", kept, 3)


def test_one_field_of_theirs_and_one_of_mine(client, program):
    write(program, boilerplate=THEIRS, name="Their name")
    response = save(client, program, boilerplate=MINE, name="My name")
    client.post(address(program), sent_by(response, pick_boilerplate="theirs", pick_name="mine"))

    assert stands() == ("My name", THEIRS, 3)


@pytest.mark.parametrize("picks", [{}, {"pick_boilerplate": "both"}])
def test_a_field_without_a_choice_comes_back_with_all_that_was_typed(client, program, picks):
    write(program, boilerplate=THEIRS, name="Their name")
    response = save(client, program, boilerplate=MINE, name="My name")
    sent = sent_by(response, pick_name="theirs", **picks) | {"joined-boilerplate": "Half joined"}
    again = client.post(address(program), sent)

    assert again.status_code == 409
    assert stands() == ("Their name", THEIRS, 2)
    assert "This needs an answer." in again.content.decode()
    kept = sent_by(again)
    assert kept["pick-name"] == ["theirs"]
    assert kept["joined-boilerplate"] == ["Half joined"]
    assert (kept["mine-boilerplate"], kept["mine-name"]) == ([MINE], ["My name"])
    assert kept["version"] == ["2"]


@pytest.mark.parametrize("pick", ["theirs", "mine", "joined"])
def test_somebody_who_was_quicker_again_is_met_again_with_all_that_was_typed(client, program, pick):
    write(program, boilerplate=THEIRS)
    response = save(client, program, boilerplate=MINE)
    write(program, boilerplate="A third text")
    sent = sent_by(response, pick_boilerplate=pick) | {"joined-boilerplate": "Ours, joined"}
    again = client.post(address(program), sent)
    page = again.content.decode()

    assert again.status_code == 409
    assert stands() == ("N", "A third text", 3)
    assert ">Mine\n&lt;i&gt;</blockquote>" in page
    kept = sent_by(again)
    assert kept["joined-boilerplate"] == ["A third text\n\nOurs, joined"]
    assert "pick-boilerplate" not in kept
    assert "This needs an answer." not in page
    client.post(address(program), kept | {"pick-boilerplate": "joined"})
    assert stands() == ("N", "A third text\n\nOurs, joined", 4)


def test_another_field_changed_meanwhile_joins_and_the_choice_stands(client, program):
    write(program, boilerplate=THEIRS)
    response = save(client, program, boilerplate=MINE)
    write(program, name="A third name")
    again = client.post(address(program), sent_by(response, pick_boilerplate="mine"))

    kept = sent_by(again)
    assert (kept["settle"], kept["pick-boilerplate"]) == (["boilerplate"], ["mine"])
    client.post(address(program), kept)
    assert stands() == ("A third name", MINE, 4)


def test_words_put_aside_stand_on_the_page_until_something_is_saved(client, program):
    write(program, boilerplate=THEIRS)
    response = save(client, program, boilerplate="Mine, put aside")
    write(program, name="A third name")
    again = client.post(address(program), sent_by(response, pick_boilerplate="theirs"))

    assert again.status_code == 409
    assert "Mine, put aside" in again.content.decode()


def test_leaving_saves_nothing(client, program):
    write(program, boilerplate=THEIRS)

    page = save(client, program, boilerplate=MINE).content.decode()

    assert f'href="{address(program)}"' in page


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("A", "B", "A\n\nB"), ("A", "A", "A"), ("", "B", "B"), (None, "B", "B"), ("A", "", "A"),
        ("No", "Nothing", "No\n\nNothing"), ("A", "A\n\nB", "A\n\nB"),
    ],
)  # fmt: skip
def test_both_texts_fit_into_one_box(theirs, mine, both):
    assert conflicts.joined(theirs, mine) == both


# -- what a made-up page learns: nothing ----------------------------------------------------------
def test_the_page_knows_of_no_field_that_the_save_does_not_write(client, program):
    write(program, boilerplate=THEIRS)

    page = save(client, program, boilerplate=MINE, created_at="x", changed_by="x", id="x")

    names = {one.split(":")[0] for one in page.context["base"].split(",")[1:]}
    assert names == {"name", "boilerplate"}


def test_what_the_page_began_from_cannot_be_guessed_without_our_key(program, settings):
    before = conflicts.base_of(NoteForm(instance=program))
    settings.SECRET_KEY = "another " * 8

    assert conflicts.base_of(NoteForm(instance=program)) != before


@pytest.mark.parametrize("key", ["another", "garbage", ""])
def test_a_posted_key_shows_no_row_and_breaks_nothing(key):
    row, another = RoundFactory(), ProgramFactory(name="ZQ-another")
    given = {"another": str(another.pk)}.get(key, key)
    post = QueryDict(mutable=True)
    post.update({"settle": "program", "version": "1", "mine-program": given})
    post["said-program"] = "As it was called here"

    clash = ("Program", "program", row.program, another)
    page = conflicts.page(post, Stale(row, [clash]))

    [asked] = page["asked"]
    assert asked.mine == ("As it was called here" if given else "")
