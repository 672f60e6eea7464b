"""What the reasons, the offices and the steps say, in both languages."""

from datetime import date
from typing import Any, get_args

import pytest

from matching.introductions.steps import Step, StepKind
from matching.offices import OfficeBasis, OfficeChoice
from matching.ranking import MatchRequest, rank
from matching.reasons import Detail, Direction, Likeness, LikenessKind, Reason, ReasonKind
from matching.wording.sentences import (
    Language,
    Lookups,
    likeness_sentence,
    office_sentence,
    sentence,
    step_sentence,
)
from matching.wording.words import english_list, language_names, quoted, russian_form, russian_list
from tests.matching.build import TODAY, called, two_sides

DAY = date(2024, 3, 5)
NAMES = called(
    nodes={"p": "Paris", "t": "Tomsk", "e": "EXPO", "h": "House in Berlin", "n": "House in Paris"},
    countries={"DE": "Germany", "FR": "France"},
    fields={"06": "ICT"},
)


def say(kind: ReasonKind, language: Language, **detail: Any) -> str:
    """The sentence of a reason."""
    return sentence(Reason(kind, 0.1, (), Detail(**detail)), language, NAMES)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "а"),
        (2, "б"),
        (4, "б"),
        (5, "в"),
        (0, "в"),
        (11, "в"),
        (12, "в"),
        (14, "в"),
        (21, "а"),
        (22, "б"),
        (111, "в"),
    ],
)
def test_russian_plurals_follow_the_number(number: int, word: str) -> None:
    assert russian_form(number, ("а", "б", "в")) == word


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_in_and(words: list[str], text: str) -> None:
    assert english_list(words) == text
    assert russian_list(words) == text.replace("and", "и")


REASONS: list[tuple[ReasonKind, dict[str, Any], str, str]] = [
    (
        ReasonKind.LESSER_KNOWN,
        {"count": 2},
        "They have 2 partners in this registry so far, and of institutions with so few they fit you best.",
        "В этом реестре у них пока 2 партнёра, и среди таких организаций они подходят вам лучше всех.",
    ),
    (
        ReasonKind.INTENT_MET,
        {"direction": Direction.THEY_OFFER, "cooperation_kinds": ("RESEARCH",), "fields": ("06",)},
        "They offer what you seek: joint research (“ICT”).",
        "Предлагают то, что вы ищете: совместные исследования («ICT»).",
    ),
    (
        ReasonKind.INTENT_MET,
        {"direction": Direction.THEY_SEEK, "cooperation_kinds": ("SUMMER_SCHOOL",)},
        "They seek what you offer: a summer school.",
        "Ищут то, что вы предлагаете: летняя школа.",
    ),
    (
        ReasonKind.SHARED_FIELDS,
        {"fields": ("06", "09")},
        "You share subjects: “ICT” and “09”.",
        "Общие направления: «ICT» и «09».",
    ),
    (
        ReasonKind.SHARED_FIELDS,
        {"fields": ("06",), "hinted": True},
        "Your names hint at a common subject: “ICT”.",
        "Названия указывают на общий профиль: «ICT».",
    ),
    (
        ReasonKind.SHARED_FIELDS,
        {"fields": ("06", "09"), "hinted": True},
        "Your names hint at common subjects: “ICT” and “09”.",
        "Названия указывают на общий профиль: «ICT» и «09».",
    ),
    (
        ReasonKind.SHARED_FIELDS,
        {"hinted": True},
        "By their names or fields, both of you are universities of many subjects.",
        "Судя по названиям или направлениям, обе организации — многопрофильные университеты.",
    ),
    (
        ReasonKind.LESSER_KNOWN,
        {},
        "They have no partner in this registry so far, and of institutions with so few they fit you best.",
        "В этом реестре у них пока нет партнёров, и среди таких организаций они подходят вам лучше всех.",
    ),
    (
        ReasonKind.THREE_STEP_PATHS,
        {"count": 1, "nodes": ("p", "t")},
        "1 institution that shares a partner with you already works with them: Tomsk (you share Paris).",
        "С ними уже работает 1 вуз, у которого есть общий с вами партнёр: «Tomsk» (общий партнёр — «Paris»).",
    ),
    (
        ReasonKind.THREE_STEP_PATHS,
        {"count": 3, "nodes": ("p", "t")},
        "3 institutions that share a partner with you already work with them: Tomsk (you share Paris) and 2 more.",
        "С ними уже работают 3 вуза, у которых есть общий с вами партнёр: «Tomsk» (общий партнёр — «Paris») и ещё 2.",
    ),
    (
        ReasonKind.COMMON_PARTNERS,
        {"count": 5, "nodes": ("p", "t")},
        "You have 5 partners in common: Paris, Tomsk and 3 more.",
        "У вас 5 общих партнёров: «Paris», «Tomsk» и ещё 3.",
    ),
    (
        ReasonKind.COMMON_PARTNERS,
        {"count": 3, "nodes": ("p", "t")},
        "You have 3 partners in common: Paris, Tomsk and 1 more.",
        "У вас 3 общих партнёра: «Paris», «Tomsk» и ещё 1.",
    ),
    (
        ReasonKind.THREE_STEP_PATHS,
        {"count": 2, "nodes": ("p", "t")},
        "2 institutions that share a partner with you already work with them: Tomsk (you share Paris) and 1 more.",
        "С ними уже работают 2 вуза, у которых есть общий с вами партнёр: «Tomsk» (общий партнёр — «Paris») и ещё 1.",
    ),
    (
        ReasonKind.COUNTRY_AFFINITY,
        {"count": 2, "total": 9, "country": "DE"},
        "You have 2 live contacts in their country (Germany).",
        "У вас 2 действующих контакта в их стране (Germany).",
    ),
    (
        ReasonKind.COUNTRY_AFFINITY,
        {"total": 21, "country": "DE"},
        "Institutions of your country have 21 live contacts in theirs (Germany).",
        "У организаций вашей страны 21 действующий контакт в их стране (Germany).",
    ),
    (
        ReasonKind.COUNTRY_AFFINITY,
        {"count": 1, "theirs": True, "country": "DE"},
        "They have 1 live contact with your country (Germany).",
        "У них 1 действующий контакт с вашей страной (Germany).",
    ),
    (
        ReasonKind.EVENT_TOGETHER,
        {"count": 1, "nodes": ("e",), "since": DAY},
        "You both took part in EXPO on 5 March 2024.",
        "Вы оба участвовали в мероприятии «EXPO» (начало — 5 марта 2024 года).",
    ),
    (
        ReasonKind.EVENT_TOGETHER,
        {"count": 2, "nodes": ("e",)},
        "You both took part in 2 events, the last being EXPO.",
        "Вы оба участвовали в 2 мероприятиях, последнее — «EXPO».",
    ),
    (
        ReasonKind.OFFICE_COVERS,
        {"count": 1, "nodes": ("h",), "country": "DE"},
        "Germany is covered by an active office: House in Berlin.",
        "Страну (Germany) охватывает действующее представительство: «House in Berlin».",
    ),
    (
        ReasonKind.OFFICE_COVERS,
        {"count": 1, "nodes": ("h",), "country": "DE", "limited": True},
        "Germany is covered by an office that works with limits: House in Berlin.",
        "Страну (Germany) охватывает представительство, которое работает с ограничениями: «House in Berlin».",
    ),
    (
        ReasonKind.POPULARITY,
        {"count": 11},
        "They have 11 live contacts.",
        "У них 11 действующих контактов.",
    ),
    (
        ReasonKind.SIMILAR_PROFILE,
        {"same_kind": True, "same_size": True},
        "You are of the same kind and of the same size.",
        "Вы одного типа и одного размера.",
    ),
    (ReasonKind.SIMILAR_PROFILE, {}, "You are of similar size.", "Вы близки по размеру."),
    (
        ReasonKind.SIMILAR_PROFILE,
        {"same_standing": True},
        "Both are institutions of the same standing.",
        "Обе организации имеют одинаковое положение.",
    ),
    (ReasonKind.NEARBY, {"distance_km": 115}, "They are 115 km from you.", "Расстояние до них — 115 км."),
    (
        ReasonKind.RELATED_INSTITUTION,
        {"count": 1, "nodes": ("p",)},
        "You are linked through a partner's related institution: Paris.",
        "Вас связывает организация, родственная партнёру: «Paris».",
    ),
    (
        ReasonKind.IN_CONTACT,
        {"since": DAY},
        "You have been in contact since 5 March 2024.",
        "Вы уже поддерживаете контакт с 5 марта 2024 года.",
    ),
    (ReasonKind.IN_CONTACT, {}, "You are in contact.", "Вы уже поддерживаете контакт."),
]


@pytest.mark.parametrize(("kind", "detail", "english", "russian"), REASONS)
def test_a_reason_says_why(kind: ReasonKind, detail: dict[str, Any], english: str, russian: str) -> None:
    assert say(kind, "en", **detail) == english
    assert say(kind, "ru", **detail) == russian


@pytest.mark.parametrize(
    ("country", "english"),
    [
        ("United States", "The United States is covered"),
        ("Netherlands", "The Netherlands is covered"),
        ("Solomon Islands", "The Solomon Islands is covered"),
        ("France", "France is covered"),
    ],
)
def test_a_country_has_its_article(country: str, english: str) -> None:
    names = called({}, {"XX": country}, {})
    told = sentence(Reason(ReasonKind.OFFICE_COVERS, 0.1, (), Detail(count=1, nodes=("h",), country="XX")), "en", names)
    assert told.startswith(english)


def test_quotation_marks_inside_a_name_are_of_the_inner_kind() -> None:
    assert quoted("НИУ «Высшая школа экономики»") == "«НИУ „Высшая школа экономики“»"
    assert quoted('Институт "Право"') == "«Институт „Право“»"


def test_languages_are_said_in_words() -> None:
    assert language_names(("ru-B2", "en"), "en") == ["Russian (B2)", "English"]
    assert language_names(("ru-B2", "en"), "ru") == ["русский (B2)", "английский"]


def test_every_kind_of_reason_has_a_sentence_here() -> None:
    assert {kind for kind, *_ in REASONS} == set(ReasonKind)


LIKENESSES: list[tuple[LikenessKind, dict[str, Any], str, str]] = [
    (
        LikenessKind.SHARED_FIELDS,
        {"fields": ("06", "09")},
        "Both are strong in “ICT” and “09”.",
        "Общие направления: «ICT» и «09».",
    ),
    (
        LikenessKind.SHARED_FIELDS,
        {"fields": ("06",), "hinted": True},
        "Their names hint at a common subject: “ICT”.",
        "Названия указывают на общий профиль: «ICT».",
    ),
    (
        LikenessKind.COMMON_PARTNERS,
        {"count": 1, "nodes": ("p",)},
        "Both work with 1 partner: Paris.",
        "У них 1 общий партнёр: «Paris».",
    ),
    (
        LikenessKind.COMMON_PARTNERS,
        {"count": 5, "nodes": ("p", "t")},
        "Both work with 5 partners: Paris, Tomsk and 3 more.",
        "У них 5 общих партнёров: «Paris», «Tomsk» и ещё 3.",
    ),
    (
        LikenessKind.SAME_INTENTS,
        {"direction": Direction.THEY_SEEK, "cooperation_kinds": ("RESEARCH", "SUMMER_SCHOOL"), "fields": ("06",)},
        "Both seek joint research and a summer school (“ICT”).",
        "Ищут одно и то же: совместные исследования и летняя школа («ICT»).",
    ),
    (
        LikenessKind.SAME_INTENTS,
        {"direction": Direction.THEY_OFFER, "cooperation_kinds": ("STUDENT_EXCHANGE",)},
        "Both offer student exchange.",
        "Предлагают одно и то же: обмен студентами.",
    ),
    (
        LikenessKind.SIMILAR_PROFILE,
        {"same_kind": True, "same_size": True, "same_standing": True},
        "Both are of the same kind and of the same size.",
        "Обе организации одного типа и одного размера.",
    ),
    (
        LikenessKind.SIMILAR_PROFILE,
        {"same_standing": True},
        "Both are institutions of the same standing.",
        "Обе организации имеют одинаковое положение.",
    ),
    (LikenessKind.SIMILAR_PROFILE, {}, "Both are of similar size.", "Обе организации близки по размеру."),
    (
        LikenessKind.SAME_COUNTRY,
        {"country": "DE"},
        "Both are in the same country (Germany).",
        "Обе организации в одной стране (Germany).",
    ),
    (LikenessKind.NEARBY, {"distance_km": 115}, "They are 115 km apart.", "Расстояние между ними — 115 км."),
    (
        LikenessKind.NEARBY,
        {"distance_km": 0},
        "Both are in the same place.",
        "Обе организации находятся в одном месте.",
    ),
]


@pytest.mark.parametrize(("kind", "detail", "english", "russian"), LIKENESSES)
def test_a_likeness_says_how(kind: LikenessKind, detail: dict[str, Any], english: str, russian: str) -> None:
    likeness = Likeness(kind, 0.1, (), Detail(**detail))
    assert likeness_sentence(likeness, "en", NAMES) == english
    assert likeness_sentence(likeness, "ru", NAMES) == russian


def test_every_kind_of_likeness_has_a_sentence_here() -> None:
    assert {kind for kind, *_ in LIKENESSES} == set(LikenessKind)


CHOICES = [
    (
        OfficeChoice("h", OfficeBasis.ACTIVE, "DE", DAY),
        "Go through House in Berlin: it covers Germany and has been active since 5 March 2024.",
        "Обратитесь в «House in Berlin»: это представительство отвечает за страну (Germany) "
        "и действует с 5 марта 2024 года.",
    ),
    (
        OfficeChoice("h", OfficeBasis.LIMITED, "DE"),
        "Go through House in Berlin: it covers Germany, but works with limits.",
        "Обратитесь в «House in Berlin»: это представительство отвечает за страну (Germany), "
        "но работает с ограничениями.",
    ),
    (
        OfficeChoice("n", OfficeBasis.COVERS_FROM_NEIGHBOUR, "DE", DAY, "FR", 878, "h", "SUSPENDED", DAY),
        "House in Berlin, which covers Germany, has been suspended since 5 March 2024. "
        "The nearest active office is House in Paris (France, 878 km away).",
        "За эту страну (Germany) отвечает «House in Berlin»: работа приостановлена с 5 марта 2024 года. "
        "Ближайшее действующее представительство: «House in Paris» (France, 878 км).",
    ),
    (
        OfficeChoice("n", OfficeBasis.HEADQUARTERS, "DE"),
        "No office covers Germany. No active office is near: ask the head office, House in Paris.",
        "Эту страну (Germany) не охватывает ни одно представительство. "
        "Поблизости нет действующего представительства: обратитесь в центральный аппарат — «House in Paris».",
    ),
    (
        OfficeChoice(None, OfficeBasis.NONE, "DE"),
        "No office covers Germany. No other office can help on this day.",
        "Эту страну (Germany) не охватывает ни одно представительство. "
        "Другие представительства на эту дату помочь не могут.",
    ),
]


@pytest.mark.parametrize(("choice", "english", "russian"), CHOICES)
def test_the_choice_of_the_office_is_explained(choice: OfficeChoice, english: str, russian: str) -> None:
    assert office_sentence(choice, "en", NAMES) == english
    assert office_sentence(choice, "ru", NAMES) == russian


STEPS = [
    (
        StepKind.CONTACT,
        "c",
        "Tomsk and Paris have been in contact since 5 March 2024.",
        "поддерживают контакт с 5 марта",
    ),
    (
        StepKind.COMMON_PARTNER,
        "c",
        "Tomsk and Paris have been in contact since 5 March 2024.",
        "поддерживают контакт",
    ),
    (
        StepKind.EVENT,
        "e",
        "Tomsk and Paris both took part in EXPO on 5 March 2024.",
        "участвовали в мероприятии «EXPO»",
    ),
    (
        StepKind.OFFICE,
        "c",
        "the office has helped the institution find contacts since",
        "содействует контактам",
    ),
    (StepKind.OFFICE, "p", "the office has covered the country since", "охватывает страну организации"),
    (
        StepKind.CONSORTIUM,
        "e",
        "Tomsk and Paris are both in “EXPO”, which has bound its parties since 5 March 2024.",
        "участники консорциума «EXPO», который связывает их с 5 марта 2024 года.",
    ),
    (StepKind.PERSON, "a", "are linked by a person who has worked at both", "есть человек, который работал"),
]


@pytest.mark.parametrize(("kind", "evidence", "english", "russian"), STEPS)
def test_a_step_says_what_it_rests_on(kind: StepKind, evidence: str, english: str, russian: str) -> None:
    step = Step("t", "p", kind, (evidence,), DAY, DAY)
    assert english in step_sentence(step, "en", NAMES)
    assert russian in step_sentence(step, "ru", NAMES)


def test_what_has_no_name_is_said_by_its_id() -> None:
    assert say(ReasonKind.COMMON_PARTNERS, "en", count=1, nodes=("x",)) == "You have 1 partner in common: x."


@pytest.mark.parametrize("language", get_args(Language))
def test_no_id_is_left_in_the_sentences_of_a_match(language: Language) -> None:
    world = two_sides().contact("kazan", "paris", office="house").contact("tomsk", "paris").contact("tomsk", "berlin")
    world.office("house", "FR").office("shut", "DE", status="CLOSED").event("expo", "kazan", "berlin", starts=TODAY)
    ids = {"kazan", "tomsk", "paris", "berlin", "munich", "house", "shut", "expo"}
    for match in rank(world.network(), MatchRequest("kazan", TODAY)).page(0, 10):
        names = Lookups(lambda _: "NAME", lambda code: code, lambda _: "FIELD")
        said = [sentence(reason, language, names) for reason in match.reasons]
        said += [step_sentence(step, language, names) for step in (match.path.steps if match.path else ())]
        said.append(office_sentence(match.office, language, names))
        assert not [text for text in said if any(node in text for node in ids)]
