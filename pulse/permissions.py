"""Who may do what with the pulse. Sources: matrix rows 40 to 53; design, mechanism 1.

Loading through `visible_to` comes first. Nothing here looks at flags: a superuser is nobody.
"""

from django.db.models import Exists, OuterRef

from foundation.models import Transition
from partnerships import permissions as room
from partnerships.models import Partnership, RosterEntry

from .models import PulseConversation, PulseRound, PulseTheme, TalkState, ThemeState


def is_holder(user, partnership: Partnership) -> bool:
    """Who hears each side alone holds the pulse."""
    return room.holds_talks(user, partnership)


def may_open(user, partnership: Partnership) -> bool:
    """Ask both sides (row 40): whoever steers, or holds; never once it is over."""
    steers = room.may_steer(user, partnership) or is_holder(user, partnership)
    return steers and not partnership.over


def may_close(user, round: PulseRound) -> bool:
    """End it (row 40): the same people."""
    return may_open(user, round.partnership)


def may_hold(user, round: PulseRound) -> bool:
    """Book the talks, read answers, write notes and themes: one person."""
    return is_holder(user, round.partnership)


def may_read_completion(user, round: PulseRound) -> bool:
    """How many of each side answered (row 47): the holder and the program's leads.

    Never a lead who facilitates from inside, nor anybody of a side.
    """
    place = room.place_of(user, round.partnership)
    return may_hold(user, round) or (place.oversees and not place.inside)


def may_answer(user, round: PulseRound) -> bool:
    """One's own six minutes (row 44): whoever is on the roster."""
    return bool(room.side_of(user, round.partnership))


def may_decide(user, theme: PulseTheme) -> bool:
    """Say whether a theme travels (row 49): a respondent, who was found by `visible_to`."""
    return theme.state == ThemeState.WITH_SIDE and not is_holder(user, theme.round.partnership)


def visible_ids(user, action: str):
    """Answer the access registry: messages about a round are listed for its holder alone."""
    care = {"list_messages", "read_messages"}
    rows = PulseRound.objects.held_by(user) if user.is_authenticated else PulseRound.objects.none()
    return (rows if action in care else rows.none()).values("pk")


def may(user, action: str, pk) -> bool:
    """Answer the access registry for one round."""
    return visible_ids(user, action).filter(pk=pk).exists()


def talks_over_for(user):
    """Return the talks that a side of `user` has had: nothing is asked before them now."""
    return talks_for(user).filter(state=TalkState.HELD)


def themes_once_with(user):
    """Return what was with a side of `user`, a respondent, and is not any more.

    It was taken back, or its side decided.
    """
    sent = Transition.objects.filter(
        context_kind=PulseTheme._meta.label_lower, context_id=OuterRef("pk"), field="state",
        new=ThemeState.WITH_SIDE,
    )  # fmt: skip
    rows = PulseTheme.objects.filter(PulseTheme.objects.said_by(user), Exists(sent))
    return rows.exclude(state=ThemeState.WITH_SIDE)


def talks_for(user):
    """Return the talks with a side of `user`."""
    seats = RosterEntry.objects.standing().filter(
        user=user, partnership=OuterRef("round__partnership"), side=OuterRef("side")
    )
    return PulseConversation.objects.filter(Exists(seats))
