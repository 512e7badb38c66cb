"""How many examples a property tries: a few beside one's work, many where a machine has minutes.

In: the Hypothesis profile that the test run loaded. Out: settings for one property.
Guarantees: the profile `repeatable` tries the small number, `ci` the large one, every other as many as it says itself.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def examples(small: int, in_ci: int) -> settings:
    """Settings with so many examples.

    A whole contract is drawn at once, so it is large and takes a while; neither is a fault of the property.
    """
    wanted = {"repeatable": small, "ci": in_ci}
    count = wanted.get(settings.get_current_profile_name(), settings().max_examples)
    unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    return settings(max_examples=count, suppress_health_check=unhurried)
