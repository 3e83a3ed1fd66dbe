from django.db import transaction

from site_of_the_forum import answer, app, empty_tables, worker
from forum.models import Question


@app.task
def body_of(question_id):
    """The usual way: the message has the id, and the worker fetches the row."""
    return Question.objects.get(pk=question_id).body


def web_process():
    # Enqueued in the transaction: a quick worker looks before the commit.
    with transaction.atomic():
        question = Question.objects.create(body="Where is it?")
        print("before the commit:", answer(body_of.delay(question.pk)))
    print("after the commit: ", answer(body_of.delay(question.pk)))

    # An update: the worker finds the row as it was.
    with transaction.atomic():
        Question.objects.filter(pk=question.pk).update(body="Here it is.")
        print("an update, before the commit:", answer(body_of.delay(question.pk)))

    # A rollback: the message is there, the row never was.
    try:
        with transaction.atomic():
            ghost = body_of.delay(Question.objects.create(body="I change my mind.").pk)
            raise RuntimeError("the request failed")
    except RuntimeError:
        print("after a rollback: ", answer(ghost))

    # The cure: enqueue when the commit is done.
    with transaction.atomic():
        question = Question.objects.create(body="Later.")
        transaction.on_commit(lambda: print("on_commit:        ", answer(body_of.delay(question.pk))))


if __name__ == "__main__":
    empty_tables()
    with worker():
        web_process()
