"""Addresses of the candour room. None gives a file, and none is for the program."""

from django.urls import path

from . import views, views_answer, views_issues, views_talks, views_themes

app_name = "pulse"
urlpatterns = [
    path("partnerships/<uuid:pk>/pulse/", views.of, name="of"),
    path("partnerships/<uuid:pk>/pulse/open/", views.open_round, name="open"),
    path("pulse/who-reads-what/", views.statement, name="statement"),
    path("pulse/<uuid:pk>/", views.round, name="round"),
    path("pulse/<uuid:pk>/close/", views.close, name="close"),
    path("pulse/<uuid:pk>/answer/", views_answer.answer, name="answer"),
    path("pulse/forms/<uuid:pk>/", views_answer.read, name="read"),
    path("pulse/<uuid:pk>/<slug:side>/book/", views_talks.book, name="book"),
    path("pulse/<uuid:pk>/<slug:side>/guide/", views_talks.guide, name="guide"),
    path("pulse/<uuid:pk>/<slug:side>/held/", views_talks.held, name="held"),
    path("pulse/<uuid:pk>/<slug:side>/said-no/", views_talks.said_no, name="said_no"),
    path("pulse/<uuid:pk>/<slug:side>/notes/", views_talks.notes, name="notes"),
    path("pulse/<uuid:pk>/<slug:side>/themes/new/", views_themes.new, name="theme_new"),
    path("pulse/themes/<uuid:pk>/", views_themes.theme, name="theme"),
    path("pulse/themes/<uuid:pk>/send/", views_themes.send, name="theme_send"),
    path("pulse/themes/<uuid:pk>/take-back/", views_themes.take_back, name="theme_take_back"),
    path("pulse/themes/<uuid:pk>/promise/", views_themes.promise, name="theme_promise"),
    path("pulse/themes/<uuid:pk>/yes/", views_themes.say_yes, name="theme_yes"),
    path("pulse/themes/<uuid:pk>/keep/", views_themes.keep_here, name="theme_keep"),
    path("pulse/themes/<uuid:pk>/words/", views_themes.other_words, name="theme_words"),
    path("pulse/<uuid:pk>/issues/", views_issues.issues, name="issues"),
    path("pulse/<uuid:pk>/issues/new/", views_issues.new, name="issue_new"),
    path("pulse/issues/<uuid:pk>/", views_issues.issue, name="issue"),
    path("pulse/issues/<uuid:pk>/share/", views_issues.share, name="issue_share"),
    path("pulse/issues/<uuid:pk>/move/", views_issues.move, name="issue_move"),
]
