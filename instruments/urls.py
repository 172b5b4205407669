from django.urls import path

from . import editing_views as editing
from . import views

app_name = "instruments"
urlpatterns = [
    path("edit/", editing.instruments, name="instruments"),
    path("edit/<slug:key>/new/", editing.new_draft, name="new_draft"),
    path("edit/version/<uuid:pk>/", editing.version, name="version"),
    path("edit/version/<uuid:pk>/around/", editing.around, name="around"),
    path("edit/version/<uuid:pk>/publish/", editing.publish, name="publish"),
    path("edit/question/<uuid:pk>/", editing.item, name="item"),
    path("<uuid:pk>/", views.sheet, name="sheet"),
    path("<uuid:pk>/check/", views.check, name="check"),
    path("<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("<uuid:pk>/<str:key>/", views.answer, name="answer"),
    path("<uuid:pk>/<str:key>/here/", views.here, name="here"),
]
