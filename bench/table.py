"""The figures of a measurement: lines for a terminal, and a table for docs."""

from dataclasses import dataclass

from bench.wrk import Measured

BEGIN, END = "<!-- bench.speed begins -->", "<!-- bench.speed ends -->"
RATIOS = [("ours", "floor"), ("ours", "peer"), ("ours", "stock"), ("floor", "peer")]


@dataclass(frozen=True, slots=True)
class Cell:
    """One workload at some connections. `leaves` is the mean of an answer."""

    workload: str
    connections: int
    leaves: float
    servers: dict[str, Measured]

    def ratios(self) -> dict[str, float]:
        """Of the rates, for those servers that were measured."""
        return {f"{a}/{b}": self.servers[a].rate / self.servers[b].rate for a, b in pairs([*self.servers])}


def pairs(servers: list[str]) -> list[tuple[str, str]]:
    """Which servers are set against each other."""
    return [(one, other) for one, other in RATIOS if one in servers and other in servers]


def header(servers: list[str]) -> str:
    """The titles of the columns of `line`."""
    ratios = "".join(f"{f'{one}/{other}':>12}" for one, other in pairs(servers))
    rates, last = (" |" + "".join(f"{name:>{width}}" for name in servers) for width in (8, 9))
    costs = " |" + "".join(f"{name:>13}" for name in servers)
    titles = f"{'':26} |{'requests a second':^{8 * len(servers)}} |{'ratios':^{len(ratios)}}"
    titles += f" |{'p99, ms':^{9 * len(servers)}} |{'processor of server+store, ms a request':^{13 * len(servers)}}"
    return f"{titles}\n{'workload':12} {'conns':>5} {'leaves':>6}{rates} |{ratios}{last}{costs}"


def line(cell: Cell) -> str:
    """One line for a terminal."""
    found = cell.servers.values()
    rates = "".join(f"{each.rate:8.0f}" if each.rate >= 100 else f"{each.rate:8.1f}" for each in found)
    ratios = "".join(f"{ratio:12.2f}" for ratio in cell.ratios().values())
    last = "".join(f"{each.p99:9.1f}" for each in found)
    costs = "".join(f"{f'{each.server:.2f}+{each.store:.2f}':>13}" for each in found)
    return f"{cell.workload:12} {cell.connections:5} {cell.leaves:6.0f} |{rates} |{ratios} |{last} |{costs}"


def table(cells: list[Cell], command: str) -> str:
    """A table of Markdown, and the command that made it."""
    servers = [*cells[0].servers]
    titles = ["workload", "connections", *[f"{name}, req/s" for name in servers], *cells[0].ratios()]
    titles += [f"{name} p99, ms" for name in servers] + [f"{name}, CPU ms (server + store)" for name in servers]
    rows = [titles, ["---"] * len(titles), *map(_row, cells)]
    return f"`{command}`\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def insert_table(page: str, cells: list[Cell], command: str) -> str:
    """The page with the table between its marks, or at its end where it has none."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2] or "\n"
    return f"{before}{BEGIN}\n{table(cells, command)}\n{END}{after}"


def _row(cell: Cell) -> list[str]:
    found = cell.servers.values()
    rates = [f"{each.rate:,.0f}" if each.rate >= 100 else f"{each.rate:.1f}" for each in found]
    ratios = [f"{ratio:.2f}" for ratio in cell.ratios().values()]
    last = [f"{each.p99:.1f}" for each in found]
    return [
        f"`{cell.workload}`",
        str(cell.connections),
        *rates,
        *ratios,
        *last,
        *[f"{each.server:.2f} + {each.store:.2f}" for each in found],
    ]
