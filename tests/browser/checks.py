"""What every page must pass. A browser test of a page calls `whole(page)` at least once.

`axe` asks the rules of WCAG 2.0 to 2.2 A and AA with the best practices and target sizes (contrast
a second time only where the second width shows colours the first did not), `reflow` looks for
sideways scroll, `keyboard` for controls that Tab does not reach, `outline` for one h1, no
skipped heading, one main landmark and a title.
"""

import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 360, 1280)
HEIGHT = 900
PICTURES = os.environ.get("PICTURES")
AXE_FINDS = """options => window.axe ?
  axe.run(document, options).then(({violations}) => violations) : null"""
MOST_STOPS = 400

CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
WATCH = """() => {
  if (window.stops) { window.stops.length = 0; return; }
  const numbers = new Map();
  window.stops = [];
  addEventListener('focusin', ({target: e}) => {
    if (e === document.body) return;
    if (!numbers.has(e)) numbers.set(e, numbers.size);
    // a date field has a stop each for month, day, year and its calendar
    if (window.stops.length && window.stops.at(-1).stop === numbers.get(e)) return;
    const box = e.closest('.choice') || e, styles = [getComputedStyle(e), getComputedStyle(box)];
    const ring = styles.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2);
    window.stops.push({stop: numbers.get(e), html: e.outerHTML.slice(0, 120), ring});
  });
}"""
REACHABLE = f"""() => [...document.querySelectorAll('{CONTROLS}')].filter(e => {{
  if (e.disabled || !e.checkVisibility({{visibilityProperty: true}})) return false;
  if (e.type === 'radio') {{
    const all = [...document.querySelectorAll('input[type=radio]')];
    const group = all.filter(r => r.name === e.name && r.form === e.form);
    return e === (group.find(r => r.checked) || group[0]);
  }}
  return true;
}}).map(e => e.outerHTML.slice(0, 120))"""
FROM_THE_TOP = f"""() => {{
  const reachable = ({REACHABLE})();
  document.activeElement.blur();
  window.getSelection().removeAllRanges();
  document.body.tabIndex = -1;
  document.body.focus();
  ({WATCH})();
  return reachable;
}}"""
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 120)).slice(0, 5)
    .concat([`${root.scrollWidth} > ${root.clientWidth}`]);
}"""
OUTLINE = """() => ({
  headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(e => e.checkVisibility()).map(e => [Number(e.tagName[1]), e.textContent.trim()]),
  mains: document.querySelectorAll('main, [role=main]').length,
  title: document.title,
})"""

# What contrast depends on, of each text that shows: colour, whether it is large, what is behind.
COLOURS = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility({visibilityProperty: true})) continue;
    const {color, fontSize, fontWeight} = getComputedStyle(e);
    const large = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
    const behind = [];
    for (let over = e; over; over = over.parentElement) {
      const {backgroundColor, backgroundImage, opacity, position} = getComputedStyle(over);
      const placed = ['static', 'relative'].includes(position) ? '' : position;
      const seen = [backgroundColor, backgroundImage, opacity, placed].join(' ');
      if (seen !== 'rgba(0, 0, 0, 0) none 1 ') behind.push(seen);
    }
    found.add([color, large, ...behind].join(' '));
  }
  return [...found];
}"""

# A press comes back when the page has heard it, before the next page is there.
LEAVING = """
  addEventListener('submit', e => {
    if (!e.defaultPrevented && e.target.method !== 'dialog') window.leaving = true;
  });
  addEventListener('click', e => {
    const link = e.target.closest && e.target.closest('a[href]');
    if (!link || e.defaultPrevented || link.target || link.hasAttribute('download')) return;
    const [here, there] = [location.href, link.href].map(address => address.split('#')[0]);
    if (here !== there && link.protocol.startsWith('http')) window.leaving = true;
  });
"""
STAYS = "() => !window.leaving && document.readyState === 'complete'"


def sign_in(page, live_server, user) -> None:
    """Give the browser a session of `user`; no form is filled in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": live_server.url}]
    )


def settled(page) -> None:
    """Wait until the page that the last press leads to is there, whole."""
    if not _stays(page):
        page.wait_for_function(STAYS)


def _stays(page) -> bool:
    """Say whether the page is whole now; asked once, which is much quicker than to wait."""
    try:
        return page.evaluate(STAYS)
    except Error:  # it left while it was asked
        return False


def axe(page, leave_out=()) -> None:
    """Fail with the findings of axe. `leave_out` names rules; the caller says why."""
    settled(page)
    _axe(page, leave_out)


def _axe(page, leave_out):
    off = {rule: {"enabled": False} for rule in leave_out}
    options = {"resultTypes": ["violations"], "runOnly": RULES, "rules": off}
    found = page.evaluate(AXE_FINDS, options)
    if found is None:
        _bring_axe(page)
        found = page.evaluate(AXE_FINDS, options)
    assert found == [], "\n".join(_said(finding) for finding in found)


def _bring_axe(page):
    """Give the document axe, half a megabyte, past Playwright, which would read it twice."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE_SCRIPT})
    session.detach()


def _said(finding):
    nodes = [
        f"{node['html'][:160]} {node.get('failureSummary', '')[:300]}" for node in finding["nodes"]
    ]
    return "\n  ".join([f"{finding['id']}: {finding['help']}", *nodes[:5]])


def reflow(page, widths=WIDTHS) -> None:
    """Fail where the page scrolls sideways at one of `widths` (CSS pixels)."""
    before = page.viewport_size
    for width in widths:
        _narrow(page, width)
    _resize(page, before)


def _narrow(page, width):
    _resize(page, {"width": width, "height": HEIGHT})
    wide = page.evaluate(SIDEWAYS)
    assert wide == [], f"sideways scroll at {width}: {wide}"


def _resize(page, size):
    if page.viewport_size != size:
        page.set_viewport_size(size)


def keyboard(page) -> None:
    """Fail where Tab does not reach a control, shows no ring on it or cannot leave it."""
    wanted = set(page.evaluate(FROM_THE_TOP))
    stops = _stops(page, len(wanted) + 1)
    reached = {stop["html"] for stop in stops}
    without_ring = [stop["html"] for stop in stops if not stop["ring"]]
    missed = sorted(wanted - reached)
    assert (missed, without_ring) == ([], []), f"missed {missed}, no ring {without_ring}"


def _stops(page, at_once):
    """Return where Tab stops, until it comes by one again or to no other."""
    before = -1
    stops: list[dict] = []
    while before < len(stops) < MOST_STOPS:
        before = len(stops)
        for _press in range(at_once):
            page.keyboard.down("Tab")  # held: it goes on to the next
        page.keyboard.up("Tab")
        stops = page.evaluate("() => window.stops")
        numbers = [stop["stop"] for stop in stops]
        if len(set(numbers)) < len(numbers):
            return stops[: next(n for n, number in enumerate(numbers) if number in numbers[:n])]
        at_once = 8
    return stops


def outline(page) -> None:
    """Fail without exactly one h1 and main, with a skipped heading level or an empty title."""
    found = page.evaluate(OUTLINE)
    levels = [level for level, _words in found["headings"]]
    skipped = [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1]
    assert (levels.count(1), skipped, found["mains"]) == (1, [], 1), found
    assert found["title"].removesuffix("Seedbed").strip(" –") != ""


def whole(page, leave_out=()) -> None:
    """Run every check on the page as it stands, at 1280 and at 360."""
    settled(page)
    before, judged = page.viewport_size, set()
    for width in (1280, 360):
        _narrow(page, width)
        colours = set(page.evaluate(COLOURS))
        _axe(page, leave_out if colours - judged else (*leave_out, "color-contrast"))
        judged |= colours
    _narrow(page, 320)
    _resize(page, before)
    outline(page)
    keyboard(page)


def picture(page, name: str, width: int = 1280) -> None:
    """Save the whole page as `name`-`width`.png in the folder $PICTURES, where that is named."""
    if not PICTURES:
        return
    settled(page)
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(before)
