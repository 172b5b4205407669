"""What is for those who write a template does not travel; what is read does."""

from django.template.loader import get_template
from django.template.loaders import filesystem

from foundation import template_loader
from tests.factories import UserFactory


def source(path, name, text):
    (path / name).write_text(text)
    origin = type("Origin", (), {"name": str(path / name)})()
    engine = type("Engine", (), {"file_charset": "utf-8"})()
    return template_loader.Loader(engine).get_contents(origin)


def test_a_page_keeps_its_lines_without_their_indentation(tmp_path):
    text = "<ul>\n    <li>One  two</li>\n\n\t<li>\n</ul>\n"

    assert source(tmp_path, "a.html", text) == "<ul>\n<li>One  two</li>\n\n<li>\n</ul>\n"


def test_a_plain_mail_stays_as_written(tmp_path):
    assert source(tmp_path, "a.txt", "Dear\n    you\n") == "Dear\n    you\n"


def test_pages_are_loaded_that_way():
    page = get_template("base.html").render({"user": UserFactory.build()})

    assert "\n<head>\n<meta" in page
    assert issubclass(template_loader.Loader, filesystem.Loader)
