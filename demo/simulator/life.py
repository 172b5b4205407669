"""The life of one pair as events: what happens when, told by its calendar and its character."""

import datetime

from . import asking, ending, founding, lessons, meeting, middle
from .calendar import PULSE_BEFORE
from .room import P, Room, T
from .timeline import Event

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
MORNING, EVENING = datetime.time(9, 15), datetime.time(17)
NIGHT_ENDS = datetime.time(8, 1)
IN_USE = 4  # the session after which something is used
BEGUN = "The kickoff is held, and the monthly sessions begin."


class Life:
    """Writes the events of one pair; `today` is the day the program is played to."""

    def __init__(self, room: Room):
        self.room, self.pair, self.calendar = room, room.pair, room.calendar
        self.events: list[Event] = []

    def write(self) -> list[Event]:
        """Return all events, past and to come."""
        self._founding()
        self._kickoff()
        for number in range(1, self._last() + 1):
            self._session(number)
        if self.pair.who.ends:
            getattr(self, f"_{self.pair.who.ends}")()
        else:
            self._middle()
            if self.pair.brief:
                self._brief()
            self._ending()
            self._told()
        return self.events

    def _add(self, moment, act, /, **more):
        who = f"{self.pair.key}:{len(self.events):04}"
        self.events.append(Event(moment, who, act, self.room, more))

    def _last(self) -> int:
        """Return the number of the last session that is held."""
        return self.pair.at if self.pair.who.ends else self.pair.planned

    def _from_kickoff(self, days: int, time=datetime.time(10)):
        return self.calendar.at(self.calendar.kickoff + days * DAY, time)

    def _founding(self):
        at = self._from_kickoff
        self._add(at(-36), founding.found)
        self._add(at(-34), founding.accept)
        self._add(at(-30), founding.hope, side=P)
        self._add(at(-27), founding.hope, side=T)
        self._add(at(-24), founding.keep_list)
        self._add(at(-24, EVENING), founding.sign_charter, side=T)
        self._add(at(-22), founding.sign_charter, side=P)
        self._add(at(-21), founding.open_kickoff)
        self._add(at(-21, datetime.time(11)), meeting.plan_kickoff)
        self._add(at(-14), founding.write_workbook)

    def _kickoff(self):
        at = self._from_kickoff
        self._add(at(-7, NIGHT_ENDS), meeting.let_out)
        self._add(at(-3), meeting.say_who_comes, number=0)
        self._add(at(0, EVENING), founding.agree)
        self._add(at(1), founding.begin_sessions)
        self._add(at(1, datetime.time(11)), meeting.note_kickoff)
        self._add(at(2), meeting.plan_series)
        self._add(at(2, EVENING), founding.say, sentence=BEGUN)

    def _session(self, number):
        at, days = self.calendar.session, self.pair.late.get(number, 1)
        self._add(at(number, -7, NIGHT_ENDS), meeting.let_out)
        self._add(at(number, -4), meeting.reflect, number=number)
        self._add(at(number, -4, EVENING), meeting.update, number=number)
        self._add(at(number, -3), meeting.say_who_comes, number=number)
        self._add(at(number, -2), meeting.keep_promises, number=number)
        self._add(at(number), meeting.hold, number=number)
        self._add(at(number, days, MORNING), meeting.wrap_up, number=number)
        self._add(at(number, days + 2), meeting.rate, number=number)
        self._add(at(number, days + 2, EVENING), meeting.adapt, number=number)
        self._add(at(number, days + 4), lessons.complete, number=number)
        self._add(at(number, days + 9), lessons.give_verdict, number=number)
        self._add(at(number, days + 10, EVENING), asking.ask, number=number)
        self._add(at(number, days + 12), asking.reply, number=number)

    def _middle(self):
        middle_day = self.calendar.middle

        def at(days, time=datetime.time(10)):
            return self.calendar.at(middle_day + days * DAY, time)

        self._add(at(-PULSE_BEFORE), middle.open_round)
        self._add(at(-8, EVENING), middle.answer)
        for side, days in ((P, 2), (T, 3)):
            time = at(days, datetime.time(13))
            self._add(at(-2), middle.book, side=side, at=time)
            self._add(time + HOUR, middle.talk, side=side)
        self._add(at(4), middle.release)
        self._add(at(4, datetime.time(14)), middle.look_after)
        self._add(at(4, EVENING), middle.go_on)
        self._add(at(8), middle.close_round)
        self._add(at(32), middle.settle)

    def _brief(self):
        """A brief after the fifth session, signed by both leaders after some three weeks.

        It waits for them two weeks before the sixth and until after it, whatever holiday moves
        the fifth.
        """
        at, number = self.calendar.session, min(5, self._last())
        written, signed = at(number, 12, EVENING), at(number, 30)
        if number < self._last():
            written = min(written, at(number + 1, -14, EVENING))
            signed = max(signed, at(number + 1, 2, EVENING))
        self._add(written, lessons.assemble)
        self._add(signed, lessons.publish)

    def _ending(self):
        at, last = self.calendar.session, self._last()
        self._add(at(last, 6), ending.begin)
        self._add(at(last, 8), ending.judge, but_last=True)
        self._add(at(last, 10), ending.gain, side=P)
        self._add(at(last, 16), ending.gain, side=T)
        self._add(at(last, 25), ending.judge)
        self._add(at(last, 33), ending.close)

    def _told(self):
        """After every other session the facilitator says anew where it stands."""
        if self.pair.in_use and self._last() >= IN_USE:
            self._add(self.calendar.session(IN_USE, 12), founding.say_use)
        for number in range(1, self._last() + 1, 2):
            days = self.pair.late.get(number, 1) + 3
            self._add(self.calendar.session(number, days, EVENING), founding.say)

    def _stalls(self):
        at, last = self.calendar.session, self._last()
        self._add(
            at(last, 24), meeting.call_off,
            because="Nobody at Two Rivers could be reached. We set new dates together.",
        )  # fmt: skip
        self._add(at(last, 40), founding.say)
        self._add(at(last, 66), asking.ask, number=last + 1)

    def _pauses(self):
        at, last = self.calendar.session, self._last()
        self._add(at(last, 20), meeting.call_off, because="A side has asked for a break.")
        self._add(at(last, 20, EVENING), ending.pause)
        self._add(at(last, 21), founding.say)

    def _ends(self):
        at, last = self.calendar.session, self._last()
        self._add(at(last, 18), ending.lose_leader)
        self._add(at(last, 48), ending.end_early)
