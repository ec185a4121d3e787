"""The web server's door to Meldesk. The guard has its words before the first request comes."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")

application = get_wsgi_application()

from desk import guard  # noqa: E402 - the apps say where the words are kept

guard.warm()

# What is loaded by now stays for good: to look through it again and again would find nothing to throw away.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
