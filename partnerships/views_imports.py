"""Reading files of facts in: choose them, read the difference, load all of it or nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import export
from foundation.answers import render
from foundation.errors import Refused
from foundation.models import Transition
from foundation.once import once
from foundation.paging import keyset

from . import import_services
from . import permissions_directory as permissions
from .forms_import import ImportForm
from .importing.folder import FILES, known_tables
from .models import DirectoryImport, ImportLine

HEADING = ("what", "kind", "key", "name", "line", "column", "field", "here", "in the file")
What = ImportLine.What


@require_http_methods(["GET", "POST"])
@once
def import_list(request):
    if not permissions.may_import(request.user):
        raise PermissionDenied
    form = ImportForm(request)
    if request.method == "POST" and form.is_valid():
        try:
            row = import_services.read(form.files_by_name, by=request.user, now=request.now)
            return redirect(row)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    earlier = DirectoryImport.objects.visible_to(request.user).select_related("by")
    page = keyset(earlier, request.GET.get("after", ""), by=("-at", "-id"), size=10)
    context = {"form": form, "page": page, "files": FILES}
    return render(request, "partnerships/imports.html", context)


@require_safe
def import_heading(request, name):
    if not permissions.may_import(request.user):
        raise PermissionDenied
    if name not in FILES:
        raise Http404
    return export.answer(name, [column.name for column in known_tables()[name].columns], [])


@require_safe
def import_page(request, pk):
    row = _one(request, pk)
    what = request.GET.get("what", "")
    lines = row.lines.filter(what=what) if what in What.values else row.lines.all()
    context = {
        "row": row, "what": what, "kinds": What.choices,
        "page": keyset(lines, request.GET.get("after", ""), by=("number",)),
        "history": Transition.objects.about(row).select_related("by").order_by("at")[:2],
    }  # fmt: skip
    return render(request, "partnerships/import.html", context)


@require_safe
def import_csv(request, pk):
    row = _one(request, pk)
    return export.answer("difference.csv", HEADING, _cells(row))


@require_POST
@once
def import_load(request, pk):
    row = _one(request, pk)
    if import_services.load(row, by=request.user, now=request.now):
        text = ngettext(
            "%(n)s row is in the directory now.",
            "%(n)s rows are in the directory now.",
            row.differing,
        )
        messages.success(request, text % {"n": f"{row.differing:,}"})
    else:
        messages.warning(request, _(
            "The directory has changed since these files were read, so nothing was loaded. Here is"
            " the difference as it is now."
        ))  # fmt: skip
    return redirect(row)


@require_POST
@once
def import_aside(request, pk):
    row = _one(request, pk)
    import_services.put_aside(row, by=request.user, now=request.now)
    messages.success(request, _("Put aside. The directory is as it was, and the files are gone."))
    return redirect("partnerships:imports")


def _one(request, pk):
    return get_object_or_404(
        DirectoryImport.objects.visible_to(request.user).select_related("by"), pk=pk
    )


def _cells(row):
    """Yield a line for each field that differs, for each new row, for each problem."""
    for line in row.lines.order_by("number").iterator(chunk_size=1000):
        told = [
            line.get_what_display(), line.said_kind, line.key, line.name, line.place, line.column,
        ]  # fmt: skip
        if line.what == What.PROBLEM:
            yield [*told, "", "", line.sentence]
        for field, here, there in line.differences or ([("", "", "")] * (line.what == What.NEW)):
            yield [*told, field, here, there]
