from django.db import models


class Question(models.Model):
    """Another app, another table, the same name."""

    body = models.TextField()
