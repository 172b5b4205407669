"""One mail: one reader, the same words twice, the calendar as calendars want it."""

import re

import pytest
from django.core import mail as sent
from django.utils.html import strip_tags
from icalendar import Calendar

from accounts import links
from accounts.models import PersonalLink
from notifications import delivery, ics, mail, outbox
from notifications.rules import Link
from tests.factories_notifications import NOW, make_about, make_message, make_person
from tests.notifications.test_ics import meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(monkeypatch):
    """Something that links to answer may open."""
    made = make_about()
    monkeypatch.setitem(links._ways, ("answer", made._meta.label_lower), lambda link: "/there/")
    return made


def put(person, about, **fields):
    values = {
        "key": "session:6:before:1",
        "kind": "before",
        "subject": "Three answers",
        "body": "Your part: ten minutes.\n\n{{link:answer}}\n\nIf you skip it, we call.",
        "why": "Seven days before the session.",
        "links": {"answer": Link("answer", "Write three answers", about=about)},
    }
    return outbox.put(person=person, about=about, now=NOW, **(values | fields))


def test_a_mail_has_one_reader_and_our_headers():
    facilitator = make_person("Facilitator", email="facilitator@center.org")
    message = make_message(
        person=make_person(email="lead@lakeview.org"), reply_to=facilitator, key="a:1"
    )

    letter = mail.build(message, now=NOW)

    assert letter.recipients() == ["lead@lakeview.org"]
    assert letter.reply_to == ["facilitator@center.org"]
    written = letter.message()
    assert written["From"] == "Seedbed <seedbed@localhost>"
    assert written["Auto-Submitted"] == "auto-generated"
    assert written["Message-ID"] == f"<{written['X-Seed-Key']}@localhost>"
    assert written["Message-ID"] == mail.build(message, now=NOW).message()["Message-ID"]


def test_text_and_page_say_the_same(about):
    put(make_person(), about)

    delivery.hand_over_due(NOW)

    (letter,) = sent.outbox
    ((page, _kind),) = letter.alternatives
    words = re.sub(r"https?://\S+|[\s:>-]+", " ", letter.body).split()
    shown = strip_tags(page.partition("</h1>")[2].replace("<", " <"))
    assert re.sub(r"[\s:>-]+", " ", shown).split() == words
    assert "<style" not in page


def test_a_personal_link_is_made_when_it_goes_and_kept_nowhere(about):
    person = make_person()
    message = put(person, about)
    assert not PersonalLink.objects.exists()

    delivery.hand_over_due(NOW)

    link = PersonalLink.objects.get()
    assert (link.user, link.purpose, link.context_id) == (person, "answer", about.pk)
    (letter,) = sent.outbox
    (address,) = set(re.findall(r"http://localhost:8000/\S+", letter.body))
    token = address.rstrip("/").rpartition("/")[2]
    assert letter.alternatives[0][0].count(token) == 1
    message.refresh_from_db()
    assert token not in str(vars(message))


def test_a_link_that_opens_nothing_is_refused_when_it_is_written():
    with pytest.raises(ValueError, match="opens nothing"):
        put(make_person(), None, links={"answer": Link("answer", "Write")})


def test_an_invitation_carries_its_calendar_twice(about):
    person = make_person()
    part = ics.invitation(meeting(), to=person, now=NOW)
    put(person, about, kind="invitation", calendar=part)

    delivery.hand_over_due(NOW)

    parts = {one.get_content_type(): one for one in sent.outbox[0].message().walk()}
    inline = parts["text/calendar"]
    assert inline.get_param("method") == "REQUEST"
    for one in (inline, parts["application/ics"]):
        calendar = Calendar.from_ical(one.get_payload(decode=True))
        assert calendar["METHOD"] == "REQUEST"
        assert calendar.walk("VEVENT")[0]["ATTENDEE"] == f"mailto:{person.email}"
    assert parts["application/ics"].get_filename() == "session.ics"


def test_names_and_words_are_inert():
    person = make_person("<b>Lead</b>\r\nBcc: x@y.org", email="lead@lakeview.org")
    message = make_message(
        person=person, subject="Hello\r\nBcc: x@y.org", body="<img src=x>\n\n<script>1</script>"
    )

    letter = mail.build(message, now=NOW)

    written = letter.message()
    page = letter.alternatives[0][0]
    assert (written["Bcc"], written["Subject"]) == (None, "Hello Bcc: x@y.org")
    assert "<img" not in page
    assert "<script" not in page


def test_the_masked_text_holds_no_address():
    body = "Look: https://seedbed.org/me/link/abc\n\n{{link:answer}} <b>"

    shown = mail.masked(body)

    assert "seedbed.org" not in shown
    assert "link:answer" not in shown
    assert "&lt;b&gt;" in shown


def test_what_somebody_typed_like_a_link_stays_as_typed(about):
    message = put(make_person(), about, body="Come.\n\n{{link:answer}} or {{link:other}}")

    built = mail.build(message, now=NOW)

    for text in (built.body, built.alternatives[0][0]):
        assert "{{link:answer}}" not in text
        assert "{{link:other}}" in text
