"""Levels: of education by the European Qualifications Framework, of languages by the Common European Framework."""

from graph.vocabularies.vocabulary import table, table_vocabulary

EDUCATION_LABELS = table("education_levels")
LANGUAGE_LABELS = table("language_levels")
"""The lowest first; the codes compare as texts do."""

LEVELS = table_vocabulary("a level from EQF5 to EQF8", EDUCATION_LABELS)
LANGUAGE_LEVELS = table_vocabulary("a level from A1 to C2", LANGUAGE_LABELS)
