"""Takes the air out of a twin, and makes it again: what step 06's Deflater and Inflater do, for attrs.

Both directions are strict, since Python's types are not: what Java could not read, or what would come back as
something else, is refused here, before it is sent.
"""

import functools
import json
import math
import re
import typing
from datetime import datetime, timezone
from decimal import Decimal
from enum import Enum

import attr

Int = typing.NewType("Int", int)  # Java's int has 32 bits, its long 64; Python's has no end
Long = typing.NewType("Long", int)

PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
HALF = re.compile("[\ud800-\udfff]")
DECIMAL = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d+)?", re.ASCII)
MOMENT = re.compile(r"((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z", re.ASCII)
MOST_DIGITS = 2**31 - 1  # of a BigDecimal's scale

types_of = functools.lru_cache(typing.get_type_hints)


class Refused(ValueError):
    """It does not travel; the message says what it was."""


def deflate(twin):
    """The twin as primitives: null, booleans, numbers, text, lists, and dictionaries with text keys."""
    hints = types_of(type(twin))
    return {name: field(name, OUT, hint, getattr(twin, name)) for name, hint in hints.items()}


def inflate(cls, data):
    """A twin of that class, from the primitives that the JSON held. Unknown fields are ignored."""
    require(dict, data)
    hints = types_of(cls)
    return cls(**{name: field(name, BACK, hint, data.get(name)) for name, hint in hints.items()})


def field(name, way, kind, value):
    try:
        return convert(way, kind, value)
    except ValueError as refusal:
        raise Refused(f"{name}: {refusal}") from refusal


def convert(way, kind, value):
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Union:  # an Optional
        return convert(way, arguments[0], value)
    if value is None:
        if kind in (Int, Long, float, bool):
            raise Refused(f"{kind.__name__} is missing.")
        return None
    if kind is object and way is OUT:
        return convert(way, ANY.get(type(value), type(value)), value)
    if origin is list:
        return [convert(way, arguments[0], each) for each in require(list, value)]
    if origin is dict and arguments[0] is str:
        return {key(each): convert(way, arguments[1], held) for each, held in require(dict, value).items()}
    if attr.has(kind):
        return deflate(require(kind, value)) if way is OUT else inflate(kind, value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return require(kind, value).name if way is OUT else constant(kind, value)
    if kind in way:
        return way[kind](value)
    raise Refused(f"{name_of(kind)} has no form in JSON.")


def name_of(kind):
    return kind.__name__ if isinstance(kind, type) else str(kind).replace("typing.", "")


def require(kind, value):
    """True is an int to isinstance, and 1 == True == 1.0: only the type itself will do."""
    if type(value) is not kind:
        raise Refused(f"{kind.__name__} is needed here, and this is {value!r}.")
    return value


def whole(bits):
    def check(value):
        require(int, value)
        if not -(2 ** (bits - 1)) <= value < 2 ** (bits - 1):
            raise Refused(f"{value} does not fit into {bits} bits.")
        return value

    return check


def finite(value):
    if not math.isfinite(require(float, value)):
        raise Refused(f"JSON has no {value}.")
    return value


def text(value):
    if PAIR.search(require(str, value)):
        raise Refused(f"{value!a} holds two halves of a character: it would come back as one.")
    return value


def key(value):
    if type(value) is not str:
        raise Refused(f"JSON's keys are text, and this one is {value!r}.")
    if HALF.search(value):
        raise Refused(f"The key {value!a} holds half a character, which Java cannot read in a key.")
    return value


def constant(kind, name):
    if type(name) is not str or name not in kind.__members__:
        raise Refused(f"{kind.__name__} has no {name!r}.")
    return kind[name]


def decimal(value):
    """Java's BigDecimal has no NaN, no infinity, and no negative zero."""
    require(Decimal, value)
    if not value.is_finite() or value.is_zero() and value.is_signed():
        raise Refused(f"Java has no decimal {value}.")
    if abs(value.as_tuple().exponent) > MOST_DIGITS or abs(value.adjusted()) > MOST_DIGITS:
        raise Refused(f"Java has no room for the exponent of {value}.")
    return value


def read_decimal(data):
    if not DECIMAL.fullmatch(require(str, data)):
        raise Refused(f"{data!r} is not a decimal number.")
    return decimal(Decimal(data))


def moment(value):
    if require(datetime, value).utcoffset() is None:
        raise Refused(f"{value} has no time zone, so no one knows when it was.")
    try:
        utc = value.astimezone(timezone.utc)
    except OverflowError:
        raise Refused(f"{value} is in no year from 1 to 9999 in UTC.") from None
    if utc != value:  # the hour that a zone has twice, or not at all
        raise Refused(f"Python says that {value} is not {utc}, the same moment: send that one.")
    return utc.replace(tzinfo=None).isoformat() + "Z"


def read_moment(data):
    parts = MOMENT.fullmatch(require(str, data))
    if not parts:
        raise Refused(f"{data!r} is no moment in UTC in the years 1 to 9999, which are Python's.")
    nanoseconds = int((parts[2] or "").ljust(9, "0"))
    if nanoseconds % 1000:
        raise Refused(f"{data!r} has nanoseconds, and Python's datetime has no room for them.")
    utc = datetime.fromisoformat(parts[1]).replace(tzinfo=timezone.utc)
    return utc.replace(microsecond=nanoseconds // 1000)


ANY = {int: Long, list: typing.List[object], dict: typing.Dict[str, object]}
SAME = {Int: whole(32), Long: whole(64), bool: lambda value: require(bool, value), float: finite, str: text}
OUT = {**SAME, Decimal: lambda value: str(decimal(value)), datetime: moment}
BACK = {**SAME, Decimal: read_decimal, datetime: read_moment}


def dumps(data):
    return json.dumps(data, allow_nan=False, separators=(",", ":")).encode("ascii")


def loads(body):
    try:
        return json.loads(body.decode("utf-8"), parse_constant=no_number, object_pairs_hook=no_key_twice)
    except RecursionError:
        raise Refused("It is nested too deeply.") from None


def no_number(word):
    raise Refused(f"JSON has no {word}.")


def no_key_twice(pairs):
    data = dict(pairs)
    if len(data) < len(pairs):
        raise Refused(f"A key is there twice: {', '.join(name for name, _ in pairs)}.")
    return data
