"""The version of the registry: of pyproject.toml in a checkout, else of the installed package."""

import tomllib
from importlib import metadata
from pathlib import Path

NAME = "partner-registry"
_PROJECT = Path(__file__).with_name("pyproject.toml")
IS_CHECKOUT = _PROJECT.exists()
"""Whether this code runs where it is developed, and is not installed."""
VERSION: str = (
    tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"] if IS_CHECKOUT else metadata.version(NAME)
)
