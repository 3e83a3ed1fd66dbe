from django.db import models


class Question(models.Model):
    body = models.TextField()


class Answer(models.Model):
    body = models.TextField()


class Comment(models.Model):
    body = models.TextField()
