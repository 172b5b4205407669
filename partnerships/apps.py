from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Programs, organizations and the partnership itself."""

    name = "partnerships"

    def ready(self):
        from accounts import second_factor, services  # noqa: PLC0415 - apps must be loaded
        from foundation import access  # noqa: PLC0415
        from notifications import whose  # noqa: PLC0415

        from . import leaving, people, permissions, roster_services  # noqa: PLC0415
        from .models.standing import needs_second_factor  # noqa: PLC0415

        second_factor.ask(needs_second_factor)
        services.when_leaving(leaving.person_left)  # it looks at the seats that end next
        services.when_leaving(roster_services.person_left)
        whose.told_by(people.said_of)
        access.register(
            "partnerships.partnership", visible=permissions.visible_ids, may=permissions.may
        )
        access.register(
            "instruments.instrument",
            visible=lambda user, action: [],
            may=permissions.may_edit_questions,
        )
