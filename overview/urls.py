from django.urls import path

from . import (
    views,
    views_closing,
    views_kickoff,
    views_learned,
    views_officer,
    views_partnership,
    views_today,
    views_touchpoints,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("today/all/", views_today.everything, name="today_all"),
    path("today/<slug:key>/later/", views_today.later, name="today_later"),
    path("today/<slug:key>/not-now/", views_today.not_now, name="today_not_now"),
    path("today/<slug:key>/again/", views_today.now_again, name="today_again"),
    path("program/", views_officer.sheet, name="officer"),
    path("program/counted/", views_officer.counted, name="officer_counted"),
    path("program/lengths/<uuid:pk>/seen/", views_officer.length_seen, name="length_seen"),
    path("program/<uuid:pk>/learned/", views_learned.what_we_learn, name="learned"),
    path("partnerships/", views_partnership.partnerships, name="partnership_list"),
    path("partnerships/<uuid:pk>/", views_partnership.partnership, name="partnership"),
    path("partnerships/<uuid:pk>/kickoff/", views_kickoff.kickoff, name="kickoff"),
    path("partnerships/<uuid:pk>/kickoff/print/", views_kickoff.printed, name="kickoff_print"),
    path("partnerships/<uuid:pk>/touchpoints/", views_touchpoints.touchpoints, name="touchpoints"),
    path("partnerships/<uuid:pk>/closing/", views_closing.closing, name="closing"),
]
