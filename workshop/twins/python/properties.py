"""Sends random twins to Java, which changes each and sends it back: it has to be equal.

The arguments are the command that starts Java's end of the pipe.
"""

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings, strategies as st

import forms
import twins
from peer import changed

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"]
CHANGES = [datetime(2025, 3, 30, 2), datetime(2025, 10, 26, 2), datetime(2025, 4, 6, 2), datetime(1, 1, 1)]


def travels(value):
    """Equal on both sides; what is not is refused, and the tables show it."""
    try:
        forms.convert(forms.OUT, type(value), value)
        return True
    except forms.Refused:
        return False


text = st.one_of(
    st.text(st.characters(), max_size=5),
    st.text(st.characters(whitelist_categories=("Cs",)), max_size=2).filter(travels),
    st.sampled_from(["", "null", "\u00e9", "e\u0301", "\u202eabc", "\0", '"\\\n', "\u2028", "\ufeff", "{}", "5"]),
)
key = st.text(st.characters(blacklist_categories=("Cs",)), max_size=5)
zone = st.sampled_from([*map(ZoneInfo, ZONES), timezone(timedelta(hours=5, minutes=45))])
moment = st.one_of(
    st.datetimes(timezones=zone),
    st.builds(
        lambda about, seconds, zone, fold: about.replace(tzinfo=zone, fold=fold) + timedelta(seconds=seconds),
        st.sampled_from(CHANGES), st.integers(0, 7200), zone, st.integers(0, 1),
    ),
).filter(travels)
decimal = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.builds(
        lambda digits, exponent: Decimal(digits).scaleb(exponent),
        st.integers(-(10**27), 10**27), st.integers(-50, 50),
    ),
    st.sampled_from([Decimal("5E+3"), Decimal("0E-20"), Decimal("1E-2147483647"), Decimal("9" * 100)]),
).filter(travels)
int32, int64 = st.integers(-(2**31), 2**31 - 1), st.integers(-(2**63), 2**63 - 1)


def maybe(strategy):
    return st.none() | strategy


attachment = st.builds(twins.Attachment, maybe(text), st.integers(0, 2**63 - 1))
attachments = st.lists(maybe(attachment), max_size=3)
figures = st.builds(
    twins.Figures, int32, int64, st.floats(allow_nan=False, allow_infinity=False), maybe(decimal)
)
author = st.builds(twins.Author, maybe(text), maybe(st.lists(maybe(moment), max_size=3)), maybe(moment))
translation = st.builds(twins.Translation, maybe(text), st.booleans())
tone = st.sampled_from(twins.Tone)
TWINS = {
    "Report": st.builds(twins.Report, text, text, int32, st.booleans()),
    "Submission": st.builds(
        twins.Submission,
        maybe(text),
        maybe(author),
        maybe(tone),
        maybe(attachments),
        maybe(st.dictionaries(key, maybe(translation), max_size=3)),
        maybe(text),
        maybe(figures),
    ),
    "Figures": figures,
    "Shelf": st.builds(
        twins.Shelf,
        maybe(st.lists(maybe(attachments), max_size=3)),
        st.dictionaries(key, maybe(st.lists(maybe(tone), max_size=3)), max_size=3),
        maybe(attachments),
    ),
    "Verdict": st.one_of(
        st.builds(twins.AsWritten),
        st.builds(twins.KeptFromReaders, text),
        st.builds(twins.HandedToPerson, text, moment),
    ),
}


def sent_there_and_back(java, name, twin):
    java.stdin.write(b"change %s %s\n" % (name.encode(), forms.dumps(twins.deflate(twin))))
    java.stdin.flush()
    answer, _, body = java.stdout.readline().partition(b" ")
    assert answer == b"sent", f"Java said: {answer} {body}"
    return twins.inflate(name, forms.loads(body))


def main():
    with subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as java:
        for name, strategy in TWINS.items():
            came_back = 0

            @settings(
                max_examples=1000, derandomize=True, deadline=None, database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(strategy)
            def every_twin_comes_back_changed(twin):
                nonlocal came_back
                assert sent_there_and_back(java, name, twin) == changed(twin)
                came_back += 1

            every_twin_comes_back_changed()
            print(name, came_back)
        large = twins.Report("\u00e9" * 10_000_000, "en", 1, True)
        assert sent_there_and_back(java, "Report", large) == changed(large)


main()
