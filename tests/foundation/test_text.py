"""What people type, cleaned once and the same everywhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.text import CONTROLS, LONGEST, clean_name, clean_text
from partnerships.models import Program
from tests.factories import NOW

TORTURE = [  # what arrives, as a text, as a name
    ("", "", ""),
    ("plain", "plain", "plain"),
    ("  two  spaces  ", "  two  spaces  ", "two spaces"),
    ("a\tb", "a\tb", "a b"),
    ("a\nb", "a\nb", "a b"),
    ("a\r\nb", "a\nb", "a b"),
    ("a\rb", "a\nb", "a b"),
    ("a\r\r\nb", "a\n\nb", "a b"),
    ("a\n\rb", "a\n\nb", "a b"),
    ("a\x85b", "a\nb", "a b"),
    ("a\u2028b", "a\nb", "a b"),
    ("a\u2029b", "a\nb", "a b"),
    ("nul\x00byte", "nulbyte", "nulbyte"),
    ("\x00", "", ""),
    ("bell\x07", "bell", "bell"),
    ("esc\x1b[31m", "esc[31m", "esc[31m"),
    ("form\x0cfeed\x0b", "formfeed", "formfeed"),
    ("del\x7f", "del", "del"),
    ("c1\x9bcontrol", "c1control", "c1control"),
    ("high\ud800surrogate", "highsurrogate", "highsurrogate"),
    ("low\udfffsurrogate", "lowsurrogate", "lowsurrogate"),
    ("\ud83d\ude00 as two halves", " as two halves", "as two halves"),
    ("Jose\u0301", "Jos\u00e9", "Jos\u00e9"),
    ("Jos\u00e9", "Jos\u00e9", "Jos\u00e9"),
    ("\u212bngstro\u0308m", "\u00c5ngstr\u00f6m", "\u00c5ngstr\u00f6m"),
    ("\u1112\u1161\u11ab", "\ud55c", "\ud55c"),
    ("e\x00\u0301", "\u00e9", "\u00e9"),
    ("e\u200b\u0301", "e\u200b\u0301", "\u00e9"),
    ("invoice\u202efdp.exe", "invoice\u202efdp.exe", "invoicefdp.exe"),
    ("\u2067right to left\u2069", "\u2067right to left\u2069", "right to left"),
    ("\u200fmark\u200e", "\u200fmark\u200e", "mark"),
    ("\u061carabic mark", "\u061carabic mark", "arabic mark"),
    ("zero\u200bwidth", "zero\u200bwidth", "zerowidth"),
    ("join\u2060er", "join\u2060er", "joiner"),
    ("\ufeffbom", "\ufeffbom", "bom"),
    ("soft\u00adhyphen", "soft\u00adhyphen", "softhyphen"),
    ("\u3164", "\u3164", ""),
    ("no\u00a0break", "no\u00a0break", "no break"),
    ("tag\U000e0041", "tag\U000e0041", "tag"),
    ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
    ("\U0001f600", "\U0001f600", "\U0001f600"),
    ("<b>&amp;</b>", "<b>&amp;</b>", "<b>&amp;</b>"),
    ("=1+1", "=1+1", "=1+1"),
]


@pytest.mark.parametrize(("given", "text", "name"), TORTURE)
def test_each_of_the_torture_list_comes_out_clean(given, text, name):
    assert (clean_text(given), clean_name(given)) == (text, name)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_odd(value):
    for clean in (clean_text, clean_name):
        once = clean(value)

        assert clean(once) == once
        assert unicodedata.normalize("NFC", once) == once
        assert not CONTROLS.search(once)
        once.encode()  # what the databases do; a lone surrogate would raise


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "text", "name"), TORTURE)
def test_the_database_holds_what_was_cleaned_whoever_writes(given, text, name):
    Program.objects.create(name=given, boilerplate=given, created_at=NOW, changed_at=NOW)
    Program.objects.update(sponsor=given)

    row = Program.objects.values_list("name", "sponsor", "boilerplate").get()
    assert row == (name, name, text)
    assert Program.objects.filter(name=given, boilerplate=given).exists()


def test_a_program_names_no_more_than_fits():
    limits = [Program._meta.get_field(name).max_length for name in ("name", "boilerplate")]

    assert limits == [200, LONGEST]
