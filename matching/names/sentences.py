"""Why a text is taken for the name of an institution, or not, in words. `{}` stands for the name that fits."""

from matching.names.resolving import Doubt
from matching.names.scores import How

SENTENCES: dict[str, dict[How | Doubt, str]] = {
    "en": {
        How.IDENTIFIER: "It is the identifier {} of this institution alone.",
        How.EXACT: "It is the name “{}” of this institution alone.",
        How.ACRONYM: "It is the acronym “{}” of this institution alone.",
        How.SPELLING: "It is another spelling of “{}”.",
        How.TOKENS: "It has the words of “{}”, in this or another order.",
        How.DECLENSION: "It is “{}” in another case.",
        How.CORRECTION: "It is “{}” with a typing error.",
        How.ABBREVIATION: "It is “{}” with words shortened.",
        How.TRANSLATION: "It is “{}” in Russian.",
        Doubt.SEVERAL_HAVE_IT: "Several institutions have this name or identifier.",
        Doubt.SEVERAL_ARE_LIKE_IT: "Whole names of several institutions are like it.",
        Doubt.NOT_CONFIRMED: "It is like a name of one institution, and nothing else in the text confirms it.",
        Doubt.SOMETHING_ELSE: "Something in the text is not of the institution that it names.",
        Doubt.NOT_WHOLE: "It is not the whole name of an institution.",
        Doubt.NOTHING_IS_LIKE_IT: "No institution has a name much like it.",
    },
    "ru": {
        How.IDENTIFIER: "Это идентификатор {} одной этой организации.",
        How.EXACT: "Это название «{}» одной этой организации.",
        How.ACRONYM: "Это сокращение «{}» одной этой организации.",
        How.SPELLING: "Это другое написание названия «{}».",
        How.TOKENS: "Это слова названия «{}», в том же или ином порядке.",
        How.DECLENSION: "Это название «{}» в другом падеже.",
        How.CORRECTION: "Это название «{}» с опечаткой.",
        How.ABBREVIATION: "Это название «{}» с сокращёнными словами.",
        How.TRANSLATION: "Это название «{}» по-русски.",
        Doubt.SEVERAL_HAVE_IT: "Такое название или такой идентификатор есть у нескольких организаций.",
        Doubt.SEVERAL_ARE_LIKE_IT: "На него похожи полные названия нескольких организаций.",
        Doubt.NOT_CONFIRMED: "Похоже на название одной организации, но больше ничто в тексте этого не подтверждает.",
        Doubt.SOMETHING_ELSE: "В тексте есть то, что не относится к названной организации.",
        Doubt.NOT_WHOLE: "Это не полное название организации.",
        Doubt.NOTHING_IS_LIKE_IT: "Похожих названий нет.",
    },
}
