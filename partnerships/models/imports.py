"""Files of facts chosen on a page: what they would change, and whether somebody loaded them."""

import zlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField

from .programs import Role
from .standing import standing

KINDS = {  # what a difference is counted by, as it is kept -> as people read it
    "Organizations": _("Organizations"),
    "Grants": _("Grants"),
    "Initiatives": _("Initiatives"),
    "Documented relations": _("Documented relations"),
}


class ImportState(models.TextChoices):
    READ = "read", _("read, nothing loaded yet")
    LOADED = "loaded", _("loaded")
    LEFT = "left", _("put aside")


IMPORT_MOVES: dict[str, set] = {
    ImportState.READ: {ImportState.LOADED, ImportState.LEFT},
    ImportState.LOADED: set(),
    ImportState.LEFT: set(),
}


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Imports belong to those who keep the directory: administrators and leads."""
        keeps = standing(user).has(Role.ADMINISTRATOR, Role.FACILITATION_LEAD)
        return self if keeps else self.none()


class DirectoryImport(Identified):
    """Up to three files of one person, read once without changing anything.

    `counts` is kind -> [new, changed, the same], as the files stood against the directory when
    `digest`, that of its lines, was taken. `whole` is False while a line has a problem.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.READ)
    counts = models.JSONField(default=dict)
    ignored = models.JSONField(default=dict)  # file -> columns nobody asked for
    kept = models.PositiveIntegerField(default=0)  # rows of which a person edited something here
    problems = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["read", "loaded", "left"]), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="loaded") | Q(problems=0), name="import_loaded_without_problems"
            ),
        ]

    def __str__(self):
        return f"{self.state} at {self.at:%Y-%m-%d %H:%M} ({self.pk})"

    def get_absolute_url(self):
        return reverse("partnerships:import", args=[self.pk])

    @property
    def rows_by_kind(self) -> list[tuple]:
        """Each kind as people read it, with how many rows are new, changed, the same."""
        return [(KINDS.get(kind, kind), count) for kind, count in self.counts.items()]

    @property
    def new(self) -> int:
        """How many rows would be new."""
        return sum(new for new, _changed, _same in self.counts.values())

    @property
    def changed(self) -> int:
        """How many rows would change."""
        return sum(changed for _new, changed, _same in self.counts.values())

    @property
    def same(self) -> int:
        """How many rows stand here as the files have them."""
        return sum(same for _new, _changed, same in self.counts.values())

    @property
    def differing(self) -> int:
        """How many rows would be new or changed."""
        return self.new + self.changed

    @property
    def loadable(self) -> bool:
        """True while every line can be loaded and at least one would change something."""
        return self.state == ImportState.READ and not self.problems and self.differing > 0


class ImportFile(Identified):
    """One chosen file, packed; gone once it was loaded or put aside."""

    directory_import = models.ForeignKey(DirectoryImport, models.PROTECT, related_name="files")
    name = NameField(max_length=40)
    size = models.PositiveIntegerField()  # bytes
    packed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directory_import", "name"], name="import_file_once"),
            models.CheckConstraint(
                condition=Q(name__in=["grantees.csv", "partners.csv", "pairs.csv"]),
                name="import_file_known",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.pk})"

    @property
    def raw(self) -> bytes:
        """The bytes as they were chosen."""
        return zlib.decompress(self.packed)


class ImportLine(Identified):
    """One row of the difference, or one thing wrong, in the order of the files."""

    class What(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        KEPT = "kept", _("kept as it stands here")
        PROBLEM = "problem", _("to mend")

    directory_import = models.ForeignKey(DirectoryImport, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=8, choices=What)
    kind = NameField(max_length=40)  # "Organizations", "Grants", …; the file of a problem
    key = NameField(max_length=60, blank=True)
    name = NameField(blank=True)
    place = models.PositiveIntegerField(null=True)  # line in the file, of a problem
    column = NameField(max_length=60, blank=True)
    sentence = WordsField(blank=True)
    differences = models.JSONField(default=list)  # [field, here, in the file]

    class Meta:
        indexes = [models.Index(fields=["directory_import", "what", "number"])]
        constraints = [
            models.UniqueConstraint(
                fields=["directory_import", "number"], name="import_line_number_once"
            ),
            models.CheckConstraint(
                condition=Q(what__in=["new", "changed", "kept", "problem"]),
                name="import_line_known",
            ),
        ]

    def __str__(self):
        return f"{self.what} {self.key} ({self.pk})"

    @property
    def said_kind(self) -> str:
        """Its kind as people read it; of a problem, the name of its file."""
        return str(KINDS.get(self.kind, self.kind))
