"""The records of step 06 and their twins: the same fields, the same names, the same refusals."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Dict, List, Optional

import attr

import forms
from forms import Int, Long, Refused


def exact(number):
    """Python holds 5.0 and 5.00 for equal; Java's BigDecimal does not."""
    return number and number.as_tuple()


class Tone(Enum):
    CALM = "calm"
    HEATED = "heated, perhaps wait a minute"


@attr.frozen
class Author:
    name: str
    warned: List[datetime]
    lastSeen: Optional[datetime]


@attr.frozen
class Attachment:
    name: str
    bytes: Long = attr.field()

    @bytes.validator
    def never_negative(self, field, value):
        if value < 0:
            raise Refused(f"An attachment cannot have {value} bytes.")


@attr.frozen
class Translation:
    text: str
    reviewed: bool


@attr.frozen
class Figures:
    links: Int
    fingerprint: Long
    likelihood: float = attr.field(eq=repr)  # -0.0 is not 0.0
    bounty: Decimal = attr.field(eq=exact)


@attr.frozen
class Submission:
    body: str
    author: Author
    tone: Tone
    attachments: List[Attachment]
    translations: Dict[str, Translation]
    replyTo: str
    figures: Figures


@attr.frozen
class Shelf:
    """What no record of step 06 has: lists in lists, lists in a map."""

    pages: List[List[Attachment]]
    moods: Dict[str, List[Tone]]
    perhaps: Optional[List[Attachment]]


@attr.frozen
class ByTone:
    """Its type can't travel: JSON's keys are text."""

    labels: Dict[Tone, str]


@attr.frozen
class SomeClass:
    """The article's class. It goes out, and can't come back: its types say nothing."""

    foo: object
    bar: object


def there(self, field, value):
    if value is None:
        raise Refused(f"{field.name} is missing")


@attr.frozen
class Report:
    body: str = attr.field(validator=there)
    language: str = attr.field(validator=there)
    readers: Int
    urgent: bool


@attr.frozen
class AsWritten:
    pass


@attr.frozen
class KeptFromReaders:
    reason: str = attr.field(validator=there)


@attr.frozen
class HandedToPerson:
    moderator: str = attr.field(validator=there)
    until: datetime = attr.field(validator=there)


VERDICTS = {"shown": AsWritten, "hidden": KeptFromReaders, "escalated": HandedToPerson}
TYPES = {each.__name__: each for each in (
    Author, Attachment, Translation, Figures, Submission, Shelf, ByTone, SomeClass, Report)}


def deflate(twin):
    """What the twin is made of; a verdict says which of the three it is, by the name that stays."""
    data = forms.deflate(twin)
    names = [name for name, verdict in VERDICTS.items() if verdict is type(twin)]
    return {"verdict": names[0], **data} if names else data


def inflate(name, data):
    """The twin of that name. A report may be older than this program, as in 6.4."""
    forms.require(dict, data)
    if name == "Verdict":
        verdict = data.get("verdict")
        if type(verdict) is not str or verdict not in VERDICTS:
            raise Refused(f"There is no verdict {verdict!r}.")
        return forms.inflate(VERDICTS[verdict], data)
    if name == "Report":
        today = dict(data)
        today.setdefault("body", data.get("text"))
        if today.get("language") is None:
            today["language"] = "en"
        return forms.inflate(Report, today)
    return forms.inflate(TYPES[name], data)
