from django.urls import path

from . import views, views_partnership

urlpatterns = [
    path("", views.home, name="home"),
    path("partnerships/", views_partnership.partnerships, name="partnership_list"),
    path("partnerships/<uuid:pk>/", views_partnership.partnership, name="partnership"),
]
