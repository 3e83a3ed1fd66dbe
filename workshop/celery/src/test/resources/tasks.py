"""The Python end of the tests: the tasks of a real Celery worker, and (as a program) a sender that reads calls from its input."""

import datetime
import json
import os
import sys
import time

import redis
from celery import Celery, signals

app = Celery("forum", broker=os.environ.get("BROKER"), backend=os.environ.get("BACKEND"))
if os.environ.get("BROKER", "").startswith("amqp"):
    options = {"confirm_publish": True}
else:
    options = {"visibility_timeout": float(os.environ.get("VISIBILITY_TIMEOUT", "3600"))}
app.conf.update(
    task_default_queue=os.environ["QUEUE"],
    task_queue_max_priority=int(os.environ.get("MAX_PRIORITY", "0")) or None,
    task_protocol=int(os.environ.get("PROTOCOL", "2")),
    worker_enable_remote_control=False,  # it would leave keys behind
    broker_transport_options={**options, **json.loads(os.environ.get("TRANSPORT_OPTIONS", "{}"))},
)
ours = redis.Redis.from_url(os.environ["REDIS"])


def tell(**what):
    """Tells the test what happened here."""
    ours.rpush(os.environ["QUEUE"] + ":told", json.dumps(what))


@app.task(name="record", bind=True)
def record(self, *args, **kwargs):
    tell(id=self.request.id, args=args, kwargs=kwargs, signature=self.request.get("signature"), pid=os.getpid(), at=time.time())


@app.task(name="fail")
def fail():
    raise ValueError("on purpose")


@app.task(name="flaky", bind=True)
def flaky(self, *args, **kwargs):
    if self.request.retries == 0:
        raise self.retry(countdown=0)
    tell(id=self.request.id, args=args, kwargs=kwargs, retries=self.request.retries, at=time.time())


@app.task(name="hang", acks_late=True)
def hang():
    tell(pid=os.getpid())
    time.sleep(60)


@app.task(name="hang_by_default")
def hang_by_default():
    tell(pid=os.getpid())
    time.sleep(60)


if "TELL_ALL" in os.environ:

    @signals.task_revoked.connect
    def revoked(request, expired, **_):
        tell(id=request.id, expired=expired)

    @signals.task_unknown.connect
    def unknown(name, id, **_):
        tell(id=id, unknown=name)

    @signals.task_failure.connect
    def failed(task_id, exception, **_):
        tell(id=task_id, failed=str(exception))


if __name__ == "__main__":
    for line in sys.stdin:
        call = json.loads(line)
        task, args, kwargs, options = app.tasks[call["task"]], call.get("args", []), call.get("kwargs", {}), call.get("options", {})
        if "then" in call:
            (task.si(*args) | app.tasks[call["then"]].si()).delay()
        elif options:
            if "expires" in options:
                options["expires"] = datetime.datetime.fromisoformat(options["expires"])
            task.apply_async(args, kwargs, **options)
        else:
            result = task.delay(*args, **kwargs)
            if "get" in call:
                try:
                    tell(returned=result.get(timeout=call["get"]))
                except Exception as e:
                    tell(raised=type(e).__name__, words=str(e))
        print("sent", flush=True)
