"""Every error a client can meet: its code, what it means, and the HTTP status where the whole request fails."""

from enum import Enum


class Code(Enum):
    """Stable codes, found under `extensions.code` of a GraphQL error. (code, HTTP status, meaning)"""

    BAD_REQUEST = ("BAD_REQUEST", 400, "The request is not GraphQL over HTTP as the specification has it.")
    GRAPHQL_PARSE_FAILED = ("GRAPHQL_PARSE_FAILED", 400, "The document is not GraphQL.")
    GRAPHQL_VALIDATION_FAILED = ("GRAPHQL_VALIDATION_FAILED", 400, "The document does not fit the schema.")
    DOCUMENT_NOT_FOUND = ("DOCUMENT_NOT_FOUND", 400, "No trusted document has this id.")
    UNTRUSTED_DOCUMENT = ("UNTRUSTED_DOCUMENT", 400, "Only trusted documents are answered here; ask for one by its id.")
    PERSISTED_QUERY_NOT_FOUND = (
        "PERSISTED_QUERY_NOT_FOUND", 200, "No document with this hash was sent yet; send its text with it.",
    )  # fmt: skip
    OPERATION_RESOLUTION_FAILURE = (
        "OPERATION_RESOLUTION_FAILURE", 400, "No operation, or not the one named, is in the document.",
    )  # fmt: skip
    BAD_USER_INPUT = (
        "BAD_USER_INPUT", 400, "An argument (`field` names it) or a variable has a value that cannot be used.",
    )  # fmt: skip
    BAD_CURSOR = ("BAD_CURSOR", 200, "A cursor is not one that this field with this order has given.")
    CURSOR_GONE = (
        "CURSOR_GONE", 200, "A cursor of changes is of another graph: the store was filled anew. Read all, and go on.",
    )  # fmt: skip
    BAD_ID = ("BAD_ID", 200, "An id is not one of ours, or is the id of another kind of node.")
    BAD_REPRESENTATION = (
        "BAD_REPRESENTATION", 200, "A representation of `_entities` names no node: its type, its keys or their values.",
    )  # fmt: skip
    UNAUTHENTICATED = (
        "UNAUTHENTICATED", 401, "The key or token is unknown, expired or revoked, or is not one of ours.",
    )  # fmt: skip
    FORBIDDEN = ("FORBIDDEN", 403, "Who asks may not read or do this, whatever the registry holds.")
    TOO_MANY_STREAMS = (
        "TOO_MANY_STREAMS", 503, "As many streams are open as may be, in all or of one client; try again in a moment.",
    )  # fmt: skip
    RATE_LIMITED = ("RATE_LIMITED", 429, "Too many requests; `Retry-After` says in how many seconds to try again.")
    NOT_FOUND = ("NOT_FOUND", 200, "What the question starts from does not exist.")
    AMBIGUOUS = ("AMBIGUOUS", 200, "Several nodes fit; `candidates` lists them.")
    TOO_BIG = ("TOO_BIG", 400, "The question could give more nodes than one question may; `estimate` says how many.")
    TOO_DEEP = ("TOO_DEEP", 400, "The document or one of its inputs is nested too deeply or is too long.")
    REQUEST_TIMEOUT = ("REQUEST_TIMEOUT", 408, "The request did not arrive in the time that it may take.")
    BODY_TOO_LARGE = ("BODY_TOO_LARGE", 413, "The request body is larger than the limit.")
    URI_TOO_LONG = ("URI_TOO_LONG", 414, "The URL is longer than the limit; send the question by POST.")
    HEADERS_TOO_LARGE = ("HEADERS_TOO_LARGE", 431, "The headers are more, or larger, than the limit.")
    NOT_ACCEPTABLE = ("NOT_ACCEPTABLE", 406, "None of the media types asked for can be given.")
    UNSUPPORTED_MEDIA_TYPE = (
        "UNSUPPORTED_MEDIA_TYPE",
        415,
        "The body is not application/json, or is encoded in another way than gzip.",
    )
    METHOD_NOT_ALLOWED = ("METHOD_NOT_ALLOWED", 405, "This path does not take this method.")
    NO_SUCH_PATH = ("NO_SUCH_PATH", 404, "Nothing is at this path.")
    STORE_DOWN = ("STORE_DOWN", 503, "The store does not answer; try again in a moment.")
    ISSUER_DOWN = ("ISSUER_DOWN", 503, "The issuer of the token does not answer; try again in a moment.")
    NOT_READY = (
        "NOT_READY", 503, "Names and contacts are not in memory yet, or could not be read; try again in a moment.",
    )  # fmt: skip
    NOT_INSTALLED = ("NOT_INSTALLED", 200, "This registry was installed without what the question needs.")
    SHUTTING_DOWN = ("SHUTTING_DOWN", 503, "The registry stops before the answer is there; try again in a moment.")
    TIMEOUT = ("TIMEOUT", 200, "The store took longer than a question may take.")
    INTERNAL_SERVER_ERROR = ("INTERNAL_SERVER_ERROR", 200, "Internal server error; logged under the request id.")

    @property
    def status(self) -> int:
        """The HTTP status of a request that fails as a whole with this code."""
        return self.value[1]

    @property
    def meaning(self) -> str:
        """One sentence for docs/errors.md."""
        return self.value[2]


class RegistryError(Exception):
    """An error for a client: plain words, a code, and where it lies. Everything in `details` goes to the client."""

    def __init__(self, code: Code, message: str, *, field: str | None = None, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.details = details

    @property
    def extensions(self) -> dict[str, object]:
        """What stands under `extensions`; graphql-core copies it from the original error."""
        named = {} if self.field is None else {"field": self.field}
        return {"code": self.code.name, **named, **self.details}
