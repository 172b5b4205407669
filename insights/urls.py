"""Addresses of lessons, briefs and the shelf."""

from django.urls import path

from . import views, views_brief, views_shelf, views_verdict

app_name = "insights"
ROOM, BRIEF, LINE = "partnerships/<uuid:pk>/", "briefs/<uuid:pk>/", "lines/<uuid:line>/"
urlpatterns = [
    path(f"{ROOM}lessons/", views.lessons, name="lessons"),
    path(f"{ROOM}lessons/new/", views.new, name="new"),
    path(f"{ROOM}briefs/new/", views_brief.assemble, name="assemble"),
    path("lessons/<uuid:pk>/", views.insight, name="insight"),
    path("lessons/<uuid:pk>/edit/", views.edit, name="edit"),
    path("lessons/<uuid:pk>/approve/", views.approve, name="approve"),
    path("lessons/<uuid:pk>/share/", views.share, name="share"),
    path("lessons/<uuid:pk>/no-longer/", views.retire, name="retire"),
    path("lessons/<uuid:pk>/verdict/", views_verdict.verdict, name="verdict"),
    path("verdict/<uuid:pk>/", views_verdict.by_link, name="verdict_by_link"),
    path(BRIEF, views_brief.brief, name="brief"),
    path(f"{BRIEF}edit/", views_brief.edit, name="brief_edit"),
    path(f"{BRIEF}send/", views_brief.send, name="brief_send"),
    path(f"{BRIEF}sign/", views_brief.sign, name="brief_sign"),
    path(f"{BRIEF}withhold/", views_brief.withhold, name="brief_withhold"),
    path(f"{BRIEF}take-up/", views_brief.take_up, name="brief_take_up"),
    path(f"{BRIEF}{LINE}", views_brief.line, name="brief_line"),
    path(f"{BRIEF}{LINE}withdraw/", views_brief.withdraw, name="brief_withdraw"),
    path(f"{BRIEF}{LINE}agree/", views_brief.agree, name="brief_agree"),
    path("shelf/", views_shelf.shelf, name="shelf"),
    path("shelf/<slug:slug>/", views_shelf.on_shelf, name="on_shelf"),
]
