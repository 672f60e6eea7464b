"""Levels: of education by the European Qualifications Framework, of languages by the Common European Framework."""

from graph.vocabularies.vocabulary import table, tabulated

EDUCATION_LABELS = table("education_levels")
LANGUAGE_LABELS = table("language_levels")
"""The lowest first; the codes compare as texts do."""

LEVELS = tabulated("a level from EQF5 to EQF8", EDUCATION_LABELS)
LANGUAGE_LEVELS = tabulated("a level from A1 to C2", LANGUAGE_LABELS)
