"""Loaded by pytest before all tests (pyproject.toml): in CI no test may be passed over.

With `CI=true` a skip is a failure that tells its reason. Elsewhere skips are listed with their
reasons at the end of the run (`-ra`).
"""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

Report = pytest.TestReport | pytest.CollectReport


def in_ci() -> bool:
    """Say whether this run is one in which nothing may be passed over."""
    return os.environ.get("CI") == "true"


def _judge(report: Report) -> None:
    """Turn a skip into a failure in CI; an expected failure (xfail) did run and stays."""
    if not (in_ci() and report.skipped) or hasattr(report, "wasxfail"):
        return
    where = report.longrepr
    reason = where[2] if isinstance(where, tuple) else str(where)
    report.outcome = "failed"
    report.longrepr = f"CI=true: no test may be passed over. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Judge a test's skip."""
    report = yield
    _judge(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Judge the skip of a whole module."""
    report = yield
    _judge(report)
    return report


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real papers, minutes and votes beside the checkout, or skip."""
    default = Path(__file__).parents[2] / ".." / "shared" / "data"
    folder = Path(os.environ.get("GIJO_SHARED_DATA", default)).resolve()
    if not folder.is_dir():
        pytest.skip(
            "the real papers are not on this machine: no ../shared/data (or set GIJO_SHARED_DATA)"
        )
    return folder
