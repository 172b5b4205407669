"""The register of rules: every ask has its price."""

import pytest
from django.apps import apps
from django.utils.functional import Promise

from notifications import rules
from notifications.rules import AHEAD
from tests.factories_notifications import NOW, Listed


@pytest.fixture
def empty(monkeypatch):
    monkeypatch.setattr(rules, "_rules", {})


def test_a_rule_is_found_by_its_name(empty):
    rules.register(Listed)

    assert rules.get("test.listed") is rules.every()[0]
    assert rules.get("other") is None


def test_a_name_is_taken_once(empty):
    rules.register(Listed)

    with pytest.raises(ValueError, match="name of its own"):
        rules.register(Listed)


@pytest.mark.parametrize(
    ("field", "nothing"), [("minutes", 0), ("skipped", ""), ("screen", ""), ("who", "")]
)
def test_an_ask_without_a_price_is_refused(empty, field, nothing):
    free = type("Free", (Listed,), {field: nothing})

    with pytest.raises(ValueError, match=field):
        rules.register(free)
    assert rules.every() == []


def test_prices_are_data(empty):
    rules.register(Listed)
    rules.register(type("Told", (Listed,), {"name": "told", "ask": False}))

    assert rules.prices() == [
        rules.Price(
            rule="test.listed",
            rows=(25,),
            who="partner staff",
            minutes=10,
            skipped="The facilitator calls.",
            screen="The agenda's second block.",
        )
    ]


def test_every_ask_of_every_room_serves_a_row_and_has_a_price():
    asks = [rule for rule in rules.every() if rule.ask]

    assert [rule.name for rule in asks if not rule.rows or not 1 <= rule.minutes <= 90] == []
    assert len(rules.prices()) == len(asks)


def test_rules_of_installed_rooms_are_found_by_themselves():
    rooms = {config.name for config in apps.get_app_configs()}

    assert {type(rule).__module__.split(".")[0] for rule in rules.every()} <= rooms


def test_a_template_gives_subject_and_body(settings, tmp_path):
    (tmp_path / "mail.txt").write_text(
        "Three answers for {{ day }}\n\n{{ name }} asks.\n\n{{ links.answer }}\n"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    subject, body = rules.text("mail.txt", day="Thursday", name="O'Neil & <Co>")

    assert subject == "Three answers for Thursday"
    assert body == "O'Neil & <Co> asks.\n\n{{link:answer}}"


def test_a_rule_that_does_not_say_what_is_due_is_refused():
    silent = type("Silent", (rules.Rule,), {"name": "silent"})

    with pytest.raises(TypeError, match="due"):
        rules.register(silent)

    assert rules.get("silent") is None


def test_what_every_ask_says_of_itself_can_be_translated():
    said = [(rule.name, name, getattr(rule, name)) for rule in rules.every() if rule.ask
            for name in ("who", "skipped", "screen")]  # fmt: skip

    assert [row[:2] for row in said if not isinstance(row[2], Promise)] == []


def test_what_rules_share_is_loaded_once_in_a_pass_and_anew_in_the_next():
    loaded = []

    @rules.shared
    def rows(now):
        loaded.append(now)
        return len(loaded)

    assert [rows(NOW), rows(NOW)] == [1, 2]
    with rules.one_pass():
        assert [rows(NOW), rows(NOW), rows(NOW + AHEAD)] == [3, 3, 4]
    with rules.one_pass():
        assert rows(NOW) == 5
    assert rows(NOW) == 6


def test_what_could_not_be_loaded_is_tried_by_the_next_rule():
    tries = iter([ValueError("gone"), None])

    @rules.shared
    def rows(now):
        if error := next(tries):
            raise error
        return "rows"

    with rules.one_pass():
        with pytest.raises(ValueError, match="gone"):
            rows(NOW)
        assert rows(NOW) == "rows"
