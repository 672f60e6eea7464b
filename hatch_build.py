"""Builds the web pages into a wheel, where `make web` has not built them already."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebPages(BuildHookInterface[Any]):
    """Runs what `make web` runs, with the Node that comes as a requirement of the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds web/dist. Raises CalledProcessError where that fails."""
        web = Path(self.root) / "web"
        if version == "editable" or (web / "dist" / "index.html").exists():
            return
        subprocess.run(["npm", "ci", "--loglevel=error", "--no-progress"], cwd=web, check=True)
        subprocess.run(["node", "build.mjs"], cwd=web, check=True)
