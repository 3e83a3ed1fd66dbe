"""Sends that many random calls, and prints one line for each: what was sent, and what must become of it."""

import datetime
import json
import random
import sys
import time
import uuid

from tasks import app

random.seed(int(sys.argv[1]))


def text():
    ranges = [(0, 0x7F), (0xA0, 0x24F), (0x4E00, 0x4EFF), (0x2020, 0x2030), (0x1F300, 0x1F6FF)]
    return "".join(chr(random.randint(*random.choice(ranges))) for _ in range(random.randint(0, 12)))


def value(depth):
    kind = random.randrange(8 if depth > 0 else 6)
    if kind == 0:
        return random.choice([None, True, False])
    if kind == 1:
        return random.choice([1, -1]) * random.getrandbits(random.choice([4, 31, 53, 63]))
    if kind == 2:
        return random.choice([0.0, -0.5, 1e308, 5e-324, random.random(), random.gauss(0, 1e20)])
    if kind < 6:
        return text()
    if kind == 6:
        return [value(depth - 1) for _ in range(random.randint(0, 4))]
    return {text(): value(depth - 1) for _ in range(random.randint(0, 4))}


for _ in range(int(sys.argv[2])):
    args = [value(3) for _ in range(random.randint(0, 4))]
    kwargs = {"k" + text(): value(3) for _ in range(random.randint(0, 3))}
    task, fate, eta, options = "record", "done", 0, {"task_id": str(uuid.uuid4())}
    if random.random() < 0.5:
        options["priority"] = random.randrange(10)
    if random.random() < 0.2:
        options["retries"] = random.randrange(5)
    when = random.random()
    if when < 0.1:
        options["countdown"] = random.choice([0, 0.5, 1, 2])
        eta = time.time() + options["countdown"]
    elif when < 0.2:
        zone = datetime.timezone(datetime.timedelta(minutes=random.randrange(-720, 720)))
        moment = datetime.datetime.now(zone) + datetime.timedelta(seconds=random.uniform(-5, 2))
        options["eta"] = moment
        eta = moment.timestamp()
    elif when < 0.3:
        options["expires"] = 3600
    fates = random.random()
    if fates < 0.05:
        options["expires"] = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=random.randint(1, 10**6))
        fate = "It expired at "
    elif fates < 0.10:
        task, fate = "unheard-of", 'No handler for task "unheard-of"'
    elif fates < 0.15:
        options["serializer"] = "pickle"
        fate = 'Refused undecoded: content type "application/x-python-serialize"'
    elif fates < 0.18:
        options["compression"] = "gzip"
        fate = "This is not a message of Celery's protocol 2. Its body is compressed"
    elif fates < 0.20:
        args.append(2**63)
        fate = "The body could not be decoded: InputCoercionException: Numeric value (9223372036854775808)"
    elif fates < 0.32:
        task = "flaky"
    app.send_task(task, args, kwargs, **options)
    print(json.dumps({"id": options["task_id"], "task": task, "call": [args, kwargs], "fate": fate, "eta": eta}), flush=True)
