"""What holds for the whole project: one-way imports, migrations, static files, documents."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from sessions_app.models import Session

ROOT = Path(settings.BASE_DIR)
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = [re.findall(r"\w+", layer) for layer in CONTRACT["contracts"][0]["layers"]]
MESSAGES = (ROOT / "docs" / "messages.md").read_text()
MISSION = (ROOT / "docs" / "mission.md").read_text()
NEIGHBOURS = {"matching", "sessions_app", "pulse"}  # they do not know each other


def test_the_contract_covers_every_room():
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"config"}

    assert rooms - set(CONTRACT["root_packages"]) == set(), "add the room to root_packages"


def test_the_contract_has_the_rooms_in_the_order_of_the_settings():
    contract = [layer[0] for layer in reversed(LAYERS) if not NEIGHBOURS & set(layer)]
    order = [room for room in settings.ROOMS if room not in NEIGHBOURS]

    assert contract == [*order, "demo", "config"]
    assert NEIGHBOURS in [set(layer) for layer in LAYERS]


def imports_from(package, text):
    """Return what of `package` a module imports: the submodule, or the name taken from it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for name in node.names:
                if name.name.split(".")[0] == package:
                    yield (name.name.split(".") + [""])[1]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            top, *below = (node.module or "").split(".")
            if top == package:
                yield from below[:1] or [name.name for name in node.names]


def test_imports_are_found():
    text = "import pulse\nimport pulse.models\nfrom pulse import released\nfrom pulse.a.b import c"

    assert list(imports_from("pulse", text)) == ["", "models", "released", "a"]


def test_of_the_candour_room_only_what_is_released_may_be_imported():
    found = {
        (str(path.relative_to(ROOT)), name)
        for room in ("insights", "overview")
        for path in (ROOT / room).rglob("*.py")
        for name in imports_from("pulse", path.read_text())
        if name != "released"
    }

    assert found == set()


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_static_files_can_be_collected(tmp_path):
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}

    with override_settings(
        STATIC_ROOT=tmp_path, STORAGES={**settings.STORAGES, "staticfiles": manifest}
    ):
        call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()


def variables_read():
    """Return the names of the environment variables that config/settings.py reads."""
    names = set()
    for node in ast.walk(ast.parse((ROOT / "config" / "settings.py").read_text())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called, name = ast.unparse(node.func), node.args[0]
        if (called == "needed" or called.startswith("env.")) and isinstance(name, ast.Constant):
            names.add(name.value)
    return names


def test_every_variable_is_described():
    text = (ROOT / "docs" / "operating.md").read_text()
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))

    assert described == variables_read()


def beginnings(name):
    """The bold words with which the paragraphs of a page for users begin, and its whole lines."""
    lines = [line for line in (Path(settings.BASE_DIR) / name).read_text().splitlines() if line]
    bold = [found[1] for line in lines if (found := re.match(r"(?:- )?\*\*(.+?)\*\*", line))]
    return lines + bold


@pytest.mark.parametrize(
    "name",
    ["docs/facilitators.md", "docs/participants.md", "docs/officers.md", "CHANGELOG.md"],
)
def test_users_read_nothing_twice(name):
    said = beginnings(name)

    assert said
    assert [one for one in said if said.count(one) > 1] == []


def test_the_sample_of_a_rule_asks_sessions_for_what_they_have():
    sample = MESSAGES.split("```")[1]
    asked = set(re.findall(r"session\.(\w+)", sample)) | set(
        re.findall(r"(\w+)__(?:gt|lte)=", sample)
    )

    assert "starts_at" in asked
    assert [name for name in sorted(asked - {"pk"}) if not hasattr(Session, name)] == []


@pytest.mark.parametrize("state", ["delivered", "bounced"])
def test_a_state_that_nothing_sets_is_not_told_as_one_that_comes(state):
    (row,) = re.findall(r"^\| delivered, bounced \|.*$", MESSAGES, re.MULTILINE)
    moved = re.compile(rf"move\([^)]*\b{state.upper()}\b")
    sets = [path for path in ROOT.glob("*/*.py") if moved.search(path.read_text())]

    assert sets or "not yet" in row


def test_what_the_code_cites_as_built_is_not_called_not_yet():
    told = dict(re.findall(r"^\| (\d\.\d\d) \|.*\| (.*) \|$", MISSION, re.MULTILINE))
    cited = {
        row
        for path in ROOT.glob("[a-z]*/**/*.py")
        if path.parts[len(ROOT.parts)] in settings.ROOMS
        for words in re.findall(r"\(domain ([^)]*)\)", path.read_text())
        for row in re.findall(r"\b\d\.\d\d\b", words)
    }

    assert len(cited) > 20
    assert sorted(row for row in cited if told[row] == "not yet") == []
