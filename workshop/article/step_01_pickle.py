import datetime
import decimal
import uuid

from site_of_the_forum import answer, app, attempt, worker
from forum.models import Question


class Canary:
    """Harmless; a stranger's bytes may name any function instead of print."""

    def __reduce__(self):
        return print, ("a function of the sender's choice ran here",)


@app.task
def what_i_got(value):
    return repr(value)


def stranger():
    """Sends pickle: what our own senders' task_serializer says is nothing to a stranger."""
    what_i_got.apply_async([Canary()], serializer="pickle")


def web_process():
    """JSON refuses a model, and turns other things into text without a word."""
    print("a model:", attempt(lambda: what_i_got.delay(Question(pk=1, body="?"))))
    for value in (decimal.Decimal("1.10"), datetime.date(2017, 3, 20), uuid.UUID(int=7), (1, 2), {1: "one"}):
        print(f"{value!r}:", answer(what_i_got.delay(value)))


if __name__ == "__main__":
    # The bytes say what runs, and it runs while they are read: twice, since Celery 5.2 reads them twice.
    with worker("json", "pickle") as said:
        stranger()
        answer(what_i_got.delay("done"))
    print("accept_content=['json', 'pickle']", *said, sep="\n")

    # The worker's accept_content refuses, before the first byte is read.
    with worker("json") as said:
        stranger()
        web_process()
    print("accept_content=['json']", *said, sep="\n")
