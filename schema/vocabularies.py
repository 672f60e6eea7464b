"""Value lists: the codes that arguments and fields of the registry take, with what they are called."""

from typing import Any

from resolvers.vocabularies import (
    ListResolver,
    education_field,
    fields_field,
    label,
    language_levels_field,
    languages_field,
)
from schema.core.assembly import Assembly
from schema.core.declare import Argument, answer, computed, part, stored
from schema.core.fields import DeclaredRoot, field
from schema.introduction import NAME_LANGUAGE


@answer
class FieldInfo:
    """A field of education and training of ISCED-F 2013."""

    code: str = stored("Its code: 2 digits of a broad field, 3 of a narrow one, 4 of a detailed one.")
    label: str = computed("What it is called.", label, arguments=(NAME_LANGUAGE,))
    parent = part("FieldInfo", "The field that it is a part of; none of a broad one.", optional=True)


@answer
class EducationLevelInfo:
    """A level of the European Qualifications Framework."""

    code: str = stored("Its code, `EQF5` to `EQF8`.")
    label: str = computed("What leads to it.", label, arguments=(NAME_LANGUAGE,))


@answer
class LanguageLevelInfo:
    """A level of the Common European Framework of Reference for Languages."""

    code: str = stored("Its code, `A1` to `C2`; after a language it says how well it is known: `ru-B2`.")
    label: str = computed("What it is called.", label, arguments=(NAME_LANGUAGE,))


@answer
class LanguageInfo:
    """A language."""

    code: str = stored("Its tag, BCP 47.")
    label: str = computed("What it is called, from the Unicode CLDR.", label, arguments=(NAME_LANGUAGE,))


def vocabulary_roots(assembly: Assembly) -> list[DeclaredRoot]:
    """The root fields."""

    def root(name: str, target: str, said: str, resolver: ListResolver, codes: str = "") -> DeclaredRoot:
        kind: Any = assembly.types[target]
        arguments = (Argument("codes", list[str] | None, codes, None),) if codes else ()
        return name, field(list[kind] | None, said, arguments), resolver

    return [
        root(
            "fields", "FieldInfo", "Fields of education and training, each before its parts.", fields_field,
            "Only these, in this order; all of them where left out.",
        ),
        root("education_levels", "EducationLevelInfo", "Levels of education, the lowest first.", education_field),
        root("language_levels", "LanguageLevelInfo", "Levels of languages, the lowest first.", language_levels_field),
        root(
            "languages", "LanguageInfo", "Languages by their tags.", languages_field,
            "Only these, in this order, with a script, a region or a level or without; all of ISO 639-1 (two letters) "
            "where left out.",
        ),
    ]  # fmt: skip
