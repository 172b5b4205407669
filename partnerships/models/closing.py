"""The close-out: what was reached, what each side gained, what goes on and who holds it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored

from .partnership import Partnership, Side


class ClosingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(partnership__in=Partnership.objects.visible_to(user).values("pk"))


class CloseOut(Authored):
    """One page that both sides and the facilitator write together (domain 2.1, CloseOut)."""

    class Goal(models.TextChoices):
        MET = "met", _("reached")
        PARTLY = "partly", _("partly reached")
        NOT_MET = "not_met", _("not reached")

    class Onward(models.TextChoices):
        END = "end", _("It ends here")
        EXTEND = "extend", _("The two organizations go on by themselves")
        ANOTHER = "another", _("A new partnership, with another question")
        NETWORK = "network", _("They join a wider group that works on it")

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="close_out")
    goal_judged = models.CharField(_("the goal was"), max_length=8, choices=Goal, blank=True)
    goal_because = WordsField(_("what shows it"), blank=True)
    could_not_alone = WordsField(
        _("what came about that neither could have done alone"), blank=True
    )
    onward = models.CharField(_("what comes after"), max_length=8, choices=Onward, blank=True)
    nothing_continues = WordsField(_("why nothing continues"), blank=True)
    no_insight_reason = WordsField(_("why no lesson was reviewed"), blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(goal_judged__in=["", "met", "partly", "not_met"]),
                name="close_out_goal_known",
            ),
            models.CheckConstraint(
                condition=Q(onward__in=["", "end", "extend", "another", "network"]),
                name="close_out_onward_known",
            ),
            models.CheckConstraint(
                condition=Q(goal_judged="") | ~Q(goal_because=""),
                name="close_out_goal_has_evidence",
                violation_error_message=_("Say what shows it. One line is enough."),
            ),
        ]

    def __str__(self):
        return f"close-out ({self.pk})"

    def get_absolute_url(self):
        return reverse("closing", args=[self.partnership_id])


class Benefit(Authored):
    """One line of the ledger: what a side expected at the charter, and what it has to show now."""

    class Kind(models.TextChoices):
        """Domain 0.43 and 2.1, BenefitEntry."""

        SYNTHESIS = "synthesis", _("We understand our own work better")
        QUESTION = "question", _("A new question to ask of our own work")
        TRANSFER = "transfer", _("Our way was tried in another place")
        LESSON = "lesson", _("A lesson that the other side made")
        CAPABILITY = "capability", _("Something we can do now")
        RESOURCE = "resource", _("Material that we use now")
        RELATIONSHIP = "relationship", _("People we can ask")

    class Point(models.TextChoices):
        """When it was written: from the midpoint on, one text a side, or in the close-out."""

        SO_FAR = "so_far", _("so far")
        END = "end", _("at the end")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="benefits")
    side = models.CharField(max_length=16, choices=Side)
    point = models.CharField(max_length=8, choices=Point, default=Point.END)
    kind = models.CharField(_("what kind it is"), max_length=12, choices=Kind, blank=True)
    expected = WordsField(_("hoped for at the start"), blank=True)  # "": nobody expected it
    evidence = WordsField(_("what there is to show"))

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="benefit_side_known"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "", "synthesis", "question", "transfer", "lesson", "capability",
                        "resource", "relationship",
                    ]
                ),
                name="benefit_kind_known",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="benefit_has_evidence"),
            models.CheckConstraint(
                condition=Q(point="end") | Q(point="so_far", expected=""),
                name="benefit_so_far_expects_nothing",
            ),
            models.UniqueConstraint(
                fields=["partnership", "side"],
                condition=~Q(expected=""),
                name="benefit_expected_once_a_side",
            ),
            models.UniqueConstraint(
                fields=["partnership", "side"],
                condition=Q(point="so_far"),
                name="benefit_so_far_once_a_side",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"benefit of {self.side} ({self.pk})"


class CarryOn(Authored):
    """Something that goes on after the end, and who holds it (domain 2.10)."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="carried_on")
    what = NameField(_("what goes on"), max_length=300)
    holder = NameField(_("who holds it"), max_length=120)
    first_step = NameField(_("the first step, and when"), max_length=300, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(holder=""), name="carry_on_has_a_holder"
            )
        ]

    def __str__(self):
        return f"{self.what[:60]} ({self.pk})"
