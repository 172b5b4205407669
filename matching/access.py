"""What the room answers about sheets and messages: who may fill, read, sign off, reopen, list.

And who takes part in a program.
"""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from foundation import access
from instruments import owners
from instruments.models import Sheet, SheetState, Voice
from partnerships import taking_part
from partnerships.models import Role
from partnerships.models.role_resets import KEEP, READ
from partnerships.models.standing import standing

from .models import Application, MatchProposal, Offer, OfferState, Reading
from .models.applications import READ_AGAIN, ApplicationState
from .services import offers, readings

FILLING = {"fill", "sign_off"}
FLAGS = {READ, KEEP}
CARE = {"reopen", "read_messages"}  # the facilitator's alone
LIST = "list_messages"  # that mail goes, not what it says: the leads too (matrix, row 57)


def register() -> None:
    """Register what sheets and messages of this room are about, and who takes part."""
    access.register("matching.application", visible=applications, may=may_application)
    access.register("matching.offer", visible=asked, may=may_offer)
    access.register("matching.reading", visible=rated, may=may_reading)
    access.register("matching.matchproposal", visible=proposed, may=may_proposal)
    owners.register(
        "matching.application",
        home=lambda key: reverse("matching:application", args=[key]),
        title=lambda key: _title(Application, key),
        signed_off=begin_reading,
    )
    owners.register(
        "matching.offer",
        home=lambda key: reverse("matching:offer", args=[key]),
        title=lambda key: _title(Offer, key),
        signed_off=offers.answered,
    )
    owners.register("matching.reading", home=_home_of_reading, title=_title_of_reading)
    taking_part.know(_applied)
    taking_part.know(Offer.objects.of_programs)


def _applied(programs):
    """Return the forms that were sent: of a draft its own people know alone."""
    return Application.objects.of_programs(programs).filter(submitted_at__isnull=False)


def applications(user, action="read"):
    """Fill: people of the organization while it is asked. Read: them, and who looks after it."""
    if not user.is_authenticated:
        return Application.objects.none().values("pk")
    own = Application.objects.of_organizations_of(user)
    if action in FILLING:
        asked = own.filter(state__in={ApplicationState.ASSESSING, *READ_AGAIN})
        return asked.filter(_open_words(Application)).values("pk")
    if action in CARE:
        return Application.objects.held_by(user).values("pk")
    if action == LIST:
        return _led_or_held(Application, user).values("pk")
    if action in FLAGS:
        return _flagged(user, action).values("pk")
    return Application.objects.visible_to(user).values("pk")


def _flagged(user, action):
    """Whose flags about roles `user` reads, or keeps until a match: facilitator, leads (0.21)."""
    if action == KEEP:
        return Application.objects.held_by(user).exclude(state=ApplicationState.MATCHED)
    return _led_or_held(Application, user)


def _led_or_held(model, user):
    led = Q(round__program__in=standing(user).programs(Role.FACILITATION_LEAD))
    return model.objects.in_care_of(user).filter(led | Q(facilitator=user))


def asked(user, action="read"):
    """The same for an offer."""
    if not user.is_authenticated:
        return Offer.objects.none().values("pk")
    own = Offer.objects.of_organizations_of(user)
    if action in FILLING:
        return own.filter(_open_words(Offer)).exclude(state=OfferState.WITHDRAWN).values("pk")
    if action in CARE:
        return Offer.objects.held_by(user).values("pk")
    if action == LIST:
        return _led_or_held(Offer, user).values("pk")
    return Offer.objects.visible_to(user).values("pk")


def rated(user, action="read"):
    """Fill: that reader alone. Read: finished ones, for whom Reading shows them to."""
    if not user.is_authenticated:
        return Reading.objects.none().values("pk")
    if action == "read":
        return Reading.objects.visible_to(user).values("pk")
    return Reading.objects.visible_to(user).filter(reader=user).values("pk")


def proposed(user, action="read"):
    """Read: who looks after it, and its two sides. Mail: the facilitator reads, the leads list."""
    if not user.is_authenticated:
        return MatchProposal.objects.none().values("pk")
    cared = MatchProposal.objects.in_care_of(user)
    if action in CARE:
        return cared.filter(application__facilitator=user).values("pk")
    if action == LIST:
        return cared.values("pk")
    return MatchProposal.objects.visible_to(user).values("pk")


def may_proposal(user, action, key) -> bool:
    return proposed(user, action).filter(pk=key).exists()


def _open_words(model):
    """The nine answers are not signed off: afterwards its own people read and change nothing."""
    return Exists(
        Sheet.objects.filter(
            context_kind=model._meta.label_lower,
            context_id=OuterRef("pk"),
            voice=Voice.WORDS,
            state=SheetState.OPEN,
        )
    )


def may_application(user, action, key) -> bool:
    return applications(user, action).filter(pk=key).exists()


def may_offer(user, action, key) -> bool:
    return asked(user, action).filter(pk=key).exists()


def may_reading(user, action, key) -> bool:
    return rated(user, action).filter(pk=key).exists()


def begin_reading(*, sheet, by, now) -> None:
    """Lay out the facilitator's reading as soon as the nine answers are in."""
    application = Application.objects.select_related("facilitator").get(pk=sheet.context_id)
    readings.begin(subject=application, by=by, now=now)


def _title(model, key):
    row = model.objects.select_related("organization").get(pk=key)
    return f"{row.organization.said}, {row.name}"


def _home_of_reading(key):
    return _reading(key).subject.get_absolute_url()


def _title_of_reading(key):
    subject = _reading(key).subject
    return f"{subject.organization.said}, {subject.name}"


def _reading(key):
    related = ("application__organization", "offer__organization")
    return Reading.objects.select_related(*related).get(pk=key)
