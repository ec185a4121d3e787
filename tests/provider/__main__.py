"""A real OpenID provider, django-oauth-toolkit, in a process of its own: `python -m tests.provider PORT FOLDER`.

It shares no code with the desk's side of the protocol (oauthlib and jwcrypto here, authlib and joserfc there). On the
address /bend/ a test says what is wrong with the tokens that follow; nothing else differs from a provider that is used.
"""

import os
import sys
import threading
import time

import django
from django.conf import settings
from django.core.management import call_command

from tests.provider import CLIENT_ID, CLIENT_SECRET, PASSWORD, PEOPLE


def configure(port: str, folder: str) -> None:
    pages = {
        "registration/login.html": '<form method="post">{% csrf_token %}{{ form }}<button>Log in</button></form>',
        "oauth2_provider/authorize.html": '<form method="post">{% csrf_token %}{% for field in form %}'
        "{% if field.is_hidden %}{{ field }}{% endif %}{% endfor %}{{ error.error }}<button>Cancel</button>"
        '<button name="allow" value="Authorize">Authorize</button></form>',
        "oauth2_provider/logout_confirm.html": '<form method="post">{% csrf_token %}{{ form }}<button name="allow" '
        'value="Logout">Log out</button></form>',
    }
    loaders = [("django.template.loaders.locmem.Loader", pages), "django.template.loaders.app_directories.Loader"]
    from tests.provider.keys import PEM

    settings.configure(
        SECRET_KEY="of-the-provider-in-the-tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.provider.site",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": f"{folder}/provider.sqlite3",
                "OPTIONS": {"init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"},
            }
        },
        # Tables at once, instead of one migration after another.
        MIGRATION_MODULES={"auth": None, "contenttypes": None, "sessions": None, "oauth2_provider": None},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": loaders,
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
        # Beside the desk on this machine: cookies know no ports.
        SESSION_COOKIE_NAME="provider-session",
        CSRF_COOKIE_NAME="provider-csrf",
        LOGIN_URL="/login/",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o",
            "OIDC_RSA_PRIVATE_KEY": PEM,
            "OAUTH2_VALIDATOR_CLASS": "tests.provider.site.Bent",
            "SCOPES": {"openid": "OpenID", "email": "Email"},
            "ALLOW_LOCALHOST_LOOPBACK": True,
            "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
            "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
            "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
            "PKCE_REQUIRED": True,
        },
    )
    django.setup()


def fill() -> None:
    """Make the people of the organisation, and let the desk be known."""
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    call_command("migrate", run_syncdb=True, verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name, email=f"{name}@organisatie.example", password=PASSWORD)
    back = "/inloggen/organisatie/terug/"
    Application.objects.create(
        name="Meldesk",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        algorithm="RS256",
        redirect_uris=f"http://testserver{back} http://localhost{back} http://127.0.0.1{back}",
    )


def serve(port: str) -> None:
    from django.core.wsgi import get_wsgi_application
    from waitress import serve as answer

    answer(get_wsgi_application(), host="127.0.0.1", port=int(port), threads=4, _quiet=True)


def stop_with_the_tests() -> None:
    """End when whoever started this is gone, also when they could not say so."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=stop_with_the_tests, daemon=True).start()
    configure(*sys.argv[1:3])
    fill()
    serve(sys.argv[1])
