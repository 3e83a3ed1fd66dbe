"""A Celery worker that does nothing, and says how long that took: seconds and CPU seconds between the first task and the last."""

import os
import time

from celery import Celery

app = Celery("prices", broker=os.environ["REDIS"])
app.conf.update(task_default_queue=os.environ["QUEUE"], worker_enable_remote_control=False, worker_redirect_stdouts=False)
left = int(os.environ["TASKS"])
start = None


@app.task(name="noop")
def noop(text):
    global left, start
    start = start or (time.perf_counter(), time.process_time())
    left -= 1
    if left == 0:
        print(time.perf_counter() - start[0], time.process_time() - start[1], flush=True)
