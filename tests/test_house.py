"""The house's conventions, each as a test. A new exception is a line here with its reason."""

import ast
import re
from inspect import signature
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.forms import BaseModelForm
from django.test import RequestFactory
from django.urls import get_resolver

BASE = settings.BASE_DIR
OURS = [room for room in [*settings.ROOMS, "config", "demo"] if (BASE / room).exists()]
PYTHON = sorted(
    path for room in OURS for path in (BASE / room).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((BASE / "templates").rglob("*.html")) + sorted(
    (BASE / "templates").rglob("*.txt")
)
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]

MAY_CASCADE = {
    "foundation.FormKey.by",  # a used key is worth nothing without its person
    "matching.ProposalPerson.proposal",  # a list that is written anew as a whole
    "overview.Snooze.user",  # a row put off is worth nothing without its person
    "instruments.Anchor.item",  # a draft's item goes with its anchors; published ones never go
    "instruments.Answer.sheet",  # retention takes a sheet with its answers
    "instruments.Item.instrument_version",  # a draft goes with its items
}
NO_UUID_KEY = {
    "notifications.Origin",  # one row at most, and a constraint says which
}
MAY_MARK_SAFE = {
    "foundation/pictures.py",  # draws SVG from numbers; words go through format_html
    "foundation/templatetags/pictures.py",
    "notifications/mail.py",  # joins paragraphs that were escaped one by one
    "templates/account/email/login_code_message.txt",  # plain text, no HTML
    "templates/account/email/login_code_subject.txt",
    "templates/uswds/layout/help.html",  # help texts are ours, never typed by people
}
NEVER_SAID = re.compile(
    r"\b(anonymous(ly)?|confidential(ly)?|safe(ly)?|secure(ly)?)\b", re.IGNORECASE
)
HOOKS = re.compile(r"^    def (save|delete)\(self|@receiver|post_save|pre_save", re.MULTILINE)
SERVICE = re.compile(r"(^|[/_])(services|permissions)")
MAY_BE_WRITTEN = {
    "InitiativeForm.requested_by",  # who asked for the work, in words
    "NewOrganizationForm.state",  # of the United States
    "OrganizationForm.state",
}
NEVER_WRITTEN = {"*", "__all__", "id", "by", "at", "state", "phase", "version", "is_active"}
STATE_NAMES = {"state", "status", "stage", "phase"}
A_SENTENCE = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}|{% translate (\"[^\"]*\"|'[^']*')|{#.*?#}"
)
LONGEST_LINE = 320  # of a template, its sentences and comments left out: those cannot be broken
STANDS_ALONE = re.compile(
    r"{% include [^%]*%}[,.:;)][^\n]*|^ *[,.:;)](?![\w-]).*|^ *<span class=\"sr\">[,.:;].*",
    re.MULTILINE,
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "ngettext_lazy"}


def name_of(path):
    return path.relative_to(BASE).as_posix()


def trees():
    for path in PYTHON:
        yield path, ast.parse(path.read_text())


def found_in(paths, find):
    """Return the name of each file to what `find(text)` finds there, where it finds something."""
    found = {name_of(path): find(path.read_text(encoding="utf-8")) for path in paths}
    return {name: faults for name, faults in found.items() if faults}


def test_time_enters_at_the_edge_only():
    told = re.compile(r"\b(?:timezone|datetime|date)\.(?:now|utcnow|today)\(")

    assert set(found_in(PYTHON, told.findall)) == {"foundation/clock.py"}


def views(resolver=None):
    """Yield each of our views that has an address, and the names its address hands it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern)
        elif hasattr(pattern.callback, "view_class"):
            continue  # a class says itself which methods it answers
        elif pattern.callback.__module__.partition(".")[0] in OURS:
            yield pattern.callback, list(signature(pattern.callback).parameters)[1:]


def answer(view, names):
    """Return what `view` says to a method that no page knows, or the fault it ran into."""
    request = RequestFactory().generic("PROPFIND", "/")
    try:
        return view(request, **dict.fromkeys(names)).status_code
    except Exception as fault:
        return repr(fault)


def test_every_view_says_which_methods_it_answers():
    said = {f"{view.__module__}.{view.__name__}": answer(view, names) for view, names in views()}

    assert said == dict.fromkeys(said, 405)
    assert len(said) > 100


def test_no_row_disappears_with_another():
    cascading = {
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.OneToOneField)
        and field.remote_field.on_delete in {models.CASCADE, models.SET_NULL}
        and not model._meta.auto_created
    }

    assert cascading <= MAY_CASCADE


def test_every_table_of_ours_has_an_unguessable_key():
    # Django's own tables of pairs are left out: no address names a row of theirs.
    guessable = {
        model._meta.label for model in MODELS if not isinstance(model._meta.pk, models.UUIDField)
    }

    assert guessable == NO_UUID_KEY


def checked_fields(model):
    found = set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            found |= {part[0].partition("__")[0] for part in leaves(constraint.condition)}
    return found


def leaves(condition):
    for child in condition.children:
        yield from [child] if isinstance(child, tuple) else leaves(child)


def test_the_database_knows_every_state():
    unchecked = [
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in model._meta.local_fields
        if field.choices and field.name in STATE_NAMES and field.name not in checked_fields(model)
    ]

    assert unchecked == []


def test_nothing_is_marked_safe_without_its_reason():
    marking = {
        name_of(path)
        for path in [*PYTHON, *TEMPLATES]
        if re.search(r"\|\s*safe\b|mark_safe|autoescape off|\|\s*safeseq", path.read_text())
    }

    assert marking <= MAY_MARK_SAFE


def styled(text):
    """Return what a template holds of style and script that the policy forbids."""
    found = re.findall(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    scripts = re.findall(r"<script\b[^>]*>", text)
    return found + [s for s in scripts if "src=" not in s and 'type="application/json"' not in s]


def test_no_template_holds_style_or_script():
    found = found_in(TEMPLATES, styled)

    # Mail programs need styles in the mail itself.
    assert [name for name in found if not name.endswith("/mail.html")] == []


def said_in(text):
    """Return what a template says: all but its tags, comments and HTML attributes."""
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", text, flags=re.DOTALL)
    quoted = " ".join(re.findall(r"\{% translate (\"[^\"]*\"|'[^']*')", text))
    return quoted + " " + re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", text, flags=re.DOTALL)


def test_no_template_promises_what_we_cannot_hold():
    assert found_in(TEMPLATES, lambda text: NEVER_SAID.search(said_in(text))) == {}


def test_no_sentence_in_code_promises_what_we_cannot_hold():
    said = [
        f"{name_of(path)}: {part.value}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and NEVER_SAID.search(str(part.value))
    ]

    assert said == []


def test_words_to_translate_stand_in_the_call():
    unread = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (name := getattr(node.func, "id", "")) in GETTEXT
        for part in node.args[: 2 if name.startswith("ng") else 1]
        if not (isinstance(part, ast.Constant) and isinstance(part.value, str))
    ]

    assert unread == []


def test_every_public_service_and_permission_says_what_it_does():
    silent = [
        f"{name_of(path)}:{node.name}"
        for path, tree in trees()
        if SERVICE.search(name_of(path))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def long_functions(text):
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    return [f.name for f in functions if f.end_lineno - f.lineno + 1 > 40]


def test_files_stay_readable():
    assert set(found_in(PYTHON, lambda text: text.count("\n") > 400)) <= {"config/settings.py"}
    assert found_in(PYTHON, long_functions) == {}


def test_no_save_is_overridden_and_no_signal_heard():
    found = [
        name_of(path)
        for path in PYTHON
        if re.search(
            r"^    def (save|delete)\(self|@receiver|post_save|pre_save", path.read_text(), re.M
        )
        and name_of(path) != "config/celery.py"
    ]

    forms = [name for name in found if not Path(name).name.startswith("forms")]
    assert forms == []


def test_the_word_list_finds_what_it_should():
    bad = ["It is anonymous.", "Kept Confidential", "a safe place", "securely sent"]
    good = ["unsafe to say", "insecure", "safety", "who sees it"]

    assert [bool(NEVER_SAID.search(words)) for words in [*bad, *good]] == [True] * 4 + [False] * 4


def test_no_hint_to_people_names_an_organization_of_the_demonstration():
    hint = re.compile(r"For example[^\"]*(Lakeview|Beacon)")
    told = [path for path in [*PYTHON, *TEMPLATES] if "demo" not in path.relative_to(BASE).parts]

    assert [path.name for path in told if hint.search(path.read_text(encoding="utf-8"))] == []


def long_lines(text):
    lines = [A_SENTENCE.sub("", line) for line in text.splitlines()]
    return [line for line in lines if len(line) > LONGEST_LINE]


def test_a_template_is_laid_out_over_lines():
    assert found_in(PAGES, long_lines) == {}


def test_no_space_is_drawn_before_a_comma_or_a_colon():
    """An included file ends with a line break, and so does a line before the next one."""
    assert found_in(PAGES, STANDS_ALONE.findall) == {}


@pytest.mark.parametrize(
    ("never", "why"),
    [
        (r"\b(eta|countdown)\s*=", "a broker gives what waits in it to every worker (trust U7)"),
        (r"cache_page|\{% (load )?cache\b", "a kept part is shown to the next reader (trust K19)"),
        (r"\*\*\s*(dict\()?request\.|order_by\(\*?request\.", "it asks for more (trust K32)"),
    ],
)
def test_what_no_line_of_ours_does(never, why):
    found = [name_of(path) for path in PYTHON + TEMPLATES if re.search(never, path.read_text())]

    assert not found, why


def model_forms(kind=BaseModelForm):
    """Yield every form of a row that the pages know: they are loaded with the addresses."""
    get_resolver().url_patterns  # noqa: B018 - reading it imports every view
    for form in kind.__subclasses__():
        yield form
        yield from model_forms(form)


def test_a_form_writes_what_it_names_and_never_who_when_or_how_it_stands():
    """Of a state, a side or a person, the service decides, whatever a body holds (trust K31)."""
    ours = {form for form in model_forms() if form.__module__.partition(".")[0] in OURS}
    bound = {form for form in ours if form._meta.model}
    taken = {
        f"{form.__name__}.{name}"
        for form in bound
        for name in (["*"] if form._meta.fields is None else form._meta.fields)
        if name in NEVER_WRITTEN or name.endswith(("_at", "_by"))
    }

    assert len(bound) > 20
    assert taken == MAY_BE_WRITTEN


def test_a_state_is_set_by_its_mover_alone():
    """A claim and its end are steps of a machine, without history: docs/messages.md says so."""
    setting = {
        name_of(path)
        for path, tree in trees()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "update"
        for given in call.keywords
        if given.arg in STATE_NAMES
    }

    assert setting == {
        "demo/simulator/post.py",  # mail of a past that was played is laid into mailboxes
        "notifications/delivery.py",
        "notifications/origin.py",
    }
