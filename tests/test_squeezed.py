"""What a test reads of a page: no line break that only lays a template out, every other one."""

import pytest

from tests.squeezed import squeezed


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<ul>\n  <li>\n    One\n  </li>\n</ul>\n", "<ul><li>One</li></ul>"),
        ("<p>Ask\n  <a>Ada</a>\n  today.</p>", "<p>Ask <a>Ada</a> today.</p>"),
        ("<p>One\n    and two.</p>", "<p>One and two.</p>"),
        ("<p>One <b>two</b> <i>three</i></p>", "<p>One <b>two</b> <i>three</i></p>"),
        ("<p>\n  <textarea>\n  a\n  b</textarea>\n</p>", "<p><textarea>\n  a\n  b</textarea></p>"),
    ],
)
def test_only_what_lays_a_template_out_is_left_out(html, read):
    assert squeezed(html) == read
