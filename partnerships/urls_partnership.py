"""Addresses under /partnerships/<id>/; the front page itself lives in overview."""

from django.urls import include, path

from . import (
    urls_closing,
    urls_plan,
    views_charter,
    views_course,
    views_gains,
    views_role_flags,
    views_roster,
    views_said,
)

urlpatterns = [
    *urls_plan.urlpatterns,
    path("closing/", include(urls_closing)),
    path("charter/", views_charter.charter, name="charter"),
    path("charter/edit/", views_charter.edit, name="charter_edit"),
    path("charter/benefit/", views_charter.benefit, name="benefit"),
    path("charter/leader/", views_said.leader, name="leader"),
    path("charter/sign/", views_charter.sign, name="charter_sign"),
    path("charter/reopen/", views_charter.reopen, name="charter_reopen"),
    path("gained-so-far/", views_gains.so_far, name="gain_so_far"),
    path("shared/", views_charter.boundaries, name="boundaries"),
    path("shared/keep/", views_charter.boundaries_keep, name="boundaries_keep"),
    path("shared/add/", views_charter.boundary_add, name="boundary_add"),
    path("shared/<uuid:row>/", views_charter.boundary, name="boundary"),
    path("shared/<uuid:row>/off/", views_charter.boundary_retire, name="boundary_retire"),
    path("people/", views_roster.roster, name="roster"),
    path("people/accept/", views_roster.accept, name="accept"),
    path("people/leave/", views_roster.leave, name="leave"),
    path("people/add/<slug:side>/", views_roster.add, name="person_add"),
    path("people/<uuid:row>/", views_roster.change, name="person_change"),
    path("people/<uuid:row>/replace/", views_roster.replace, name="person_replace"),
    path("people/<uuid:row>/remove/", views_roster.remove, name="person_remove"),
    path("roles/", views_role_flags.role_flags, name="role_flags"),
    path("roles/raise/", views_role_flags.role_flag_raise, name="role_flag_raise"),
    path("move/", views_course.move, name="move"),
    path("pause/", views_course.pause, name="pause"),
    path("resume/", views_course.resume, name="resume"),
    path("end/", views_course.end, name="end"),
    path("hand-over/", views_course.hand_over, name="hand_over"),
    path("hand-over/neutral/", views_course.neutral, name="neutral"),
    path("sentence/", views_course.sentence, name="sentence"),
]
