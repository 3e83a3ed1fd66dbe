"""The end of the pipe that is Python: reads requests line by line, and answers each with a line.

A request is a verb, what it is about, and JSON: "change Report {…}". The answer is "sent {…}" or "refused …".
"""

import json
import math
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from uuid import UUID
from zoneinfo import ZoneInfo

import attr

import forms
import twins

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MADE = {**vars(twins), **globals()}  # what the expressions of tables/sent.txt may use


def changed(twin):
    """The change that Java's Twins.changed makes, too."""
    if twin is None:
        return None
    change = attr.evolve
    if isinstance(twin, twins.Report):
        return change(twin, body=twin.body + "!", readers=~twin.readers, urgent=not twin.urgent)
    if isinstance(twin, twins.Author):
        return change(
            twin,
            warned=backwards(twin.warned),
            lastSeen=EPOCH if twin.lastSeen is None else None,
        )
    if isinstance(twin, twins.Translation):
        return change(twin, reviewed=not twin.reviewed)
    if isinstance(twin, twins.Figures):
        return change(
            twin,
            links=~twin.links,
            fingerprint=~twin.fingerprint,
            likelihood=-twin.likelihood,
            # -bounty would round it to 28 digits; and zero has no other sign in Java
            bounty=twin.bounty.copy_negate() if twin.bounty else twin.bounty,
        )
    if isinstance(twin, twins.Submission):
        return change(
            twin,
            body=louder(twin.body),
            author=changed(twin.author),
            tone=twins.Tone.HEATED if twin.tone is twins.Tone.CALM else twins.Tone.CALM,
            attachments=[*(backwards(twin.attachments) or []), twins.Attachment("new", 2**53 + 1)],
            translations={
                "new": None,
                **{name: changed(held) for name, held in (twin.translations or {}).items()},
            },
            replyTo=louder(twin.replyTo),
            figures=changed(twin.figures),
        )
    if isinstance(twin, twins.Shelf):
        return change(
            twin,
            pages=backwards(twin.pages),
            moods={name: backwards(held) for name, held in twin.moods.items()},
            perhaps=[] if twin.perhaps is None else None,
        )
    if isinstance(twin, twins.KeptFromReaders):
        return change(twin, reason=louder(twin.reason))
    if isinstance(twin, twins.HandedToPerson):
        return change(twin, moderator=louder(twin.moderator))
    return twin


def louder(text):
    return "" if text is None else text + "!"


def backwards(values):
    return values and values[::-1]


def taken_as_it_is(name, body):
    """What SomeClass(**data) makes of it, if no one checks."""
    return twins.TYPES[name](**json.loads(body))


ANSWERS = {
    "read": lambda name, body: twins.deflate(twins.inflate(name, forms.loads(body))),
    "change": lambda name, body: twins.deflate(changed(twins.inflate(name, forms.loads(body)))),
    "take": lambda name, body: repr(getattr(taken_as_it_is(name.split(".")[0], body), name.split(".")[1])),
    "send": lambda _, expression: twins.deflate(eval(expression, MADE)),
}


def answer(line):
    verb, name, body = line.rstrip(b"\n").split(b" ", 2)
    try:
        if verb == b"dump":  # attrs and json, as they are
            return b"sent " + json.dumps(attr.asdict(eval(body, MADE))).encode()
        return b"sent " + forms.dumps(ANSWERS[verb.decode()](name.decode(), body))
    except ValueError as refusal:
        return b"refused " + json.dumps(str(refusal)).encode()
    except (TypeError, LookupError, ArithmeticError) as error:  # Python's own refusals
        return b"refused " + json.dumps(f"{type(error).__name__}: {error}").encode()


def main():
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(answer(line) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
