import json

import attr

from site_of_the_forum import answer, app, attempt, worker


@attr.s
class Report:
    title = attr.ib()
    part = attr.ib(default=None)

    def words(self):
        return len(self.title.split())


def inflate(data):
    """By hand: a recursive inflate says which class is where."""
    return data and Report(data["title"], inflate(data["part"]))


@app.task
def words_of_the_part(data):
    """Inflating with ** goes one level deep."""
    return Report(**data).part.words()


@app.task
def words_of_the_part_by_hand(data):
    return inflate(data).part.words()


def web_process():
    report = Report("about the forum", part=Report("a part"))
    data = attr.asdict(report)
    print("asdict:", data)
    print("**:", answer(words_of_the_part.delay(data)))
    print("equal:", Report(**data) == report, "· part is a", type(Report(**data).part).__name__)
    print("by hand:", answer(words_of_the_part_by_hand.delay(data)))
    print("equal:", inflate(data) == report)

    # Other senders, and JSON in between.
    print("an unknown field:", answer(words_of_the_part.delay({**data, "author": "me"})))
    print("a missing field: ", answer(words_of_the_part.delay({"part": None})))
    print("through JSON:", json.loads(json.dumps(attr.asdict(Report(("a", "tuple"), {1: "one"})))))

    # The article's example, and the comment below it as code: there, one key comes twice.
    SomeClass = attr.make_class("SomeClass", ["foo", "bar"])
    example = SomeClass(foo={"hi": "there"}, bar=SomeClass(foo=1, bar=False))
    print("the example:", attr.asdict(example))
    print("the comment:", {"foo": {"bar": False, "foo": 1}, "foo": {"hi": "there"}})

    # What has no end.
    loop = Report("a")
    loop.part = loop
    print("a cycle:", attempt(lambda: attr.asdict(loop))[:15], "…")


if __name__ == "__main__":
    with worker():
        web_process()
