"""docker-compose.yml and the Dockerfile: parsed, since no engine is at hand."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
STAYING = {"web", "worker", "beat", "sweeper", "postgres", "valkey"}
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_services():
    assert set(SERVICES) == {*STAYING, "migrate"}
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert SERVICES["migrate"]["restart"] == "no"


@pytest.mark.parametrize("name", sorted(STAYING))
def test_each_staying_service_is_watched_and_comes_back(name):
    service = SERVICES[name]

    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries"} <= set(service["healthcheck"])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_runs_as_root_or_may_become_it(name):
    service = SERVICES[name]

    assert service["user"] not in {"", "root", "0"}
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_secret_is_written_down_or_has_a_default(name):
    secret = re.compile(r"PASSWORD|SECRET|EMAIL_URL")
    for variable, value in SERVICES[name].get("environment", {}).items():
        if secret.search(variable):
            assert re.fullmatch(r"\$\{[A-Z_]+:\?\}", value), variable
        password = re.search(r"://[^/@:]*:([^/@]*)@", str(value))
        if password:
            assert re.fullmatch(r"\$\{[A-Z_]+:\?\}", password[1].replace("\\", "")), variable


@pytest.mark.parametrize("name", ["web", "worker", "beat", "sweeper"])
def test_only_migrate_knows_the_owner(name):
    assert "DATABASE_OWNER_URL" not in SERVICES[name]["environment"]
    assert "OWNER_PASSWORD" not in str(SERVICES[name])


def test_the_owner_is_known_to_migrate():
    assert "seedbed_owner" in SERVICES["migrate"]["environment"]["DATABASE_OWNER_URL"]


def test_the_question_sets_come_right_after_the_tables():
    assert SERVICES["migrate"]["command"] == [
        "sh", "-c", "python manage.py migrate --no-input && python manage.py load_instruments"
    ]  # fmt: skip


def test_only_this_machine_reaches_the_web_server_and_nothing_else_is_published():
    published = {name: s["ports"] for name, s in SERVICES.items() if "ports" in s}

    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


def test_what_is_named_exists():
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).is_file()
        commands = re.findall(r"python manage.py (\w+)", str(service.get("command", "")))
        assert set(commands) <= set(get_commands())


def test_the_database_counts_as_up_only_over_the_network():
    assert "127.0.0.1" in SERVICES["postgres"]["healthcheck"]["test"]


def test_who_sends_has_time_to_finish_the_message_in_hand():
    assert {SERVICES[name]["stop_grace_period"] for name in ("worker", "sweeper")} == {"5m", "2m"}


def test_the_sweeper_does_without_the_broker():
    assert "valkey" not in SERVICES["sweeper"]["depends_on"]


def test_the_image_runs_as_nobody_special_with_what_is_locked():
    user = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)

    assert user == ["seedbed"]
    assert "--require-hashes -r requirements/run.txt" in DOCKERFILE
    assert {".env", ".git", ".data"} <= set((ROOT / ".dockerignore").read_text().split())
