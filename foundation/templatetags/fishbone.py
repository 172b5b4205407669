"""The fishbone of a problem, drawn on the server, with the same words as a list under it."""

from django import template

from foundation import pictures_fishbone

register = template.Library()


@register.inclusion_tag("components/pictures/fishbone.html")
def fishbone_picture(problem, bones, label):
    """Draw a fishbone. Takes pictures_fishbone.Bone; bones without causes are drawn bare."""
    return {
        "wide": pictures_fishbone.fishbone(problem, bones),
        "narrow": pictures_fishbone.narrow_fishbone(problem, [b for b in bones if b.causes]),
        "problem": problem,
        "bones": [bone for bone in bones if bone.causes],
        "label": label,
    }
