"""Addresses of the kickoff and the plan under /partnerships/<id>/; the hub lives in overview."""

from django.urls import path

from . import views_kickoff, views_map, views_plan, views_said

urlpatterns = [
    path("kickoff/section/<slug:key>/", views_kickoff.section, name="section"),
    path("kickoff/winds/add/", views_kickoff.wind_add, name="wind_add"),
    path("kickoff/winds/<uuid:row>/", views_kickoff.wind, name="wind"),
    path("kickoff/check/", views_said.check, name="kickoff_check"),
    path("focus/", views_kickoff.focus, name="focus"),
    path("focus/rate/", views_said.rate, name="focus_rate"),
    path("focus/add/", views_kickoff.focus_add, name="focus_add"),
    path("focus/<uuid:row>/", views_kickoff.focus_change, name="focus_change"),
    path("focus/<uuid:row>/choose/", views_kickoff.focus_choose, name="focus_choose"),
    path("focus/<uuid:row>/let-go/", views_kickoff.focus_let_go, name="focus_let_go"),
    path("goal/", views_plan.goal, name="goal"),
    path("goal/edit/", views_plan.goal_edit, name="goal_edit"),
    path("goal/sign/", views_plan.goal_sign, name="goal_sign"),
    path("goal/reopen/", views_plan.goal_reopen, name="goal_reopen"),
    path("goal/objectives/add/", views_plan.objective_add, name="objective_add"),
    path("goal/objectives/<uuid:row>/", views_plan.objective, name="objective"),
    path("goal/objectives/<uuid:row>/use/", views_plan.objective_use, name="objective_use"),
    path("goal/objectives/<uuid:row>/drop/", views_plan.objective_drop, name="objective_drop"),
    path("map/", views_map.session_map, name="session_map"),
    path("map/draw/", views_map.map_lay, name="map_lay"),
    path("map/add/", views_map.month_add, name="month_add"),
    path("map/drop/", views_map.month_drop, name="month_drop"),
    path("map/<uuid:row>/", views_map.month, name="month"),
    path("map/<uuid:row>/change/", views_map.month_change, name="month_change"),
    path("map/changes/<uuid:row>/object/", views_map.change_object, name="change_object"),
]
