"""The web server's door to Meldesk. The guard has its words before the first request comes."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")

application = get_wsgi_application()

from desk import guard  # noqa: E402 - the apps say where the words are kept

guard.warm()
