"""Who looks after an application or an offer: its facilitator and the leads of its program."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from partnerships.models import Role, RoundState
from partnerships.models.standing import standing

CARE = (Role.FACILITATOR, Role.FACILITATION_LEAD)


class CareQuerySet(models.QuerySet):
    """Rows with `round`, `organization` and `facilitator`."""

    PAST: ClassVar = [RoundState.ARCHIVED]  # rounds in which nothing comes of them any more

    def of_programs(self, programs):
        """Rows in rounds of `programs` (their ids)."""
        return self.filter(round__program__in=programs)

    def of_current_rounds(self):
        """Rows of which something may still come in their round."""
        return self.exclude(round__state__in=self.PAST)

    def of_organizations_of(self, user):
        """Rows of the organizations the person belongs to today."""
        return self.filter(organization__in=list(standing(user).organizations))

    def in_care_of(self, user):
        """Rows the person holds, leads or may take up; never those of an own organization."""
        where = standing(user)
        if not where.has(*CARE):
            return self.none()
        leads = where.programs(Role.FACILITATION_LEAD)
        held = Q(facilitator=user, round__program__in=where.programs(*CARE))
        free = Q(facilitator=None, round__program__in=where.programs(Role.FACILITATOR))
        return self.filter(held | Q(round__program__in=leads) | free).exclude(
            organization__in=list(where.organizations)
        )

    def held_by(self, user):
        """Rows the person holds as facilitator; never those of an own organization."""
        where = standing(user)
        programs = where.programs(*CARE)
        held = self.filter(facilitator=user, round__program__in=programs)
        return held.exclude(organization__in=list(where.organizations))

    def read_by(self, user):
        """Rows the person is a reader of, while they facilitate in its program.

        Never those of an own organization: who joins it after reading sees no levels of it.
        """
        where = standing(user)
        read = self.filter(reading__reader=user, round__program__in=where.programs(*CARE))
        return read.exclude(organization__in=list(where.organizations))

    def with_parties(self):
        """Load what every page of a row names, the program's cut-offs too, in the same query."""
        rules = "round__program__matching_rules"
        return self.select_related(rules, "organization", "facilitator")
