from site_of_the_forum import empty_tables
from forum.models import Answer, Comment, Question

empty_tables()


def moderate_question(question_id):
    moderate(Question.objects.get(pk=question_id))


def moderate_answer(answer_id):
    moderate(Answer.objects.get(pk=answer_id))


def moderate_comment(comment_id):  # the copy in which someone forgot a line
    moderate(Question.objects.get(pk=comment_id))


def moderate(post):
    post.body = post.body.replace("darn", "****")
    post.save()


posts = [model.objects.create(body="darn") for model in (Question, Answer, Comment)]
print("the ids:", [post.pk for post in posts])
for task, post in zip((moderate_question, moderate_answer, moderate_comment), posts):
    task(post.pk)
for post in posts:
    post.refresh_from_db()
    print(type(post).__name__, post.pk, post.body)
