from django.apps import apps
from django.db import models, transaction

from site_of_the_forum import answer, app, empty_tables, worker
import forum.models
import shop.models


@app.task
def load(model_name, model_id):
    model = apps.get_model(f"forum.{model_name}")
    return f"{model._meta.label} {model_id}: {model.objects.get(pk=model_id).body}"


class EnqueuesOnSave:
    sent = []

    def save(self, *args, **kwargs):
        saved = super().save(*args, **kwargs)
        self.sent.append(load.delay(type(self).__name__, self.pk))
        return saved


class Post(EnqueuesOnSave, models.Model):
    body = models.TextField()

    class Meta:
        app_label = "forum"


class Note(models.Model, EnqueuesOnSave):  # the mixin comes after Model
    body = models.TextField()

    class Meta:
        app_label = "forum"


def web_process():
    forum.models.Question.objects.create(body="of the forum")
    bought = shop.models.Question.objects.create(body="of the shop")

    # The name of a class has no app in it; _meta.label has.
    print("asked for", bought._meta.label, bought.pk, "and got",
          answer(load.delay(type(bought).__name__, bought.pk)))
    print("an unknown model:", answer(load.delay("Querstion", 1)))

    # The mixin: before the commit, and only on save().
    with transaction.atomic():
        Post.objects.create(body="hello")
        print("tasks:", len(Post.sent), "· the worker:", answer(Post.sent.pop()))
    Post.objects.bulk_create([Post(body="one"), Post(body="two")])
    Post.objects.update(body="changed")
    print("tasks after bulk_create and update:", len(Post.sent))
    Note.objects.create(body="hello")
    print("tasks after a save with the mixin on the wrong side:", len(Note.sent))


if __name__ == "__main__":
    empty_tables()
    with worker():
        web_process()
