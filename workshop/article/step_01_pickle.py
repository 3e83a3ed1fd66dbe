import datetime
import decimal
import pickle
import uuid

from kombu.serialization import dumps, loads, registry

from site_of_the_forum import attempt
from forum.models import Question


class Canary:
    """Harmless; a stranger's bytes may name any function instead of print."""

    def __reduce__(self):
        return print, ("  a function of the sender's choice ran here",)


# The bytes say what runs, and it runs while they are read.
pickled = pickle.dumps(Canary())
print("pickle.loads:")
pickle.loads(pickled)

# The worker's accept_content refuses, before the first byte is read. What the sender's task_serializer says
# does not matter here: a stranger does not ask it.
registry.enable("pickle")


def received(*accepted):
    return loads(pickled, "application/x-python-serialize", "binary", accept=set(accepted))


print("accept_content=['json']:")
print(" ", attempt(lambda: received("application/json")))
print("accept_content=['json', 'pickle']:")
received("application/json", "application/x-python-serialize")

# JSON refuses a model, and turns other things into text without a word.
print("JSON, a model:", attempt(lambda: dumps(Question(pk=1, body="?"), serializer="json")))
for value in (decimal.Decimal("1.10"), datetime.date(2017, 3, 20), uuid.UUID(int=7), (1, 2), {1: "one"}):
    content_type, encoding, data = dumps(value, serializer="json")
    print(f"JSON, {value!r}:", repr(loads(data, content_type, encoding)))
