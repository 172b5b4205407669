"""The thread, drawn on the server: a picture when there is room, sentences on a phone."""

from django import template

from foundation import pictures_thread

register = template.Library()


@register.inclusion_tag("components/pictures/thread.html")
def thread_picture(goal, columns, strands, today, label, practice="", full=()):
    """Draw goal, objectives, sessions, decisions and use.

    Takes pictures_thread.Column and Strand; `label` says it all, `practice` heads the last column,
    `full` is a list of (sentence, state in a word) for the closed part under it.
    """
    return {
        "thread": pictures_thread.thread(goal, columns, strands, today),
        "goal": goal,
        "strands": strands,
        "label": label,
        "practice": practice,
        "full": full,
    }
