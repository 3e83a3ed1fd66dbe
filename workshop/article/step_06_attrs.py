import json

import attr

from site_of_the_forum import attempt


@attr.s
class Report:
    title = attr.ib()
    part = attr.ib(default=None)

    def words(self):
        return len(self.title.split())


report = Report("about the forum", part=Report("a part"))
data = attr.asdict(report)
print("asdict:", data)

# Inflating with ** goes one level deep.
shallow = Report(**data)
print("equal:", shallow == report, "· part is a", type(shallow.part).__name__)
print("shallow.part.words():", attempt(lambda: shallow.part.words()))

# A recursive inflate says which class is where.
def inflate(data):
    return data and Report(data["title"], inflate(data["part"]))


print("by hand:", inflate(data) == report)

# Other senders, and JSON in between.
print("an unknown field:", attempt(lambda: Report(**data, author="me")))
print("a missing field: ", attempt(lambda: Report(**{"part": None})))
there_and_back = json.loads(json.dumps(attr.asdict(Report(("a", "tuple"), {1: "one"}))))
print("through JSON:", there_and_back)

# The article's example, and the comment below it as code: there, one key comes twice.
SomeClass = attr.make_class("SomeClass", ["foo", "bar"])
example = SomeClass(foo={"hi": "there"}, bar=SomeClass(foo=1, bar=False))
print("the example:", attr.asdict(example))
print("the comment:", {"foo": {"bar": False, "foo": 1}, "foo": {"hi": "there"}})

# What has no end.
loop = Report("a")
loop.part = loop
print("a cycle:", attempt(lambda: attr.asdict(loop))[:15], "…")
