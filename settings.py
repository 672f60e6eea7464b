"""Every setting, read once from the environment. docs/settings.md has them in a table; a test compares the two."""

import ipaddress
import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from limits import RateLimitItem, parse_many
from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from version import IS_CHECKOUT, NAME

HERE = Path(__file__).parent
KIB = 1024
CONNECTIONS_A_CORE, MIN_CONNECTIONS = 16, 8
"""Connections to a store that has as many cores as this machine; measured: docs/performance.md."""

MAX_RATE = 1_000_000_000
"""Requests of a limit; the counters are no wider."""
MAX_RATE_SECONDS = 366 * 24 * 3600

OURS, OF_NEO4J = "REGISTRY_", "NEO4J_"
READ_ELSEWHERE = (
    "REGISTRY_NEO4J_HOME",
    "REGISTRY_NEO4J_PAGE_CACHE",
    "REGISTRY_NEO4J_FOR_TESTS",
    "REGISTRY_CHANGES",
    "REGISTRY_FUZZ",
    "REGISTRY_WORLDS",
    "REGISTRY_KILLS",
    "REGISTRY_URL",
    "REGISTRY_WORKER",
    *(f"NEO4J_TEST_{name}" for name in ("URI", "USER", "PASSWORD", "DATABASE")),
)
"""Variables that are named like ours and are read elsewhere: by scripts, tests, examples and workers."""
LIKE = 0.8
"""From which likeness on (0 to 1) a name may be meant for another one."""


class SettingsError(Exception):
    """The environment holds a value that cannot be used; the message names each variable."""


class Settings(BaseSettings):
    """What can be set. The alias of a field is the name of its environment variable."""

    model_config = SettingsConfigDict(populate_by_name=True, extra="ignore", env_ignore_empty=True)

    neo4j_uri: str | None = Field(
        None,
        alias="NEO4J_URI",
        pattern=r"^(bolt|neo4j)(\+s|\+ssc)?://\S+$",
        examples=["bolt://localhost:7687"],
        description="Neo4j to connect to; if unset, the embedded store is used.",
    )
    neo4j_user: str = Field("neo4j", alias="NEO4J_USER", description="Neo4j user name.")
    neo4j_password: SecretStr = Field(SecretStr(""), alias="NEO4J_PASSWORD", description="Neo4j password.")
    neo4j_database: str = Field("neo4j", alias="NEO4J_DATABASE", description="Neo4j database.")
    data_dir: Path = Field(
        HERE / "data" if IS_CHECKOUT else user_data_path(NAME),
        alias="REGISTRY_DATA_DIR",
        description="Data directory of the embedded store.",
    )
    store_heap: str = Field(
        "2g",
        alias="REGISTRY_STORE_HEAP",
        pattern=r"^[0-9]+[kmgKMG]$",
        examples=["512m"],
        description="Java heap size of the embedded store.",
    )
    host: str = Field("127.0.0.1", alias="REGISTRY_HOST", description="Address to listen on.")
    port: int = Field(8000, alias="REGISTRY_PORT", ge=0, le=65535, description="Port to listen on; 0 picks a free one.")
    load_demo: bool = Field(
        True, alias="REGISTRY_LOAD_DEMO", description="Load the demo set into an empty store on `serve`."
    )
    match_weights: Path | None = Field(
        None,
        alias="REGISTRY_MATCH_WEIGHTS",
        examples=["weights.json"],
        description="Ranking weights written by `server.py match fit`; if unset, the built-in weights are used.",
    )
    max_nodes: int = Field(
        20_000, alias="REGISTRY_MAX_NODES", ge=1, description="Maximum estimated nodes per operation."
    )
    max_tokens: int = Field(3_000, alias="REGISTRY_MAX_TOKENS", ge=100, description="Maximum tokens per document.")
    max_depth: int = Field(16, alias="REGISTRY_MAX_DEPTH", ge=4, description="Maximum nesting depth per document.")
    max_fields: int = Field(
        5_000, alias="REGISTRY_MAX_FIELDS", ge=10, description="Maximum fields per document, fragments expanded."
    )
    max_root_fields: int = Field(
        30, alias="REGISTRY_MAX_ROOT_FIELDS", ge=1, description="Maximum root fields per operation."
    )
    max_aliases: int = Field(
        200, alias="REGISTRY_MAX_ALIASES", ge=1, description="Maximum aliases per document, fragments expanded."
    )
    max_directives: int = Field(
        100, alias="REGISTRY_MAX_DIRECTIVES", ge=1, description="Maximum directives per document."
    )
    max_representations: int = Field(
        1_000, alias="REGISTRY_MAX_REPRESENTATIONS", ge=1, description="Maximum representations per `_entities` field."
    )
    trusted_documents: Path | None = Field(
        None,
        alias="REGISTRY_TRUSTED_DOCUMENTS",
        description="Directory of trusted documents, which clients refer to by id.",
    )
    trusted_mode: Literal["off", "prefer", "only"] = Field(
        "off",
        alias="REGISTRY_TRUSTED_MODE",
        description="prefer: trusted and other documents; only: trusted ones alone; off: the directory is not read.",
    )
    max_body: int = Field(
        1024 * KIB, alias="REGISTRY_MAX_BODY", ge=KIB, description="Maximum request body size in bytes."
    )
    max_head: int = Field(
        64 * KIB,
        alias="REGISTRY_MAX_HEAD",
        ge=8 * KIB,
        description="Maximum size of the request line and headers in bytes.",
    )
    idle_connections: int = Field(
        0,
        alias="REGISTRY_IDLE_CONNECTIONS",
        ge=0,
        description="Maximum idle client connections per process; 0 means half the open-file limit.",
    )
    streams: int = Field(
        0,
        alias="REGISTRY_STREAMS",
        ge=0,
        description="Maximum WebSockets and event streams per process, a tenth of them for one client; "
        "0 means a quarter of the open-file limit, at most 1,000.",
    )
    keep_alive: int = Field(
        75,
        alias="REGISTRY_KEEP_ALIVE",
        ge=1,
        le=3600,
        description="Seconds an idle connection is kept open after a response.",
    )
    arrival_deadline: float = Field(
        30.0,
        alias="REGISTRY_ARRIVAL_DEADLINE",
        gt=0,
        le=600,
        description="Seconds a client may take to send a request.",
    )
    cors_origins: str | None = Field(
        None,
        alias="REGISTRY_CORS_ORIGINS",
        pattern=r"^(\*|https?://[^\s/,*]+(, *https?://[^\s/,*]+)*)$",
        examples=["https://partners.example.edu, https://www.example.org"],
        description="Allowed CORS origins, comma-separated, or *; if unset, same-origin requests only.",
    )
    rate_address: str | None = Field(
        None,
        alias="REGISTRY_RATE_ADDRESS",
        examples=["600/minute"],
        description="Maximum requests to `/graphql` per client address, for clients not signed in; if unset, no limit.",
    )
    rate_key: str | None = Field(
        None,
        alias="REGISTRY_RATE_KEY",
        examples=["6000/minute"],
        description="Maximum requests to `/graphql` per key or person; if unset, no limit.",
    )
    trusted_proxies: str | None = Field(
        None,
        alias="REGISTRY_TRUSTED_PROXIES",
        examples=["127.0.0.1, 10.0.0.0/8"],
        description="Proxies whose `X-Forwarded-For` is trusted, comma-separated addresses and networks; else none.",
    )
    oidc_issuer: str | None = Field(
        None,
        alias="REGISTRY_OIDC_ISSUER",
        pattern=r"^(https://[^\s/?#@]+|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?)(/[^\s?#]*)?$",
        examples=["https://login.example.org/realms/partners"],
        description="OpenID Connect issuer whose access tokens are taken, as in their `iss`; if unset, none are.",
    )
    oidc_audience: str | None = Field(
        None,
        alias="REGISTRY_OIDC_AUDIENCE",
        description="What `aud` of an access token for this registry contains; goes with the issuer.",
    )
    oidc_roles_claim: str = Field(
        "roles", alias="REGISTRY_OIDC_ROLES_CLAIM", description="Claim with roles, by its name or by the path to it."
    )
    oidc_roles: str = Field(
        "partner=PARTNER, officer=OFFICER, admin=ADMIN",
        alias="REGISTRY_OIDC_ROLES",
        pattern=r"^[^\s=,][^=,]*=(PARTNER|OFFICER|ADMIN)(, *[^\s=,][^=,]*=(PARTNER|OFFICER|ADMIN))*$",
        examples=["registry-admins=ADMIN, desk=OFFICER"],
        description="What values of that claim mean: `value=PARTNER`, `OFFICER` or `ADMIN`, comma-separated.",
    )
    oidc_institutions_claim: str = Field(
        "institutions",
        alias="REGISTRY_OIDC_INSTITUTIONS_CLAIM",
        description="Claim with ids or identifiers of the institutions that a person belongs to.",
    )
    oidc_offices_claim: str = Field(
        "offices",
        alias="REGISTRY_OIDC_OFFICES_CLAIM",
        description="Claim with ids or slugs of the offices that a person belongs to.",
    )
    read_deadline: float = Field(
        15.0, alias="REGISTRY_READ_DEADLINE", gt=0, le=300, description="Timeout of one store statement in seconds."
    )
    read_model_deadline: float = Field(
        1_800.0,
        alias="REGISTRY_READ_MODEL_DEADLINE",
        gt=0,
        le=86_400,
        description="Timeout in seconds for loading the read model; it is then retried.",
    )
    snapshot: bool = Field(
        True,
        alias="REGISTRY_SNAPSHOT",
        description="Keep a snapshot of the read model in the data directory, for other workers and the next start.",
    )
    workers: int = Field(1, alias="REGISTRY_WORKERS", ge=1, le=64, description="Number of worker processes.")
    store_connections: int = Field(
        0,
        alias="REGISTRY_STORE_CONNECTIONS",
        ge=0,
        le=1_000,
        description="Maximum store connections per process; 0 means 16 per core, divided among the workers.",
    )
    metrics: bool = Field(True, alias="REGISTRY_METRICS", description="Expose Prometheus metrics at `/metrics`.")
    traces: str | None = Field(
        None,
        alias="REGISTRY_TRACES",
        pattern=r"^https?://[^\s/]+\S*$",
        examples=["http://localhost:4318"],
        description="OpenTelemetry collector (OTLP over HTTP) to send traces to; if unset, tracing is off.",
    )
    request_deadline: float = Field(
        30.0, alias="REGISTRY_REQUEST_DEADLINE", gt=0, le=600, description="Timeout of one request in seconds."
    )
    compiled: bool = Field(
        True,
        alias="REGISTRY_COMPILED",
        description="Compile repeated operations; if off, every response comes from the stock executor.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", alias="REGISTRY_LOG_LEVEL", description="Minimum log level."
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto",
        alias="REGISTRY_LOG_FORMAT",
        description="Log format on standard error; auto: JSON lines where `serve` has no terminal, else text.",
    )

    @field_validator("rate_address", "rate_key")
    @classmethod
    def _check_rates(cls, value: str | None) -> str | None:
        for rate in _rates(value):
            if not (1 <= rate.amount <= MAX_RATE and rate.get_expiry() <= MAX_RATE_SECONDS):
                raise ValueError(rate)
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _check_proxies(cls, value: str | None) -> str | None:
        for each in _members(value):
            ipaddress.ip_network(each)
        return value

    @property
    def address_rates(self) -> tuple[RateLimitItem, ...]:
        """How often each address may ask; all of them hold."""
        return _rates(self.rate_address)

    @property
    def key_rates(self) -> tuple[RateLimitItem, ...]:
        """How often each key or person may ask; all of them hold."""
        return _rates(self.rate_key)

    @property
    def proxies(self) -> tuple[str, ...]:
        """Addresses and networks of the proxies whose word is taken for the address of a client."""
        return _members(self.trusted_proxies)

    @property
    def connections(self) -> int:
        """Most connections of one process to the store."""
        share = CONNECTIONS_A_CORE * (os.cpu_count() or 1) // self.workers
        return self.store_connections or max(MIN_CONNECTIONS, share)

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins whose pages may ask, beside our own."""
        return tuple(each.lower() for each in _members(self.cors_origins))

    @property
    def embedded(self) -> bool:
        """Whether the embedded store is used."""
        return self.neo4j_uri is None


def _members(value: str | None) -> tuple[str, ...]:
    return tuple(each.strip() for each in value.split(",")) if value else ()


def _rates(value: str | None) -> tuple[RateLimitItem, ...]:
    """Raises ValueError."""
    return tuple(parse_many(value)) if value else ()


def from_environment() -> Settings:
    """The settings of this process. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(f"{each['loc'][0]}: {_wrong(each)}" for each in error.errors())) from None


def _wrong(found: ErrorDetails) -> str:
    examples = {field.alias: field.examples for field in Settings.model_fields.values()}[str(found["loc"][0])]
    told = f"should be like {examples[0]}" if examples else found["msg"].removeprefix("Input ")
    return f"{told}; it is {found['input']!r}"


def unknown_names(given: Iterable[str]) -> list[str]:
    """What is to be said of names of variables that nothing reads: those that begin like ours, or are nearly one.

    Variables of Neo4j's own tools begin with `NEO4J_` too; of these only what is nearly ours is told.
    """
    known = [str(field.alias) for field in Settings.model_fields.values()]
    told = []
    for name in sorted(set(given)):
        if name.upper() in (*known, *READ_ELSEWHERE) or not name.upper().startswith((OURS, OF_NEO4J)):
            continue
        near = get_close_matches(name.upper(), known, n=1, cutoff=LIKE)
        if near or name.upper().startswith(OURS):
            told.append(f"{name}: no setting has this name{f'; did you mean {near[0]}?' if near else ''}")
    return told
