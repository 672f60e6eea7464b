"""Trusted documents: those of a directory, which clients ask for by their ids; others are answered too, or are not.

What lies in the directory (REGISTRY_TRUSTED_DOCUMENTS): manifests `*.json`, either Apollo's ("operations" with "id" and
"body") or a plain map from ids to texts, as Relay and GraphQL Code Generator write it; and `*.graphql`, each a document
whose id is the SHA-256 of its text.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from engine.operation import Operations
from engine.spelling import spell
from errors import Code, RegistryError
from settings import Settings, SettingsError
from transport.persisted import PersistedQueries

FORMAT = "apollo-persisted-query-manifest"
HASH = "sha256:"
"""Before an id in `documentId`, where it is a hash (GraphQL over HTTP, appendix on persisted documents)."""


@dataclass(frozen=True, slots=True)
class TrustedDocuments:
    """The documents by id. `only`: nothing else is answered."""

    by_id: Mapping[str, str] = field(default_factory=dict)
    only: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    """The documents, and where each was found."""
    persisted: PersistedQueries = field(default_factory=PersistedQueries)

    def text_of(self, sent: Mapping[str, Any]) -> object:
        """The text of the document of a request: what is sent, or what its id stands for.

        Raises RegistryError (UNTRUSTED_DOCUMENT, DOCUMENT_NOT_FOUND, PERSISTED_QUERY_NOT_FOUND, BAD_REQUEST).
        """
        query, name = sent.get("query"), sent.get("documentId")
        if query is not None and not isinstance(query, str):
            raise RegistryError(Code.BAD_REQUEST, "`query` must be a text.")
        extensions = sent.get("extensions")
        known = self.by_id.get(_strip_prefix(name or _hash(extensions)))
        if known is not None:
            return known
        if self.only and query not in self.texts:
            raise RegistryError(Code.UNTRUSTED_DOCUMENT, Code.UNTRUSTED_DOCUMENT.meaning)
        if name:
            raise RegistryError(Code.DOCUMENT_NOT_FOUND, Code.DOCUMENT_NOT_FOUND.meaning)
        return self.persisted.text_of(query, extensions)

    def hold(self, operations: Operations) -> None:
        """Makes all ready to run. Raises SettingsError for one that cannot run, with its place and its id."""
        for text, found in self.texts.items():
            wrong = operations.hold(text)
            if wrong:
                raise SettingsError(f"{found} cannot be answered: {wrong}")


def _hash(extensions: Any) -> object:
    asked = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    return asked.get("sha256Hash") if isinstance(asked, dict) else None


def _strip_prefix(name: object) -> str:
    return name.removeprefix(HASH) if isinstance(name, str) else ""


def trusted_documents(settings: Settings) -> TrustedDocuments:
    """The documents of the settings. Raises SettingsError for a file that holds none."""
    folder = settings.trusted_documents
    if settings.trusted_mode == "off":
        return TrustedDocuments()
    if folder is None or not folder.is_dir():
        raise SettingsError(f"REGISTRY_TRUSTED_DOCUMENTS: should be a directory; it is {spell(str(folder or ''))}")
    by_id, found_in = {}, {}
    for path, name, text in _documents(folder):
        by_id[_strip_prefix(name)], found_in[text] = text, f"{path}: the document {spell(name)}"
    return TrustedDocuments(by_id, settings.trusted_mode == "only", found_in)


def _documents(folder: Path) -> Iterator[tuple[Path, str, str]]:
    for path in sorted(folder.glob("*.graphql")):
        text = _text(path)
        yield path, hashlib.sha256(text.encode()).hexdigest(), text
    for path in sorted(folder.glob("*.json")):
        for name, text in _manifest(path):
            if not isinstance(name, str) or not isinstance(text, str):
                raise SettingsError(f"{path}: has an entry that is no id with the text of a document")
            yield path, name, text


def _manifest(path: Path) -> list[tuple[Any, Any]]:
    try:
        read = orjson.loads(_text(path))
    except orjson.JSONDecodeError:
        read = None
    if not isinstance(read, dict):
        raise SettingsError(f"{path}: is no manifest of documents: a JSON object is wanted")
    if read.get("format") != FORMAT:
        return list(read.items())
    operations = read.get("operations")
    if not isinstance(operations, list) or not all(isinstance(each, dict) for each in operations):
        raise SettingsError(f"{path}: `operations` must be a list of objects")
    return [(each.get("id"), each.get("body")) for each in operations]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not text in UTF-8") from None
