"""Writes checked rows as listed organizations, grants, initiatives, documented relations."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Lower

from foundation.models import AuditEvent
from partnerships.models import DocumentedRelation, Grant, Initiative, Organization, Term

from .columns import first_year
from .difference import What
from .parser import Parsed
from .report import Count, Report

BATCH = 500
KEYS = {Grant: "award_row", Initiative: "initiative_row", DocumentedRelation: "pair_id"}
FACTS: list[tuple[str, str, str, str, Any]] = [  # file, side, its key, its organization's
    ("grantees.csv", "grantee", "award_row", "grantee_id", Grant),
    ("partners.csv", "partner", "initiative_row", "partner_id", Initiative),
]
PARTIES: dict = {
    Grant: ("organization",),
    Initiative: ("organization",),
    DocumentedRelation: ("expert", "partner"),
}
ORGANIZATION_FIELDS = ["name", "type", "state", "city", "source"]


class Writer:
    """One import. Call `write`; it expects an open transaction."""

    def __init__(self, report: Report, now: datetime, by=None):
        self.report = report
        self.now = now
        self.by = by  # None: the command
        self.terms = {(t.vocabulary, t.slug): t for t in Term.objects.all()}
        self.organizations: dict[str, Organization] = {}  # by external key
        self.names: dict[str, Organization] = {}  # by lower-case name

    def write(self, parsed: dict[str, Parsed]) -> None:
        """Write what the files hold; rows that are there already change only where they differ."""
        rows = {file: [row.values for row in content.rows] for file, content in parsed.items()}
        self._organizations(rows)
        if "grantees.csv" in rows:
            self._facts(Grant, "Grants", rows["grantees.csv"], self._grant)
        if "partners.csv" in rows:
            self._facts(Initiative, "Initiatives", rows["partners.csv"], self._initiative)
        if "pairs.csv" in rows:
            self._facts(DocumentedRelation, "Documented relations", rows["pairs.csv"], self._pair)

    # -- organizations ----------------------------------------------------------------------------
    def _organizations(self, rows):
        wanted: dict[str, dict] = {}
        for file, side, column in [
            ("grantees.csv", "grantee", "grantee_id"),
            ("partners.csv", "partner", "partner_id"),
        ]:
            for values in rows.get(file, ()):
                wanted.setdefault(f"{side}:{values[column]}", values)
        self._find(wanted, rows)
        count = self.report.counts["Organizations"] = Count()
        new, changed = [], []
        for key, values in wanted.items():
            organization = self.organizations.get(key) or self.names.get(values["name"].lower())
            if organization is None:
                new.append(self._listed(key, values))
            elif organization.external_key == key and not organization.enrolled:
                changed.append((organization, self._profile(values)))
            else:
                count.same += 1
                self._link(organization, key)
        Organization.objects.bulk_create(new, BATCH)
        self._audit("imported", [(organization, ORGANIZATION_FIELDS) for organization in new])
        self.report.difference.new(new, "Organizations")
        count.new += len(new)
        self._update(Organization, "Organizations", changed, count)

    def _find(self, wanted, rows):
        keys = [*wanted, *(_side_keys(rows.get("pairs.csv", ())))]
        names = {values["name"].lower() for values in wanted.values()}
        for values in rows.get("pairs.csv", ()):
            names |= {values["expert_org"].lower(), values["partner_org"].lower()}
        locked = Organization.objects.select_related("type", "sector").select_for_update(
            of=("self",)
        )
        for organization in _batched(locked, "external_key__in", keys):
            self._know(organization, organization.external_key)
        folded = locked.annotate(folded=Lower("name"))
        for organization in _batched(folded, "folded__in", sorted(names)):
            self._know(organization, organization.external_key)
        self._find_by_facts(rows)

    def _find_by_facts(self, rows):
        """An organization that was renamed here is still the one its facts hang on."""
        for file, side, key, column, model in FACTS:
            sides = {values[key]: f"{side}:{values[column]}" for values in rows.get(file, ())}
            facts = model.objects.select_related("organization__type", "organization__sector")
            for fact in _batched(facts, "external_key__in", list(sides)):
                if sides[fact.external_key] not in self.organizations:
                    self._know(fact.organization, sides[fact.external_key])

    def _know(self, organization, key):
        if key:
            self.organizations.setdefault(key, organization)
        self.names.setdefault(organization.name.lower(), organization)

    def _listed(self, key, values):
        organization = Organization(external_key=key, **self._stamp(), **self._profile(values))
        self._know(organization, key)
        return organization

    def _link(self, organization, key):
        self.organizations[key] = organization
        if organization.external_key is None:
            Organization.objects.filter(pk=organization.pk).update(external_key=key)
            organization.external_key = key
            if organization.enrolled:
                self.report.linked.append(organization.name)

    def _profile(self, values):
        return {
            "name": values["name"],
            "type": self.terms[Term.Vocabulary.ORGANIZATION_TYPE, values["org_type"]],
            "state": values["state"],
            "city": values.get("city", ""),
            "source": values["source"],
            **self._sector(values),
        }

    def _sector(self, values):
        """Return what was stated; what follows from the kind is not kept, nor ever taken away."""
        kind = self.terms[Term.Vocabulary.ORGANIZATION_TYPE, values["org_type"]]
        if not values["sector"] or kind.sector_id:
            return {}
        return {"sector": self.terms[Term.Vocabulary.SECTOR, values["sector"]]}

    # -- facts ------------------------------------------------------------------------------------
    def _facts(self, model, kind, rows, describe):
        count = self.report.counts[kind] = Count()
        wanted = dict(describe(values) for values in rows)
        locked = model.objects.select_related(*PARTIES[model]).select_for_update(of=("self",))
        known = {f.external_key: f for f in _batched(locked, "external_key__in", list(wanted))}
        new = [
            model(external_key=key, **self._stamp(), **values)
            for key, values in wanted.items()
            if key not in known
        ]
        model.objects.bulk_create(new, BATCH)
        self._audit("imported", [(fact, wanted[fact.external_key]) for fact in new])
        self.report.difference.new(new, kind)
        self._update(model, kind, [(f, wanted[key]) for key, f in known.items()], count)
        count.new += len(new)
        facts = {**known, **{fact.external_key: fact for fact in new}}
        for name in ("topics", "contexts"):
            self._bind(model, kind, name, facts, rows, {fact.pk for fact in new})

    def _grant(self, values):
        return values["award_row"], {
            "organization": self.organizations[f"grantee:{values['grantee_id']}"],
            "fiscal_year": first_year(values["award_fiscal_year"]),
            "year_as_reported": values["award_fiscal_year"],
            "amount_usd": values["award_amount_usd"],
            "amount_note": values["amount_note"],
            "part": values["role"],
            "priority": values["priority"],
            "activity": values["activity"],
            "reliability": values["reliability"],
            "source": values["source"],
            **_stated(values),
            "status": values["status"] or Grant.Status.NOT_VERIFIED,
            "status_as_of": values["status_as_of"],
            "status_source": values["status_source"],
        }

    def _initiative(self, values):
        return values["initiative_row"], {
            "organization": self.organizations[f"partner:{values['partner_id']}"],
            "title": values["initiative_title"],
            "challenge": values["challenge"],
            "doing": values["designing_or_implementing"],
            "stage": values["stage"],
            "year": first_year(values["year"]),
            "year_as_reported": values["year"],
            "detail_level": values["detail_level"],
            "source": values["source"],
        }

    def _pair(self, values):
        return values["pair_id"], {
            "expert_name": values["expert_org"],
            "expert": self._party("grantee", values["grantee_id"], values["expert_org"]),
            "partner_name": values["partner_org"],
            "partner": self._party("partner", values["partner_id"], values["partner_org"]),
            "relationship_type": values["relationship_type"],
            "year": first_year(values["year"]),
            "year_as_reported": values["year"],
            "worked_on": values["worked_on"],
            "outcome": values["outcome"],
            "detail_level": values["detail_level"],
            "source": values["source"],
        }

    def _party(self, side, key, name):
        return self.organizations.get(f"{side}:{key}") or self.names.get(name.lower())

    def _stamp(self):
        person = {"created_by": self.by, "changed_by": self.by}
        return {"created_at": self.now, "changed_at": self.now, **person}

    # -- writing ----------------------------------------------------------------------------------
    def _update(self, model, kind, pairs, count):
        """Write what differs, but nothing that a person edited here since (trust U13)."""
        edited = _edited(model, [row.pk for row, _values in pairs])
        changed = []
        for row, values in pairs:
            different = [name for name, value in values.items() if getattr(row, name) != value]
            mine = [name for name in different if name in edited.get(row.pk, ())]
            if mine:
                self.report.kept.append(f"{row.external_key}: {', '.join(mine)}")
            free = [n for n in different if n not in mine and self._free(row, n, values[n])]
            self._tell(row, kind, values, free, [n for n in different if n not in free])
            different = free
            if not different:
                count.same += 1
                continue
            for name in different:
                setattr(row, name, values[name])
            changed.append((row, different))
        self._save(model, changed)
        count.changed += len(changed)

    def _tell(self, row, kind, values, free, kept):
        for what, names in ((What.CHANGED, free), (What.KEPT, kept)):
            if names:
                self.report.difference.told(what, row, kind, {n: values[n] for n in names})

    def _free(self, row, name, value):
        """Say whether an organization may take this name; another one may bear it already."""
        bearer = (
            self.names.get(value.lower())
            if isinstance(row, Organization) and name == "name"
            else None
        )
        if bearer is None or bearer.pk == row.pk:
            return True
        self.report.kept.append(f"{row.external_key}: name, which another organization bears")
        return False

    def _save(self, model, changed):
        if not changed:
            return
        names = sorted({name for _row, different in changed for name in different})
        for row, _different in changed:
            row.changed_at, row.changed_by, row.version = self.now, self.by, row.version + 1
        model.objects.bulk_update(
            [row for row, _different in changed],
            [*names, "changed_at", "changed_by", "version"],
            batch_size=BATCH,
        )
        self._audit("imported", changed)

    def _audit(self, verb, changed):
        AuditEvent.objects.bulk_create(
            [
                AuditEvent(
                    verb=verb,
                    context_kind=row._meta.label_lower,
                    context_id=row.pk,
                    by=self.by,
                    at=self.now,
                    fields=sorted(fields),
                )
                for row, fields in changed
            ],
            BATCH,
        )

    def _bind(self, model, kind, name, facts, rows, new):
        """Make the terms of each fact those of its row, unless a person chose them here."""
        column, through = f"{model._meta.model_name}_id", getattr(model, name).through
        wanted = self._wanted(model, name, facts, rows)
        old = [fact.pk for fact in facts.values() if fact.pk not in new]
        kept = {pk for pk, fields in _edited(model, old).items() if name in fields}
        there = {
            (getattr(link, column), link.term_id): link.pk
            for link in _batched(through.objects.all(), f"{column}__in", old)
        }
        missing = [pair for pair in wanted if pair not in there and pair[0] not in kept]
        surplus = [pair for pair in there if pair not in wanted and pair[0] not in kept]
        through.objects.bulk_create(
            [through(**{column: fact, "term_id": term}) for fact, term in missing], BATCH
        )
        for start in range(0, len(surplus), BATCH):
            gone = [there[pair] for pair in surplus[start : start + BATCH]]
            through.objects.filter(pk__in=gone).delete()
        touched = {fact for fact, _term in [*missing, *surplus]} - new
        self._tell_terms(kind, name, facts, touched, there, wanted)
        self._touch(model, kind, touched)

    def _tell_terms(self, kind, name, facts, touched, there, wanted):
        labels = {term.pk: term for term in self.terms.values()}
        sides: tuple = ({}, {})
        for side, pairs in zip(sides, (there, wanted), strict=True):
            for fact, term in pairs:
                side.setdefault(fact, []).append(labels[term])
        here, becomes = sides
        for fact in facts.values():
            if fact.pk in touched:
                terms = here.get(fact.pk, []), becomes.get(fact.pk, [])
                self.report.difference.terms(fact, kind, name, *terms)

    def _wanted(self, model, name, facts, rows):
        vocabulary = Term.Vocabulary.TOPIC if name == "topics" else Term.Vocabulary.CONTEXT
        return {
            (facts[values[KEYS[model]]].pk, self.terms[vocabulary, slug].pk): None
            for values in rows
            for slug in values[name]
        }

    def _touch(self, model, kind, keys):
        fresh = [
            r for r in _batched(model.objects, "pk__in", list(keys)) if r.changed_at != self.now
        ]
        if not fresh:
            return
        model.objects.filter(pk__in=[row.pk for row in fresh]).update(
            version=F("version") + 1, changed_at=self.now, changed_by=self.by
        )
        self._audit("imported", [(row, ["topics", "contexts"]) for row in fresh])
        count = self.report.counts[kind]
        count.changed += len(fresh)
        count.same -= len(fresh)


MAY_BE_STATED = {  # column that a file may leave out -> field of a grant
    "competition_announced_on": "announced_on",
    "assistance_listing": "listing_number",
    "absolute_priority": "absolute_priority",
    "population_served": "population",
    "high_need": "high_need",
}


def _stated(values):
    """Return what the file states of these; a file that does not state one takes none away."""
    told = {name: values[column] for column, name in MAY_BE_STATED.items()}
    return {name: value for name, value in told.items() if value not in (None, "")}


def _side_keys(pairs):
    for values in pairs:
        for side, column in (("grantee", "grantee_id"), ("partner", "partner_id")):
            if values[column]:
                yield f"{side}:{values[column]}"


def _edited(model, keys):
    """Return id -> names of the fields that people changed here, from the audit rows."""
    edited: dict = {}
    events = AuditEvent.objects.filter(
        context_kind=model._meta.label_lower, verb="edited", by__isnull=False
    )
    for event in _batched(events, "context_id__in", keys):
        edited.setdefault(event.context_id, set()).update(event.fields)
    return edited


def _batched(queryset, condition, values):
    """Yield the rows for many values, a few hundred at a time."""
    values = list(values)
    for start in range(0, len(values), BATCH):
        yield from queryset.filter(**{condition: values[start : start + BATCH]})
