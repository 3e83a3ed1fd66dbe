from site_of_the_forum import answer, app, empty_tables, worker
from forum.models import Answer, Comment, Question


@app.task
def moderate_question(question_id):
    moderate(Question.objects.get(pk=question_id))


@app.task
def moderate_answer(answer_id):
    moderate(Answer.objects.get(pk=answer_id))


@app.task
def moderate_comment(comment_id):  # the copy in which someone forgot a line
    moderate(Question.objects.get(pk=comment_id))


def moderate(post):
    post.body = post.body.replace("darn", "****")
    post.save()


def web_process():
    posts = [model.objects.create(body="darn") for model in (Question, Answer, Comment)]
    print("the ids:", [post.pk for post in posts])
    for task, post in zip((moderate_question, moderate_answer, moderate_comment), posts):
        print(task.__name__, "returned", answer(task.delay(post.pk)))
    for post in posts:
        post.refresh_from_db()
        print(type(post).__name__, post.pk, post.body)


if __name__ == "__main__":
    empty_tables()
    with worker():
        web_process()
