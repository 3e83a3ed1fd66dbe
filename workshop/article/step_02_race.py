from django.db import transaction

from site_of_the_forum import empty_tables, seen_by_another_process
from forum.models import Question

empty_tables()


def worker(question_id):
    """The usual way: the message has the id, and the worker fetches the row."""
    return seen_by_another_process(lambda: Question.objects.get(pk=question_id).body)


# Enqueued in the transaction: a quick worker looks before the commit.
with transaction.atomic():
    question = Question.objects.create(body="Where is it?")
    print("before the commit:", worker(question.pk))
print("after the commit: ", worker(question.pk))

# An update: the worker finds the row as it was.
with transaction.atomic():
    Question.objects.filter(pk=question.pk).update(body="Here it is.")
    print("an update, before the commit:", worker(question.pk))

# A rollback: the message is there, the row never was.
try:
    with transaction.atomic():
        ghost = Question.objects.create(body="I change my mind.")
        raise RuntimeError("the request failed")
except RuntimeError:
    print("after a rollback: ", worker(ghost.pk))

# The cure: enqueue when the commit is done.
with transaction.atomic():
    question = Question.objects.create(body="Later.")
    transaction.on_commit(lambda: print("on_commit:        ", worker(question.pk)))
