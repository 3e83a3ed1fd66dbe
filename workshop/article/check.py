"""Runs each program here, and checks that what it prints is in outputs/ and, with its code, in its step's README.
Starts the Redis that the programs and their Celery workers share.

    .ci/with-postgresql /usr/bin/python3 workshop/article/check.py [--write]
"""

import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
BLOCK = re.compile(r"\n<details>\n<summary>The same in Python</summary>\n.*?\n</details>\n", re.DOTALL)


def block(program, output):
    return f"""
<details>
<summary>The same in Python</summary>

[`{program.name}`](../workshop/article/{program.name}), on Debian's packages:

```python
{program.read_text("utf-8").rstrip()}
```

It prints:

```text
{output.rstrip()}
```

[What the article says, and what Python and Java do](../workshop/article/README.md)

</details>
"""


def same(path, expected, write):
    if write:
        path.write_text(expected, "utf-8")
        return True
    if path.exists() and path.read_text("utf-8") == expected:
        return True
    print(f"{path.relative_to(ROOT)} is not what the run says today: renew it with --write")
    return False


def tests_exist():
    """Each test that the table names is there."""
    sources = {}
    for path in ROOT.glob("step-*/src/test/java/**/*Test.java"):
        sources[path.stem] = sources.get(path.stem, "") + path.read_text("utf-8")
    named = re.findall(r"`(\w+Test)\.(\w+)`", (HERE / "README.md").read_text("utf-8"))
    missing = [f"{test}.{method}" for test, method in named if f" {method}(" not in sources.get(test, "")]
    for each in missing:
        print(f"workshop/article/README.md names a test that is not there: {each}")
    return bool(named) and not missing


@contextmanager
def redis():
    """A redis-server on a free port, of which nothing is left."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        command = ["redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--dir", folder]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            yield port
        finally:
            server.terminate()
            server.wait()


def run(program, db_port):
    """Each program has a Redis of its own: no message is left from another."""
    with redis() as port:
        environment = {**os.environ, "DB_PORT": db_port, "REDIS_PORT": port, "PYTHONIOENCODING": "utf-8",
                       "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, program]
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")


def main():
    write = "--write" in sys.argv
    port = re.search(r"-Dworkshop\.db=jdbc:postgresql://127\.0\.0\.1:(\d+)/", " ".join(sys.argv)).group(1)
    good = tests_exist()
    programs = sorted(HERE.glob("step_*.py"))
    for program in programs:
        ran = run(program, port)
        if ran.returncode != 0:
            print(f"{program.name} failed:\n{ran.stderr}")
            good = False
            continue
        good &= same(HERE / "outputs" / f"{program.stem}.txt", ran.stdout, write)
        step, = ROOT.glob(f"step-{program.stem[5:7]}-*/README.md")
        readme = BLOCK.sub("", step.read_text("utf-8"))
        good &= same(step, readme + block(program, ran.stdout), write)
    print(f"{len(programs)} programs ran; outputs and READMEs " + ("are right" if good else "differ"))
    sys.exit(not good)


main()
