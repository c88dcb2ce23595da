"""Settings of all tests: property tests have no deadline, for a busy machine is no defect."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("kg", deadline=None)
settings.load_profile("kg")
