"""The vocabulary as choices of a form, read in one query for all of them."""

from collections import defaultdict

from django.utils.translation import gettext as _

from .models import Term


class Terms:
    """All terms, read once; gives choices by slug (filters) or by term (edit forms)."""

    def __init__(self):
        self.by_vocabulary = defaultdict(list)
        for term in Term.objects.order_by("order", "slug").prefetch_related(None):
            self.by_vocabulary[term.vocabulary].append(term)
        self.by_id = {term.pk: term for terms in self.by_vocabulary.values() for term in terms}

    def plain(self, vocabulary, key="slug") -> list[tuple]:
        """Return (slug or id, label) of one vocabulary."""
        return [(getattr(term, key), term.label) for term in self.by_vocabulary[vocabulary]]

    def topics(self, key="slug") -> list[tuple]:
        """Return topics with their sub-topics under them; what has neither comes last."""
        terms = self.by_vocabulary[Term.Vocabulary.TOPIC]
        first = _first_parents()
        below = defaultdict(list)
        for term in terms:
            if term.pk in first:
                below[first[term.pk]].append((getattr(term, key), term.label))
        groups, across = [], []
        for term in terms:
            choice = (getattr(term, key), term.label)
            if below[term.pk]:
                groups.append((term.label, [choice, *below[term.pk]]))
            elif term.pk not in first:
                across.append(choice)
        return [*groups, (_("Across topics"), across)] if across else groups


def _first_parents():
    links = Term.parents.through.objects.filter(from_term__vocabulary=Term.Vocabulary.TOPIC)
    first: dict = {}
    for child, parent in links.order_by("to_term__order").values_list("from_term", "to_term"):
        first.setdefault(child, parent)
    return first
