"""Many boxes to tick, so that they are read: the chosen first, the others folded under a name."""

from crispy_forms.templatetags.crispy_forms_filters import optgroups
from django import template
from django.utils.translation import gettext as _

register = template.Library()
MANY = 9  # boxes that are still read at a glance


@register.filter
def picks(field):
    """Return {"chosen": boxes, "groups": [(name, boxes)]} of a field of boxes.

    Up to MANY boxes stay one group without a name. Beyond, the chosen come first and the others
    stand under the name of their group, or under one name where the choices have no groups.
    """
    groups = [(name, boxes) for name, boxes, _index in optgroups(field)]
    every = [box for _name, boxes in groups for box in boxes]
    if len(every) <= MANY or any(box["type"] != "checkbox" for box in every):
        return {"chosen": [], "groups": [("", every)]}
    chosen = [box for box in every if box["selected"]]
    left: dict[str, list] = {}
    for name, boxes in groups:
        left.setdefault(name or _("Choose from the list"), []).extend(
            box for box in boxes if not box["selected"]
        )
    return {"chosen": chosen, "groups": [(name, boxes) for name, boxes in left.items() if boxes]}


@register.filter
def lands_on(field):
    """Return the id of what a link in a summary of errors leads to; no query.

    The first of a few choices, else the field as a whole: of many boxes the first may be folded
    away, and its number depends on its group.
    """
    if not field.use_fieldset:
        return field.auto_id
    choices = field.field.widget.choices
    few = type(choices) is list and len(choices) <= MANY
    if few and not any(isinstance(label, list | tuple) for _value, label in choices):
        return f"{field.auto_id}_0"
    return f"div_{field.auto_id}"
