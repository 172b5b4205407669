"""The interest form, the nine answers, levels, notes, replies; offers and worries."""

from datetime import date

from django.urls import reverse

from instruments import services as sheets
from matching.services import offers, readings
from tests import factories_matching as make
from tests.authorization.rooms import (
    matching_beside,
    matching_hands,
    matching_motives,
    matching_pairs,
    matching_rounds,
    matching_workups,
)
from tests.authorization.world import SIDES, Try
from tests.factories import NOW

STATES = (
    "draft", "submitted", "free", "withdrawn", "asked", "answered", "read", "apart", "prepared",
    "replied",
)  # fmt: skip


def build(world):
    """One form in each place of its way, written by OWN and held by FAC."""
    rounds = make.OpenRoundFactory(program=world.program)
    make.loading.load_instruments(now=NOW)
    for side in SIDES:
        world.things["round", side] = rounds
        for state in STATES:
            world.things[state, side] = _form(world, side, state)
        matching_hands.build(world, side)
        world.things["offer", side] = _offer(world, side)
        world.things["offer_out", side] = _offer(world, side, out=True)
        world.things["arrival", side] = make.ArrivalFactory(
            round=rounds,
            user=world.person("X", side),
            state="waiting",
            organization=world.sides["main", side].organization,
        )
    matching_pairs.build(world)
    matching_beside.build(world)
    matching_workups.build(world)
    matching_rounds.build(world)
    matching_motives.build(world)


def _form(world, side, state):
    organization = world.sides["main", side].organization
    round = make.OpenRoundFactory(program=world.program)
    words = {**make.WRITTEN, "challenge": world.canary(state, "challenge", side)}
    given = {"round": round, "organization": organization, **words}
    own, facilitator = world.person("OWN", side), world.person("FAC", side)
    if state == "draft":
        return make.ApplicationFactory(created_by=own, **given)
    form = make.ApplicationFactory(created_by=own, **given)
    make.applications.submit(application=form, expected=1, by=own, now=NOW)
    if state == "withdrawn":
        make.applications.withdraw(application=form, by=own, now=NOW)
    if state in {"free", "withdrawn"}:
        return form
    readings.assign(subject=form, facilitator=facilitator, by=facilitator, now=NOW)
    if state == "submitted":
        return form
    make.screen(form)
    _write(world, side, state, form, own)
    if state == "asked":
        return form
    sheets.sign_off(sheet=make.words_of(form), by=own, now=NOW)
    if state == "answered":
        return form
    return _read(world, side, state, form, facilitator)


def _read(world, side, state, form, facilitator):
    reading = make.first(form)
    readings.keep_note(
        reading=reading, note=world.canary(state, "note", side), by=facilitator, now=NOW
    )
    make.rate(reading, make.PREPARE)
    form.refresh_from_db()
    if state == "apart":
        make.second(form, {**make.PREPARE, "R8": 4})
    if state == "prepared":
        make.reply(form)
    if state == "replied":
        make.reply(
            form, "ready", words=world.canary(state, "reply", side),
            override_reason=world.canary(state, "reason", side),
        )  # fmt: skip
    form.refresh_from_db()
    return form


def _write(world, side, state, form, by):
    sheet = make.words_of(form)
    item = sheet.instrument_version.items.get(key="R5")
    words = world.canary(state, "answer", side)
    sheets.save_answer(sheet=sheet, item=item, words=words, expected=0, by=by, now=NOW)


def _offer(world, side, *, out=False):
    organization = world.sides["main", side].organization
    facilitator = world.person("FAC", side)
    round = make.OpenRoundFactory(program=world.program)
    offer = offers.invite(organization=organization, round=round, by=facilitator, now=NOW)
    worry = world.canary("offer", "worry", side)
    offers.save_worry(offer=offer, words=worry, expected=0, by=world.person("OWN", side), now=NOW)
    if out:
        offers.withdraw(offer=offer, by=facilitator, now=NOW)
    return offer


def page(name, row, *before, **query):
    return reverse(f"matching:{name}", args=[*before, row.pk])


# -- rows 9 to 13 ----------------------------------------------------------------------------------
def answers_draft(world, side):
    form = world.things["asked", side]
    url = page("nine", form, "applications")
    return Try("get", url, None, world.canary("asked", "answer", side))


def answers_read(world, side):
    form = world.things["read", side]
    url = page("nine", form, "applications")
    return Try("get", url, None, world.canary("read", "answer", side))


def answers_edit(world, side):
    sheet = make.words_of(world.things["read", side])
    url = reverse("instruments:answer", args=[sheet.pk, "R5"])
    return Try("post", url, {"words": "Changed", "version": 1})


def score(world, side):
    return Try(
        "get",
        page("application", world.things["replied", side]),
        None,
        "How their nine answers were read",
    )


def note(world, side):
    url = page("board", world.things["read", side], "applications")
    return Try("get", url, None, world.canary("read", "note", side))


# -- rows of the form ------------------------------------------------------------------------------
def draft_read(world, side):
    form, canary = world.things["draft", side], world.canary("draft", "challenge", side)
    write = reverse("matching:write", args=[form.pk, "problem"])
    return [Try("get", write, None, canary), Try("get", page("send", form), None, canary)]


def draft_edit(world, side):
    form = world.things["draft", side]
    said = {"challenge": "Changed by hand", "version": 1}
    saved = {"why_now": "Changed by hand", "version": 1}
    return [
        Try("post", reverse("matching:write", args=[form.pk, "problem"]), said),
        Try("post", reverse("matching:autosave", args=[form.pk, "reasons"]), saved),
    ]


def sent(world, side):
    form = world.things["draft", side]
    return Try("post", page("send", form), {"version": form.version})


def form_read(world, side):
    form = world.things["submitted", side]
    return Try("get", page("application", form), None, world.canary("submitted", "challenge", side))


def receipt(world, side):
    form = world.things["submitted", side]
    return Try("get", page("sent", form))


def withdrawn(world, side):
    return Try("post", page("withdraw", world.things["submitted", side]), {})


def taken_back(world, side):
    return Try("post", page("take_back", world.things["withdrawn", side]), {})


def taken(world, side):
    return Try("post", page("take", world.things["free", side], "applications"), {})


def desk(world, side):
    """Its place on the first page is by when its answer was promised."""
    form = world.things["read", side]
    type(form).objects.filter(pk=form.pk).update(answer_by=date(2020, 1, 1))
    return Try("get", reverse("matching:desk"), None, form.get_absolute_url())


def screened(world, side):
    form = world.things["submitted", side]
    said = {
        "kind_fits": "yes", "work_is_active": "no", "words": "Dear all", "try_instead": "The open"
        " workshops", "next_on": "2037-04-01",
    }  # fmt: skip
    return Try("post", page("screen", form), said)


def cared(world, side):
    """Assigning belongs to the leads."""
    form = world.things["submitted", side]
    other = world.staff["FAC2"].pk
    return Try("post", page("assign", form, "applications"), {"person": other})


def taken_up(world, side):
    reading = make.first(world.things["read", side])
    return Try("post", page("take_up", reading), {"why": "I misread it."})


def second_asked(world, side):
    form = world.things["read", side]
    said = {"person": world.staff["FAC2"].pk}
    return Try("post", page("second_reader", form, "applications"), said)


def levels(world, side):
    reading = make.first(world.things["answered", side])
    return Try("post", page("levels", reading), {"R1": 4, "version": 1})


def levels_saved(world, side):
    reading = make.first(world.things["answered", side])
    return Try("post", page("autosave_levels", reading), {"R1": 4, "version": 1})


def talked(world, side):
    said = {"note_R8": "The calendar needs it.", "present": "Both", "held_on": "2026-03-05"}
    return Try("post", page("talk", world.things["apart", side], "applications"), said)


def read_again(world, side):
    return Try("post", page("read_again", world.things["prepared", side], "applications"), {})


def replied(world, side):
    said = {
        "words": "Dear all", "next_step": "A call", "next_on": "2037-04-01", "result": "preparing",
    }  # fmt: skip
    form = world.things["read", side]
    return Try("post", page("reply", form, "applications"), said)


def reason(world, side):
    form, canary = world.things["replied", side], world.canary("replied", "reason", side)
    return Try("get", page("application", form), None, canary)


def reply_words(world, side):
    form, canary = world.things["replied", side], world.canary("replied", "reply", side)
    return Try("get", page("application", form), None, canary)


# -- rows of the offer -----------------------------------------------------------------------------
def offer_read(world, side):
    return Try("get", page("offer", world.things["offer", side]))


def worry(world, side):
    offer, canary = world.things["offer", side], world.canary("offer", "worry", side)
    return Try("get", page("offer", offer), None, canary)


def worry_written(world, side):
    offer = world.things["offer", side]
    said = {"words": "Something new", "version": 1}
    return Try("post", page("worry", offer), said)


def places_set(world, side):
    return Try("post", page("places", world.things["offer", side]), {"places": 2, "version": 1})


def offer_withdrawn(world, side):
    return Try("post", page("withdraw_offer", world.things["offer", side]), {})


def invited(world, side):
    said = {"organization": world.sides["elsewhere", side].organization.name}
    return Try("post", page("invite", world.things["round", side]), said)


def offer_back(world, side):
    return Try("post", page("take_back_offer", world.things["offer_out", side]), {})


def let_in(world, side):
    return Try("post", page("let_in", world.things["arrival", side]), {})


def not_let_in(world, side):
    return Try("post", page("decline", world.things["arrival", side]), {})


def rules(world, side):
    said = {
        "ready_level": 3, "ready_mean": "2.50", "unclear_level": 2, "will_level": 2,
        "able_level": 3, "build_level": 2,
    }  # fmt: skip
    return Try("post", reverse("matching:rules", args=[world.program.pk]), said)


CELLS = {
    9: answers_draft, 10: answers_read, 11: answers_edit, 12: score, 13: note,
    201: draft_read, 202: draft_edit, 203: sent, 204: form_read, 205: receipt, 206: withdrawn,
    207: taken_back, 208: screened, 209: cared, 210: taken, 211: desk, 212: taken_up,
    213: second_asked, 214: levels, 215: levels_saved, 216: talked, 217: replied, 218: read_again,
    219: reason, 220: reply_words, 221: offer_read, 222: worry, 223: worry_written,
    224: offer_withdrawn, 225: offer_back, 226: invited, 227: let_in, 228: not_let_in, 229: rules,
    820: places_set,
    **matching_pairs.CELLS, **matching_hands.CELLS,
    **matching_beside.CELLS, **matching_workups.CELLS,
    **matching_rounds.CELLS, **matching_motives.CELLS,
}  # fmt: skip
