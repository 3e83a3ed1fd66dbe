"""A Celery worker that times tasks that do nothing. Its arguments: the server, the queue, the tasks before those that it times, the tasks that it times, and the visibility time-out in seconds."""

import sys
import time

import redis
from celery import Celery

server, queue, warm_up, timed, lease = sys.argv[1:]
app = Celery("comparisons", broker=server)
app.conf.update(
    task_default_queue=queue,
    task_acks_late=True,
    broker_transport_options={"visibility_timeout": int(lease)},
    worker_enable_remote_control=False,
    worker_redirect_stdouts=False,
)
done = 0
start = None


def reads():
    with redis.Redis.from_url(server) as client:
        return client.info("stats")["total_reads_processed"]


@app.task(name="run")
def run(text):
    global done, start
    if text == "hang":
        print("hanging", flush=True)
        time.sleep(3600)
    done += 1
    if done == int(warm_up):
        start = reads(), time.perf_counter_ns()
    elif done == int(warm_up) + int(timed):
        nanos = time.perf_counter_ns() - start[1]
        print("measured", nanos, reads() - start[0], flush=True)


app.worker_main(["worker", "--pool=solo", "--loglevel=ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"])
