"""Addresses before, in and after a session."""

from django.urls import path

from . import views_actions, views_adapting, views_answer, views_live, views_ratings, views_wrapup

one, action = "sessions/<uuid:pk>/", "actions/<uuid:pk>/"
room = "partnerships/<uuid:pk>/sessions/"
urlpatterns = [
    path("asked/", views_answer.asked_of_me, name="asked"),
    path(one + "answer/", views_answer.ask, name="ask"),
    path(one + "answer/not-now/", views_answer.put_off, name="put_off"),
    path(one + "answer/<slug:name>/", views_answer.question, name="question"),
    path(one + "words/<slug:side>/", views_answer.words, name="words"),
    path(one + "typed/", views_answer.typed, name="typed"),
    path(one + "ask-today/", views_answer.ask_today, name="ask_today"),
    path(one + "live/", views_live.live, name="live"),
    path(one + "live/screen/", views_live.screen, name="screen"),
    path(one + "live/now/", views_live.part, name="live_now"),
    path(one + "live/start/", views_live.start, name="live_start"),
    path(one + "live/next/", views_live.go_on, name="live_next"),
    path(one + "live/more/", views_live.more, name="live_more"),
    path(one + "live/shorten/", views_live.shorten, name="live_shorten"),
    path(one + "live/end/", views_live.end, name="live_end"),
    path(one + "live/resume/", views_live.resume, name="live_resume"),
    path(one + "live/catch/", views_live.catch, name="live_catch"),
    path(one + "live/people/", views_live.people, name="live_people"),
    path(one + "wrap-up/", views_wrapup.wrapup, name="wrapup"),
    path(one + "notes/", views_wrapup.notes, name="notes"),
    path(one + "notes/change/", views_wrapup.change_notes, name="notes_change"),
    path(one + "after/", views_wrapup.after_it, name="after"),
    path(one + "promise/", views_actions.add, name="promise"),
    path(one + "not-here/", views_adapting.add_not_here, name="not_here_add"),
    path(one + "adapted/", views_adapting.add_adapted, name="adapted_add"),
    path("not-here/<uuid:pk>/", views_adapting.not_here, name="not_here"),
    path("adapted/<uuid:pk>/", views_adapting.adapted, name="adapted"),
    path(room + "not-here/", views_adapting.not_here_yet, name="not_here_yet"),
    path(room + "how-it-was/", views_ratings.ratings, name="ratings"),
    path(action + "settle/", views_actions.settle, name="settle"),
    path(action + "reopen/", views_actions.reopen, name="reopen"),
    path(action + "report/", views_actions.report, name="report"),
]
