from site_of_the_forum import answer, app, attempt, empty_tables, worker
from forum.models import Answer, Question


@app.task
def with_the_slip(question_id=None, answer_id=None):
    if question_id is not None:
        return Question.objects.get(pk=id).body  # id: Python's own function
    if answer_id is not None:
        return Answer.objects.get(pk=id).body


@app.task
def as_meant(question_id=None, answer_id=None):
    if question_id is not None:
        return Question.objects.get(pk=question_id).body
    elif answer_id is not None:
        return Answer.objects.get(pk=answer_id).body


def web_process():
    Question.objects.create(body="question 1")
    Answer.objects.create(body="answer 1")
    print("pk=id:         ", answer(with_the_slip.delay(question_id=1)))
    print("pk=question_id:", answer(as_meant.delay(question_id=1)))
    print("two ids:       ", answer(as_meant.delay(question_id=1, answer_id=1)))
    print("no id:         ", answer(as_meant.delay()))
    print("an unknown one, at the call:", attempt(lambda: as_meant.delay(comment_id=1)))


if __name__ == "__main__":
    empty_tables()
    with worker():
        web_process()
