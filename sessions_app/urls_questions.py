"""Addresses of quick questions between sessions."""

from django.urls import path

from . import views_questions

one = "quick-questions/<uuid:pk>/"
urlpatterns = [
    path("partnerships/<uuid:pk>/questions/", views_questions.thread, name="thread"),
    path(one, views_questions.one, name="thread_one"),
    path(one + "answer/", views_questions.answer, name="thread_answer"),
    path(one + "not-now/", views_questions.put_off, name="thread_put_off"),
    path(one + "settle/", views_questions.settle, name="thread_settle"),
]
