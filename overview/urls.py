from django.urls import path

from . import views, views_closing, views_kickoff, views_partnership

urlpatterns = [
    path("", views.home, name="home"),
    path("partnerships/", views_partnership.partnerships, name="partnership_list"),
    path("partnerships/<uuid:pk>/", views_partnership.partnership, name="partnership"),
    path("partnerships/<uuid:pk>/kickoff/", views_kickoff.kickoff, name="kickoff"),
    path("partnerships/<uuid:pk>/kickoff/print/", views_kickoff.printed, name="kickoff_print"),
    path("partnerships/<uuid:pk>/closing/", views_closing.closing, name="closing"),
]
