"""What holds for every test: an own home, no warning, no stray word, nothing left behind."""

from hypothesis import HealthCheck, settings

from app import own_imports  # noqa: F401 - before the tests, which are many modules

pytest_plugins = [
    "pytester",
    "tests.support.isolation",
    "tests.support.log_records",
    "tests.support.qt_messages",
    "tests.support.leaks",
    "tests.support.collector",
    "tests.support.hang",
    "tests.support.display",
    "tests.support.secret_service",
    "tests.support.quick_hash",
    "tests.support.sharing",
    "tests.support.order",
    "tests.support.processors",
]

# The same examples in every run: what fails here fails everywhere. `--hypothesis-profile=long`
# looks for new ones. A slow machine is no fault in either.
settings.register_profile(
    "steady",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
