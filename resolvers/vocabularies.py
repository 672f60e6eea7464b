"""Value lists and labels of codes."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from engine.answers import AnswerValue, fill_answers
from engine.codes import canonical_code
from engine.document import Info, plain_values
from engine.projection import Answer
from errors import Code, RegistryError
from graph.vocabularies import fields, languages
from graph.vocabularies.levels import EDUCATION_LABELS, LANGUAGE_LABELS, LANGUAGE_LEVELS, LEVELS
from graph.vocabularies.vocabulary import Vocabulary
from resolvers.wording import LANGUAGES

MAX_CODES = 1000
ListResolver = Callable[..., Awaitable[list[Answer]]]


def label(value: AnswerValue, language: str) -> str:
    """What the code of a value list is called."""
    vocabulary: Vocabulary = value["vocabulary"]
    return vocabulary.label(value["code"], LANGUAGES[language])


def labels_of(name: str, vocabulary: Vocabulary) -> Callable[[Any, str], Any]:
    """What gives the labels of the codes in a property of a row: of one code, of a list, or of none."""

    def labels(row: Any, language: str) -> Any:
        codes, tongue = row[name], LANGUAGES[language]
        if codes is None or isinstance(codes, str):
            return codes and vocabulary.label(codes, tongue)
        return [vocabulary.label(code, tongue) for code in codes]

    return labels


def listing(type_name: str, vocabulary: Vocabulary, every: Callable[[], Iterable[str]]) -> ListResolver:
    """The resolver of a value list, of all codes or of those that are asked for."""

    async def resolve(_: object, info: Info, **given: Any) -> list[Answer]:
        path, codes = str(info.path.key), plain_values(given).get("codes")
        if codes is not None and len(codes) > MAX_CODES:
            raise RegistryError(Code.BAD_USER_INPUT, f"takes at most {MAX_CODES:,} codes.", field=f"{path}.codes")
        asked = every() if codes is None else [canonical_code(code, vocabulary, f"{path}.codes") for code in codes]
        return await fill_answers(info, type_name, [_value(code, vocabulary) for code in asked])

    return resolve


def _value(code: str, vocabulary: Vocabulary) -> AnswerValue:
    value: AnswerValue = {"code": code, "vocabulary": vocabulary}
    if vocabulary is fields.FIELDS:
        wider = fields.parent(code)
        value["parent"] = wider and _value(wider, vocabulary)
    return value


fields_field = listing("FieldInfo", fields.FIELDS, fields.LABELS.keys)
education_field = listing("EducationLevelInfo", LEVELS, EDUCATION_LABELS.keys)
language_levels_field = listing("LanguageLevelInfo", LANGUAGE_LEVELS, LANGUAGE_LABELS.keys)
languages_field = listing("LanguageInfo", languages.LANGUAGES, languages.common_codes)
