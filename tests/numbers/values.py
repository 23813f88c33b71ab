"""Blanks, three-valued logic and arithmetic of the formula language, for the independent calculation.

A blank is None. A comparison with a blank is None (unknown); an unknown condition yields a blank. Only `add`, `total`,
`average`, `largest` and `count` skip blanks; everything else passes one on. Division by zero is a blank.
"""

import datetime


def lt(a, b):
    return None if a is None or b is None else a < b


def le(a, b):
    return None if a is None or b is None else a <= b


def gt(a, b):
    return lt(b, a)


def ge(a, b):
    return le(b, a)


def both(*conditions):
    if any(c is False for c in conditions):
        return False
    return None if any(c is None for c in conditions) else True


def either(*conditions):
    if any(c is True for c in conditions):
        return True
    return None if any(c is None for c in conditions) else False


def choose(*steps):
    """choose(c1, v1, c2, v2, ..., last): nested Ifs. The first unknown condition on the way makes the result blank."""
    for condition, value in zip(steps[0:-1:2], steps[1:-1:2]):
        if condition is None:
            return None
        if condition:
            return value
    return steps[-1]


def add(a, b):
    if a is None or b is None:
        return b if a is None else a
    return a + b


def sub(a, b):
    return None if a is None or b is None else a - b


def mul(a, b):
    return None if a is None or b is None else a * b


def div(a, b):
    return None if a is None or b is None or b == 0 else a / b


def known(items):
    return [x for x in items if x is not None]


def total(items):
    return sum(known(items))


def average(items):
    items = known(items)
    return sum(items) / len(items) if items else None


def largest(items):
    items = known(items)
    return max(items) if items else None


def count(items):
    return len(known(items))


def days(date, number):
    """date + number of days; a blank date stays blank whatever is added to it."""
    if date is None:
        return None
    return date if number is None else date + datetime.timedelta(days=number)


def days_between(later, earlier):
    return None if later is None or earlier is None else (later - earlier).days


def self_test():
    assert lt(None, 3) is None and lt(1, 3) is True and ge(3, 3) is True and gt(None, None) is None
    assert both(False, None) is False and both(True, None) is None and both(True, True) is True
    assert either(True, None) is True and either(False, None) is None and either(False, False) is False
    assert choose(False, "a", True, "b", "c") == "b" and choose(False, "a", "c") == "c"
    assert choose(None, "a", True, "b", "c") is None and choose(True, "a", None, "b", "c") == "a"
    assert add(None, 2) == 2 and add(None, None) is None and sub(None, 2) is None and mul(3, None) is None
    assert div(1, 0) is None and div(6, 3) == 2
    assert average([]) is None and average([1, None, 3]) == 2 and total([None]) == 0 and count([None, 1]) == 1
    assert largest([None, 4, 2]) == 4 and largest([]) is None
    day = datetime.date(2026, 3, 1)
    assert days(day, -1) == datetime.date(2026, 2, 28) and days(None, 60) is None and days(day, None) == day
    assert days_between(day, datetime.date(2026, 2, 27)) == 2 and days_between(None, day) is None
