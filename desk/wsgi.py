"""The web server's door to Meldesk. The guard has its words, and a page its code, before the first request comes."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from desk.heard_out import heard_out

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")

application = heard_out(get_wsgi_application())

from desk import compiled, deadlines, guard  # noqa: E402 - the apps say where the words are kept

guard.warm()
# A worker is renewed in the midst of a day: without these, the first to come to it waited a second for pages to be
# loaded, the working days to be known and the rows of a list to be made into Python.
reverse("worklist")
get_template("desk/base.html")
deadlines.add_working_days(deadlines.local_day(timezone.now()), 1)
compiled.warm()

# What is loaded by now stays for good: to look through it again and again would find nothing to throw away.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
