"""Why a text is taken for the name of an institution, or not, in words. `{}` stands for the name that fits."""

from matching.names.resolving import Ambiguity
from matching.names.scores import MatchMethod

SENTENCES: dict[str, dict[MatchMethod | Ambiguity, str]] = {
    "en": {
        MatchMethod.IDENTIFIER: "It is the identifier {} of this institution alone.",
        MatchMethod.EXACT: "It is the name “{}” of this institution alone.",
        MatchMethod.ACRONYM: "It is the acronym “{}” of this institution alone.",
        MatchMethod.SPELLING: "It is another spelling of “{}”.",
        MatchMethod.TOKENS: "It has the words of “{}”, in this or another order.",
        MatchMethod.DECLENSION: "It is “{}” in another case.",
        MatchMethod.CORRECTION: "It is “{}” with a typing error.",
        MatchMethod.ABBREVIATION: "It is “{}” with words shortened.",
        MatchMethod.TRANSLATION: "It is “{}” in Russian.",
        Ambiguity.SEVERAL_HAVE_IT: "Several institutions have this name or identifier.",
        Ambiguity.SEVERAL_ARE_LIKE_IT: "Whole names of several institutions are like it.",
        Ambiguity.NOT_CONFIRMED: "It is like a name of one institution, and nothing else in the text confirms it.",
        Ambiguity.SOMETHING_ELSE: "Something in the text is not of the institution that it names.",
        Ambiguity.NOT_WHOLE: "It is not the whole name of an institution.",
        Ambiguity.NOTHING_IS_LIKE_IT: "No institution has a name much like it.",
    },
    "ru": {
        MatchMethod.IDENTIFIER: "Это идентификатор {} одной этой организации.",
        MatchMethod.EXACT: "Это название «{}» одной этой организации.",
        MatchMethod.ACRONYM: "Это сокращение «{}» одной этой организации.",
        MatchMethod.SPELLING: "Это другое написание названия «{}».",
        MatchMethod.TOKENS: "Это слова названия «{}», в том же или ином порядке.",
        MatchMethod.DECLENSION: "Это название «{}» в другом падеже.",
        MatchMethod.CORRECTION: "Это название «{}» с опечаткой.",
        MatchMethod.ABBREVIATION: "Это название «{}» с сокращёнными словами.",
        MatchMethod.TRANSLATION: "Это название «{}» по-русски.",
        Ambiguity.SEVERAL_HAVE_IT: "Такое название или такой идентификатор есть у нескольких организаций.",
        Ambiguity.SEVERAL_ARE_LIKE_IT: "На него похожи полные названия нескольких организаций.",
        Ambiguity.NOT_CONFIRMED: (
            "Похоже на название одной организации, но больше ничто в тексте этого не подтверждает."
        ),
        Ambiguity.SOMETHING_ELSE: "В тексте есть то, что не относится к названной организации.",
        Ambiguity.NOT_WHOLE: "Это не полное название организации.",
        Ambiguity.NOTHING_IS_LIKE_IT: "Похожих названий нет.",
    },
}
