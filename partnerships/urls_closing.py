"""Addresses of the close-out under /partnerships/<id>/closing/; the page itself: overview."""

from django.urls import path

from . import views_closing as closing

urlpatterns = [
    path("write/", closing.write, name="closing_write"),
    path("objectives/<uuid:row>/", closing.judge, name="closing_judge"),
    path("gained/<uuid:row>/", closing.gain, name="closing_gain"),
    path("gained/add/<slug:side>/", closing.gain_add, name="closing_gain_add"),
    path("goes-on/add/", closing.carried_add, name="closing_carried_add"),
    path("goes-on/<uuid:row>/", closing.carried, name="closing_carried"),
    path("goes-on/<uuid:row>/off/", closing.carried_off, name="closing_carried_off"),
    path("no-lesson/", closing.no_lesson, name="closing_no_lesson"),
]
