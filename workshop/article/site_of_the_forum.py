"""Django, configured for the programs beside this file; check.py says where PostgreSQL is."""

import os
from concurrent.futures import ThreadPoolExecutor

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

settings.configure(
    INSTALLED_APPS=["forum", "shop"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "workshop",
                           "HOST": "127.0.0.1", "PORT": os.environ["DB_PORT"]}},
)
django.setup()


def empty_tables():
    """Each program starts with tables of its own."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)


def attempt(action):
    """What it returns, or the exception in words."""
    try:
        return action()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def seen_by_another_process(action):
    """Runs it on a connection of its own, as a worker would."""
    def run():
        try:
            return attempt(action)
        finally:
            connection.close()
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(run).result()
