"""Runs the registry and a university's subgraph behind two gateways, and asks both a question that crosses the two.

python examples/gateway/run.py          goes on serving until Ctrl-C
python examples/gateway/run.py --once   prints the answers and ends
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
QUERY = (HERE / "query.graphql").read_text("utf-8")
GRAFBASE = HERE / "node_modules" / "@grafbase" / "cli-x86_64-unknown-linux-musl" / "grafbase"
MIN_NODE = 20
SECONDS = 120.0
"""How long a server may take to answer; the registry loads its demo set first."""
NAMES = ("registry", "university", "apollo", "grafbase")
PORTS = dict(zip(NAMES, range(8000, 8004), strict=True))


class FailedError(Exception):
    """What keeps the gateways from running, in words."""


def main() -> int:
    """Starts everything, asks, and waits for Ctrl-C."""
    arguments = read_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # as Ctrl-C: the servers end with us
    beside = Path(sys.executable).parent  # where `make` puts Node.js if the machine has none
    os.environ["PATH"] = f"{beside}{os.pathsep}{os.environ['PATH']}"
    try:
        with ExitStack() as running, TemporaryDirectory() as folder:
            gateways = started(running, Path(folder), arguments)
            answers = {name: ask(url, QUERY) for name, url in gateways.items()}
            print(json.dumps(answers, ensure_ascii=False, indent=None if arguments.once else 2))
            if not arguments.once:
                told = ", ".join(f"{name} at {url}" for name, url in gateways.items())
                print(f"{told}. Stop with Ctrl-C.", file=sys.stderr)
                wait()
            return 1 if any("errors" in answer for answer in answers.values()) else 0
    except FailedError as failed:
        print(failed, file=sys.stderr)
        return 1


def read_arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--once", action="store_true", help="print the answers and end")
    parser.add_argument("--free-ports", action="store_true", help="any free ports, not 8000 to 8003")
    parser.add_argument("--registry", help="URL of a registry that runs already")
    return parser.parse_args()


def started(running: ExitStack, folder: Path, arguments: argparse.Namespace) -> dict[str, str]:
    """The URLs of the gateways, which answer, and so do the subgraphs behind them."""
    install()
    ports = {name: free_port() for name in NAMES} if arguments.free_ports else PORTS
    urls = {name: f"http://127.0.0.1:{port}/graphql" for name, port in ports.items()}

    def start(name: str, command: list[str], inside: Path, **environment: str) -> None:
        server = running.enter_context(process(command, inside, environment))
        wait_for(urls[name], server)

    if arguments.registry:
        urls["registry"] = arguments.registry
    else:
        start("registry", [sys.executable, "server.py", "serve"], ROOT, REGISTRY_PORT=str(ports["registry"]))
    subgraph = [sys.executable, "subgraph.py"]
    start("university", subgraph, HERE.parent / "university-subgraph", PORT=str(ports["university"]))
    supergraph = folder / "supergraph.graphql"
    supergraph.write_text(composed(urls), "utf-8")
    start("apollo", ["node", "apollo.mjs", str(supergraph), str(ports["apollo"])], HERE)
    if not GRAFBASE.exists():
        print("Grafbase publishes its gateway on npm for Linux on x64 only: Apollo's runs alone.", file=sys.stderr)
        return {"apollo": urls["apollo"]}
    GRAFBASE.chmod(0o755)
    own = {"REGISTRY_URL": urls["registry"], "UNIVERSITY_URL": urls["university"], "HOME": str(folder)}
    listen = ["--config", str(HERE / "grafbase.toml"), "--listen-address", f"127.0.0.1:{ports['grafbase']}"]
    start("grafbase", [str(GRAFBASE), "dev", *listen], HERE, **own)
    return {name: urls[name] for name in ("apollo", "grafbase")}


def install() -> None:
    """The gateways, at the versions of the lock file."""
    if node_version() < MIN_NODE or not shutil.which("npm"):
        raise FailedError(f"Node.js {MIN_NODE} or newer is needed, with npm.")
    done = HERE / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime:
        return
    ran = subprocess.run(["npm", "ci", "--loglevel=error", "--no-progress"], cwd=HERE, check=False, stdout=sys.stderr)
    if ran.returncode:
        raise FailedError("npm could not install the gateways.")
    done.touch()


def node_version() -> int:
    """The major version of Node.js; 0 where there is none."""
    if not shutil.which("node"):
        return 0
    told = subprocess.run(["node", "-p", "parseInt(process.versions.node)"], check=True, capture_output=True, text=True)
    return int(told.stdout)


def composed(urls: Mapping[str, str]) -> str:
    """The supergraph."""
    subgraphs = [f"{name}={urls[name]}" for name in ("registry", "university")]
    ran = subprocess.run(["node", "compose.mjs", *subgraphs], cwd=HERE, check=False, capture_output=True, text=True)
    if ran.returncode:
        raise FailedError(f"The subgraphs do not compose:\n{ran.stderr}")
    return ran.stdout


@contextmanager
def process(command: list[str], folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs as long as the context, with all that it starts: PyPI's `node` is a script around Node.js."""
    ran = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=sys.stderr, start_new_session=True)
    try:
        yield ran
    finally:
        with suppress(ProcessLookupError):
            os.killpg(ran.pid, signal.SIGTERM)
        ran.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def ask(url: str, query: str) -> dict[str, Any]:
    """The answer to a question."""
    request = Request(url, json.dumps({"query": query}).encode(), {"content-type": "application/json"})
    try:
        with urlopen(request, timeout=SECONDS) as answer:
            return dict(json.load(answer))
    except HTTPError as error:
        raise FailedError(f"{url} answered {error.code}: {error.read().decode()[:500]}") from None


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Until a server answers."""
    until = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            ask(url, "{ __typename }")
        except (URLError, ConnectionError, FailedError):
            time.sleep(0.2)
        else:
            return
    raise FailedError(f"{url} does not answer.")


def wait() -> None:
    """Until Ctrl-C."""
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    sys.exit(main())
