from site_of_the_forum import attempt, empty_tables
from forum.models import Answer, Question

empty_tables()
Question.objects.create(body="question 1")
Answer.objects.create(body="answer 1")


def with_the_slip(question_id=None, answer_id=None):
    if question_id is not None:
        return Question.objects.get(pk=id).body  # id: Python's own function
    if answer_id is not None:
        return Answer.objects.get(pk=id).body


def as_meant(question_id=None, answer_id=None):
    if question_id is not None:
        return Question.objects.get(pk=question_id).body
    elif answer_id is not None:
        return Answer.objects.get(pk=answer_id).body


print("pk=id:         ", attempt(lambda: with_the_slip(question_id=1)))
print("pk=question_id:", as_meant(question_id=1))
print("two ids:       ", as_meant(question_id=1, answer_id=1))
print("no id:         ", as_meant())
print("an unknown one:", attempt(lambda: as_meant(comment_id=1)))
