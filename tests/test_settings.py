"""Settings: what follows from those that are left out."""

import pytest

from settings import Settings


@pytest.mark.parametrize(
    ("cores", "workers", "said", "connections"),
    [
        pytest.param(2, 1, 0, 32, id="16 for each core"),
        pytest.param(8, 4, 0, 32, id="divided by the workers, who share the store"),
        pytest.param(2, 8, 0, 8, id="eight at least"),
        pytest.param(None, 1, 0, 16, id="as of one core where their number is not known"),
        pytest.param(2, 8, 30, 30, id="what is said counts for each worker"),
    ],
)
def test_connections_to_the_store_follow_the_machine(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, workers: int, said: int, connections: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert Settings.model_construct(workers=workers, store_connections=said).connections == connections
