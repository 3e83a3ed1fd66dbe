from django.apps import apps
from django.db import models, transaction

from site_of_the_forum import attempt, empty_tables, seen_by_another_process
import forum.models
import shop.models

sent = []


def load(model_name, model_id):
    model = apps.get_model(f"forum.{model_name}")
    return f"{model._meta.label} {model_id}: {model.objects.get(pk=model_id).body}"


class EnqueuesOnSave:
    def save(self, *args, **kwargs):
        saved = super().save(*args, **kwargs)
        sent.append((type(self).__name__, self.pk))
        return saved


class Post(EnqueuesOnSave, models.Model):
    body = models.TextField()

    class Meta:
        app_label = "forum"


class Note(models.Model, EnqueuesOnSave):  # the mixin comes after Model
    body = models.TextField()

    class Meta:
        app_label = "forum"


empty_tables()
forum.models.Question.objects.create(body="of the forum")
bought = shop.models.Question.objects.create(body="of the shop")

# The name of a class has no app in it; _meta.label has.
print("asked for", bought._meta.label, bought.pk, "and got", load(type(bought).__name__, bought.pk))
print("an unknown model:", attempt(lambda: load("Querstion", 1)))

# The mixin: before the commit, and only on save().
with transaction.atomic():
    post = Post.objects.create(body="hello")
    print("sent:", sent, "· the worker:", seen_by_another_process(lambda: load(*sent[0])))
sent.clear()
Post.objects.bulk_create([Post(body="one"), Post(body="two")])
Post.objects.update(body="changed")
print("after bulk_create and update:", sent)
Note.objects.create(body="hello")
print("after a save with the mixin on the wrong side:", sent)
