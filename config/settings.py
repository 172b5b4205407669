"""One settings file; the environment supplies the differences.

`SEEDBED_MODE` decides safety, never DEBUG: `demo` and `test` have a working default for
everything, `production` (the default) refuses to start without its own secrets.
Every variable read here is described in docs/operating.md; a test holds that true.
"""

import os
import secrets
from pathlib import Path

import environ
import structlog
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from foundation.logs import where_it_failed

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")  # real environment variables win over this file

MODE = env.str("SEEDBED_MODE", default="production")
if MODE not in {"demo", "production", "test"}:
    raise ImproperlyConfigured("SEEDBED_MODE is demo, production or test.")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data")))
missing: list[str] = []


def needed(name, read, *, default):
    """Read a variable that production must set and the other modes have a default for.

    There an empty one counts as not set: a file of variables easily leaves one open.
    """
    if PRODUCTION and not env.str(name, default="").strip():
        missing.append(name)
        os.environ.pop(name, None)
    return read(name, default=default)


def kept_secret():
    """Return this machine's own secret for trying things out, made on first use."""
    if MODE == "test":
        return "only-for-tests-" + "x" * 50
    if PRODUCTION:
        return ""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


# -- safety ---------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = needed("SECRET_KEY", env.str, default=kept_secret())
SITE_URL = needed("SITE_URL", env.str, default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = needed("ALLOWED_HOSTS", env.list, default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL] if PRODUCTION else [])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Demonstration sign-in answers only to this machine, unless `make run HOST=` opened the door.
DEMO_FROM_ANYWHERE = env.bool("DEMO_FROM_ANYWHERE", default=False) and DEMO

# -- data -----------------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {
    "default": needed("DATABASE_URL", env.db, default=f"sqlite:///{DATA_DIR / 'seedbed.sqlite3'}")
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    if DATABASES["default"]["NAME"].startswith(str(DATA_DIR)):
        DATA_DIR.mkdir(parents=True, exist_ok=True)
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# The role that owns the tables, for `manage.py migrate` only; all else runs as DATABASE_URL's.
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- the house: lowest room first -----------------------------------------------------------------
ROOMS = [
    "foundation",
    "accounts",
    "notifications",
    "instruments",
    "partnerships",
    "matching",
    "sessions_app",
    "pulse",
    "insights",
    "overview",
]
INSTALLED_APPS = [
    *[room for room in ROOMS if (BASE_DIR / room / "apps.py").exists()],
    *([] if PRODUCTION else ["demo"]),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.humanize",  # allauth's list of sessions asks for it
    "django.contrib.messages",
    "django.contrib.postgres",  # lets an index name its operator class; nothing on SQLite
    "django.forms",  # FORM_RENDERER looks for widgets among the apps
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_structlog",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "foundation.middleware.EdgeMiddleware",
    "foundation.returning.ReturningMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.PersonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "foundation.middleware.LogMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "foundation.template_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "foundation.context.page",
                "overview.context.frame",
                *([] if PRODUCTION else ["demo.context.bar"]),
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "uswds"

# -- people ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "notifications.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds; pages and mails say it (trust K12: at most ten)
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets the same page and no mail
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code itself is the proof
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {  # beside allauth's own
    "ask": "20/h/ip",  # the public interest form
    # The key is the address. Twelve codes of three tries an hour: nobody guesses one of a million,
    # and nobody fills a mailbox from the sign-in page (trust K29).
    "request_login_code": "20/m/ip,3/m/key,12/h/key",
    "wrong_code": "10/m/ip,60/h/ip",  # nor spreads tries over many addresses
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
ACCOUNT_FORMS = {"login": "accounts.forms.AddressForm"}
MFA_FORMS = {"add_webauthn": "accounts.forms.PasskeyForm"}
MFA_TOTP_ISSUER = "Seedbed"
MFA_ADAPTER = "accounts.passkeys.SecondStepAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 12 * 3600  # from sign-in, however busy (accounts.middleware)
SESSION_IDLE_SECONDS = 60 * 60
# Passwords do not exist here; the hasher only serves Django's own fields.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

# -- language, time -------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# -- files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if MODE != "test"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    "jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "br", "woff", "woff2", "map",
]  # fmt: skip
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = [
    "foundation.uploads.Stopper",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# -- mail, jobs, cache ----------------------------------------------------------------------------
vars().update(needed("EMAIL_URL", env.email, default="consolemail://"))
EMAIL_TIMEOUT = 15  # seconds
SENDS_NOTHING = {"console", "dummy", "filebased", "locmem"}
DEFAULT_FROM_EMAIL = needed("MAIL_FROM", env.str, default="Seedbed <seedbed@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Only the installation that made a database sends from it; a copy elsewhere refuses.
ENVIRONMENT_ID = env.str("ENVIRONMENT_ID", default=SITE_URL if PRODUCTION else MODE)
DEMO_MAILBOXES = DEMO  # mail to made-up addresses lands on a page instead of being suppressed
CELERY_BROKER_URL = needed("CELERY_BROKER_URL", env.str, default="memory://localhost/")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {"plan": {"task": "notifications.plan", "schedule": 60.0}}  # seconds
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat")
CACHE_URL = needed("CACHE_URL", env.str, default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# -- headers --------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "foundation.views.csrf_failure"
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict = {
    "camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": [],
}  # fmt: skip

# -- logs: ids, never e-mail addresses, never answers ---------------------------------------------
NO_WORDS_OF_ERRORS = structlog.processors.ExceptionRenderer(where_it_failed)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                NO_WORDS_OF_ERRORS,
                structlog.processors.KeyValueRenderer(key_order=["event"]),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "seedbed": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # it would name the whole address a second time
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        NO_WORDS_OF_ERRORS,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_USER_ID_FIELD = "id"
DJANGO_STRUCTLOG_CELERY_ENABLED = False

# -- product rules with a name: our rules, editable -----------------------------------------------
SCREEN_WITHIN_WORKING_DAYS = 5  # domain row 0.08
TYPED_ADDRESSES = 8  # that one form, or one person in thirty days, can make Seedbed write to

# -- refuse to start unsafe -----------------------------------------------------------------------
if PRODUCTION:
    problems = [f"{name} is not set" for name in missing]
    if "SECRET_KEY" not in missing and len(SECRET_KEY) < 50:
        problems.append("SECRET_KEY is shorter than 50 characters")
    if DEBUG:
        problems.append("DEBUG is on")
    if "*" in ALLOWED_HOSTS:
        problems.append("ALLOWED_HOSTS allows every host")
    backend = vars()["EMAIL_BACKEND"]
    if "EMAIL_URL" not in missing and backend.split(".")[-2] in SENDS_NOTHING:
        problems.append("EMAIL_URL sends no mail")
    if "DATABASE_URL" not in missing and "postgresql" not in DATABASES["default"]["ENGINE"]:
        problems.append("DATABASE_URL is not a PostgreSQL address")
    if "SITE_URL" not in missing and not SITE_URL.startswith("https://"):
        problems.append("SITE_URL does not start with https://")
    if problems:
        raise ImproperlyConfigured(
            "Seedbed will not start in production: "
            + "; ".join(problems)
            + ". See docs/operating.md, or set SEEDBED_MODE=demo to try it out."
        )
