"""Addresses of series, session pages and agendas."""

from django.urls import path

from . import views_agenda, views_letter, views_presence, views_series, views_session

room, one = "partnerships/<uuid:pk>/sessions/", "sessions/<uuid:pk>/"
agenda = one + "agenda/"
urlpatterns = [
    path(room, views_series.sessions, name="sessions"),
    path(room + "series/", views_series.series, name="series"),
    path(room + "series/dates/", views_series.save_series, name="save_series"),
    path(room + "add/", views_series.add, name="add"),
    path(room + "kickoff/", views_series.kickoff_day, name="kickoff_day"),
    path(room + "letter/", views_letter.letter, name="letter"),
    path(room + "who-came/", views_presence.presence, name="presence"),
    path(one, views_session.session, name="session"),
    path(one + "move/", views_series.move, name="move"),
    path(one + "cancel/", views_series.cancel, name="cancel"),
    path(one + "bring-back/", views_series.bring_back, name="bring_back"),
    path(one + "calendar/", views_session.calendar, name="calendar"),
    path(one + "coming/", views_session.coming, name="coming"),
    path(one + "pack/", views_session.pack, name="pack"),
    path(agenda, views_agenda.composer, name="agenda"),
    path(agenda + "arrange/", views_agenda.arrange, name="arrange"),
    path(agenda + "add/", views_agenda.add, name="block_add"),
    path(agenda + "pattern/", views_agenda.pattern, name="pattern"),
    path(agenda + "changes/", views_agenda.changes, name="changes"),
    path(agenda + "when/", views_agenda.goes_out, name="goes_out"),
    path(agenda + "outcome/", views_agenda.outcome, name="outcome"),
    path(agenda + "timekeeper/", views_agenda.timekeeper, name="timekeeper"),
    path(agenda + "note/", views_agenda.note, name="note"),
    path(agenda + "<uuid:block>/", views_agenda.block, name="block"),
    path(agenda + "<uuid:block>/remove/", views_agenda.remove, name="block_remove"),
]
