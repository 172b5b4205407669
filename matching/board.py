"""What the page of a reading shows: nine bars, why, the reply to be, their words beside levels."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.pictures import Reading as Bar
from instruments.models import Anchor, Sheet, SheetState, Voice

from . import gaps, permissions, wording
from .models import Application, ApplicationState, Evidence, OfferState, Reading, RuleSet
from .services.readings import outcome

SHEET = ("pk", "context_id", "voice", "state", "version", "instrument_version_id")
EVIDENCE = ("id", "item", "kind", "words", "url", "document", "at")
ANSWER = ("answers__item__key", "answers__words", "answers__level")


@dataclass(frozen=True)
class Row:
    """One item: what was asked, what they wrote, the levels to choose from."""

    item: Any
    number: int
    words: str
    options: list[tuple[int, str, bool]]
    theirs: str = ""  # the text of the other reader's level
    apart: bool = False
    evidence: list = field(default_factory=list)


@dataclass
class Board:
    """Everything the template needs."""

    subject: Any  # an application or an offer
    items: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)  # (item key, level): text
    words: dict = field(default_factory=dict)
    readings: dict = field(default_factory=dict)  # place: Reading
    sheets: dict = field(default_factory=dict)  # reading id: Sheet
    levels: dict = field(default_factory=dict)  # place: {item key: level}
    words_sheet: Sheet | None = None
    evidence: dict = field(default_factory=dict)  # item key: [Evidence]
    user: Any = None

    # -- who is looking ---------------------------------------------------------------------------
    @property
    def mine(self) -> Reading | None:
        return next((r for r in self.readings.values() if r.reader_id == self.user.pk), None)

    @property
    def sheet(self) -> Sheet | None:
        return self.sheets.get(self.mine.pk) if self.mine else None

    @property
    def can_rate(self) -> bool:
        return bool(self.mine and self.sheet and self.sheet.state == SheetState.OPEN)

    @property
    def shown(self) -> str:
        """The reading drawn as bars: one's own, else the first."""
        return self.mine.place if self.mine else Reading.Place.FIRST

    @property
    def other(self) -> str:
        return "second" if self.shown == "first" else "first"

    @property
    def second(self) -> Reading | None:
        return self.readings.get("second")

    # -- what came out ----------------------------------------------------------------------------
    @property
    def outcome(self):
        return outcome(self.subject, self.levels.get(self.shown, {}), self.rules)

    @property
    def rules(self) -> RuleSet:
        program = self.subject.round.program
        return getattr(program, "matching_rules", None) or RuleSet(program=program)

    @property
    def reads_second(self) -> bool:
        return bool(self.mine and self.mine.place == Reading.Place.SECOND)

    @property
    def other_said(self) -> str:
        """The other reader by name where that is not the second one, else ""."""
        first = self.readings.get("first") if self.reads_second else None
        return str(first.reader) if first else ""

    @property
    def heading(self) -> str:
        if self.reads_second:
            return _("You are the second reader")
        if self.outcome is None or (self.mine and not self.mine.finished_at):
            return _("Read their nine answers")
        states = ApplicationState if isinstance(self.subject, Application) else OfferState
        return str(states(self.outcome.result).label)

    @property
    def lead(self) -> str:
        if self.reads_second:
            return _("You read alone. Both of you see the other’s reading once both have finished.")
        if self.outcome is None or (self.mine and not self.mine.finished_at):
            return _("Pick the highest sentence that is fully true, item by item.")
        said, title = self.subject.organization.said, self.subject.name
        levels = self.levels[self.shown]
        return wording.lead(self.outcome.result, levels, said=said, title=title)

    @property
    def notes(self) -> list[Reading]:
        typing = self.mine if self.can_rate else None
        return [row for row in self.readings.values() if row.note and row != typing]

    @property
    def talks(self) -> list:
        """What was agreed, newest first; read by the two readers and the leads."""
        both = all(r.finished_at for r in self.readings.values()) and self.second
        talks = list(self.subject.talk_set.order_by("-at", "item")) if both else []
        titles = {item.key: item.title for item in self.items}
        for talk in talks:
            talk.title = titles.get(talk.item, "")
        return talks

    @property
    def may_edit_rules(self) -> bool:
        return permissions.may_edit_rules(self.user, self.subject.round.program)

    @property
    def finished(self) -> bool:
        first = self.readings.get("first")
        return bool(first and first.finished_at)

    @property
    def gaps(self) -> dict[str, list[int]]:
        return gaps.gaps(self.levels.get("first", {}), self.levels.get("second", {}))

    @property
    def bars(self) -> list[Bar]:
        first, second = self.levels.get(self.shown, {}), self.levels.get(self.other, {})
        key = set(self.outcome.because) if self.outcome else set()
        return [
            Bar(f"{n}  {i.title}", first.get(i.key), second.get(i.key), i.key in key)
            for n, i in enumerate(self.items, start=1)
        ]

    @property
    def checks(self) -> list[tuple[str, bool]]:
        """Return (sentence, holds): first what led to the result, then what is there."""
        if self.outcome is None:
            return []
        lines = [(key, False) for key in self.outcome.because]
        lines += [(key, True) for key in self.outcome.holds[:3]]
        return [(self._told(key), holds) for key, holds in lines]

    @property
    def rows(self) -> list[Row]:
        return [self._row(n, item) for n, item in enumerate(self.items, start=1)]

    @property
    def telling(self) -> list[Row]:
        """The rows the result rests on or two readers differ in; all of them while one reads."""
        if self.can_rate or self.outcome is None:
            return self.rows
        because = set(self.outcome.because)
        return [row for row in self.rows if row.apart or row.item.key in because] or self.rows

    @property
    def others(self) -> list[Row]:
        """The rows beside `telling`."""
        told = {row.number for row in self.telling}
        return [row for row in self.rows if row.number not in told]

    @property
    def rule_lines(self) -> list[str]:
        rules = self.rules
        if isinstance(self.subject, Application):
            return [
                _("Not now: item 6, 7, 8, 2 or 9 at the first level."),
                _("Prepare first: item 1 or 5 at level %(unclear)s or below, and items 6 to 8 at"
                  " level %(will)s or above.")
                % {"unclear": rules.unclear_level, "will": rules.will_level},
                _("Ready: nothing at the first level, items 1, 5, 7 and 8 at level %(level)s or"
                  " above, all nine together at %(mean)s or above. Anything else: talk.")
                % {"level": rules.ready_level, "mean": rules.ready_mean},
            ]  # fmt: skip
        return [
            _("Willing and able: items 1, 2 and 5 at level %(level)s or above and nothing at the"
              " first level.") % {"level": rules.able_level},
            _("Build first: item 2 or 4 at level %(build)s. Anything else: talk.")
            % {"build": rules.build_level},
        ]  # fmt: skip

    def draft(self) -> wording.Draft | None:
        if self.outcome is None:
            return None
        return wording.draft(self.outcome.result, self.outcome.because, title=self.subject.name)

    def _told(self, key):
        title = next(item.title for item in self.items if item.key == key)
        text = self.texts.get((key, self.levels[self.shown][key]), "")
        return format_html("<b>{}:</b> {}", title, text[:1].lower() + text[1:])

    def _row(self, number, item):
        mine = self.levels.get(self.shown, {}).get(item.key)
        options = [
            (level, text, level == mine)
            for (key, level), text in self.texts.items()
            if key == item.key
        ]
        theirs = self.texts.get((item.key, self.levels.get(self.other, {}).get(item.key)), "")
        words, shows = self.words.get(item.key, ""), self.evidence.get(item.key, [])
        return Row(item, number, words, options, theirs, item.key in self.gaps, shows)


def load(subject, user) -> Board:
    """Return the board of `subject` as `user` may see it, in three queries.

    Readings come through `Reading.visible_to` and sheets through `Sheet.visible_to`: what a person
    may not see yet is not loaded at all.
    """
    board = Board(subject, user=user)
    rows = Reading.objects.visible_to(user).of(subject).select_related("reader")
    if not permissions.belongs(user, subject):
        _with_evidence(board, rows)
    for row in board.readings.values():
        setattr(row, subject._meta.model_name, subject)
    _sheets(board)
    version = board.words_sheet or next(iter(board.sheets.values()), None)
    if version is not None:
        _questions(board, version.instrument_version_id)
    return board


def _sheets(board):
    """Load the sheets with their answers in one query: a sheet without answers has one bare row."""
    about = Q(
        context_kind=board.subject._meta.label_lower,
        context_id=board.subject.pk,
        voice=Voice.WORDS,
    ) | Q(
        context_kind="matching.reading",
        context_id__in=[row.pk for row in board.readings.values()],
    )
    places = {row.pk: place for place, row in board.readings.items()}
    rows = Sheet.objects.visible_to(board.user).filter(about)
    for *facts, key, words, level in rows.values_list(*SHEET, *ANSWER):
        sheet = Sheet(**dict(zip(SHEET, facts, strict=True)))
        if sheet.voice == Voice.WORDS:
            board.words_sheet = sheet
            board.words[key] = words or ""
        else:
            board.sheets[sheet.context_id] = sheet
            if level is not None:
                board.levels.setdefault(places[sheet.context_id], {})[key] = level


def _with_evidence(board, rows):
    """Load the readings and what stands behind their levels in one query."""
    shows = {f"_{name}": F(f"evidence__{name}") for name in EVIDENCE}
    for row in rows.annotate(**shows).order_by("evidence__at", "evidence__pk"):
        reading = board.readings.setdefault(row.place, row)
        facts = {name: getattr(row, f"_{name}") for name in EVIDENCE}
        if facts["id"]:
            one = Evidence(reading=reading, **facts)
            board.evidence.setdefault(one.item, []).append(one)


def _questions(board, version):
    anchors = Anchor.objects.filter(item__instrument_version=version).select_related("item")
    for anchor in anchors.order_by("item__order", "level"):
        if not board.items or board.items[-1].pk != anchor.item_id:
            board.items.append(anchor.item)
        board.texts[anchor.item.key, anchor.level] = anchor.text
