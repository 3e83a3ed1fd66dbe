"""Django and Celery, configured for the programs beside this file; check.py says where the servers are."""

import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
from contextlib import contextmanager

import django
from celery import Celery
from django.apps import apps
from django.conf import settings
from django.db import connection

HERE = pathlib.Path(__file__).parent
REDIS = f"redis://127.0.0.1:{os.environ['REDIS_PORT']}/0"
SAID = "the worker: "

settings.configure(
    INSTALLED_APPS=["forum", "shop"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "workshop",
                           "HOST": "127.0.0.1", "PORT": os.environ["DB_PORT"]}},
)
django.setup()

# A program is the sender, and the worker imports it: a task must have the same name in both.
app = Celery(pathlib.Path(sys.argv[0]).stem, broker=REDIS, backend=REDIS)
app.conf.worker_log_format = SAID + "%(message)s"
app.conf.accept_content = os.environ.get("ACCEPT_CONTENT", "json").split()


def empty_tables():
    """Each program starts with tables of its own."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)


@contextmanager
def worker(*accept_content):
    """A Celery worker for the program's tasks, a process of its own; afterwards, a list of its warnings."""
    environment = {**os.environ, "ACCEPT_CONTENT": " ".join(accept_content or ["json"]),
                   "C_FORCE_ROOT": "as root, too", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "celery", "-A", app.main, "worker", "--pool=solo", "--loglevel=WARNING",
               "--without-gossip", "--without-mingle", "--without-heartbeat"]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=HERE, env=environment, stdout=log, stderr=log)
        said = []
        try:
            yield said
        except BaseException:
            log.seek(0)
            print(log.read(), file=sys.stderr)
            raise
        finally:
            process.kill()  # what it would say of its end is not the same each time
            process.wait()
        log.seek(0)
        for line in log:
            if line.startswith(SAID):
                said.extend(textwrap.wrap(line, 100, subsequent_indent="  "))


def attempt(action):
    """What it returns, or the exception in words."""
    try:
        return action()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def answer(result):
    """What the worker returned, or its exception in words."""
    return attempt(lambda: result.get(timeout=300))
