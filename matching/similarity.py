"""The terms of the likeness of institutions: what each rests on, the most that it can give, and its signal.

The numbers are judgement: nobody has said of enough institutions that they are alike to learn them from it. What an
institution is comes first, whom it works with second: a place, a kind and a size alone make no lookalike.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from matching.likeness import by_both, like_fields, like_profile, near
from matching.model.facts import OFFERS, SEEKS, IntentFacts
from matching.model.network import Network
from matching.model.sparse import Mask, dense_row, matvec
from matching.reasons import Detail, Direction, LikenessKind, Shown, Signal
from matching.subjects import fields_meet, shared_fields

PARTNERS_UNSHARED = 2.0  # partners added to each, shared with nobody: one in common of one each is chance
OTHER_FIELDS = 0.5  # of a kind of cooperation that both want in fields that do not meet
MAX_EVIDENCE = 5  # partners shown


@dataclass(frozen=True, slots=True)
class Comparison:
    """The institution in a row, the others that are compared with it, and on which day."""

    network: Network
    row: int
    others: Mask
    day: date


def same_fields(asked: Comparison) -> Signal:
    """They are strong in the same fields."""
    return like_fields(asked.network, asked.row)


def same_partners(asked: Comparison) -> Signal:
    """Cosine of their live partners, to each of which PARTNERS_UNSHARED are added: they stand alike in the network."""
    network, moment = asked.network, asked.network.at(asked.day)
    mine = dense_row(moment.ties, asked.row, len(network.universities))
    counts = moment.partners + PARTNERS_UNSHARED
    strength = matvec(moment.ties, mine) / np.sqrt(counts * counts[asked.row])

    def explain(other: int) -> Shown:
        both = moment.common_partners(asked.row, other)
        nodes = tuple(network.ids[partner] for partner in both[:MAX_EVIDENCE].tolist())
        return nodes, Detail(count=len(both), nodes=nodes)

    return Signal(strength, explain)


def same_intents(direction: Direction, asked: Comparison) -> Signal:
    """Of the kinds of cooperation that the institution seeks (or offers), the share that another one does too."""
    network = asked.network
    wanted = SEEKS if direction is Direction.THEY_SEEK else OFFERS
    mine = _open_by_kind(asked, wanted, asked.row)
    strength = np.zeros(len(network.universities))
    for kind, own in mine.items():
        best, table = np.zeros_like(strength), network.intent_table
        lines = table.lines(table.open(asked.day), wanted, kind)
        alike = table.measured("fields", lines, partial(_most_alike, own))
        np.maximum.at(best, table.university[lines], alike)
        strength += best / len(mine)

    def explain(other: int) -> Shown:
        theirs = _open_by_kind(asked, wanted, other)
        kinds = tuple(sorted(mine.keys() & theirs.keys()))
        pairs = [max(_pairs(mine[kind], theirs[kind])) for kind in kinds]
        intents = network.intents
        fields = {code for _, a, b in pairs for code in shared_fields(intents[a].fields, intents[b].fields)}
        detail = Detail(direction=direction, cooperation_kinds=kinds, fields=tuple(sorted(fields)))
        return tuple(each for _, *pair in pairs for each in pair), detail

    return Signal(strength, explain)


def _open_by_kind(asked: Comparison, direction: str, row: int) -> dict[str, list[IntentFacts]]:
    """The open intents of an institution in one direction by kind of cooperation."""
    found: defaultdict[str, list[IntentFacts]] = defaultdict(list)
    for intent in asked.network.intents_of.get(asked.network.ids[row], ()):
        if intent.direction == direction and intent.is_open(asked.day):
            found[intent.cooperation_kind].append(intent)
    return found


def _most_alike(own: list[IntentFacts], fields: tuple[str, ...]) -> float:
    """How like the most like of some intents is to one in these fields, of the same kind of cooperation."""
    return max(1.0 if fields_meet(each.fields, fields) or each.fields == fields else OTHER_FIELDS for each in own)


def _pairs(own: list[IntentFacts], theirs: list[IntentFacts]) -> list[tuple[float, str, str]]:
    """How like two intents are, and which."""
    return [(_most_alike([a], b.fields), a.id, b.id) for a in own for b in theirs]


def same_profile(asked: Comparison) -> Signal:
    """They are institutions of one kind and size."""
    return like_profile(asked.network, asked.row)


def same_country(asked: Comparison) -> Signal:
    """They are in one country."""
    country = asked.network.columns.country_of(asked.row)
    there = asked.network.columns.in_country(country).astype(np.float64)
    return Signal(there, by_both(asked.network, asked.row, lambda _: Detail(country=country)))


def not_far(asked: Comparison) -> Signal:
    """They are not far from each other."""
    return near(asked.network, asked.row, asked.others)


@dataclass(frozen=True, slots=True)
class SimilarityTerm:
    """A term of the likeness."""

    kind: LikenessKind
    most: float
    signal: Callable[[Comparison], Signal]


TERMS = (
    SimilarityTerm(LikenessKind.SHARED_FIELDS, 0.35, same_fields),
    SimilarityTerm(LikenessKind.COMMON_PARTNERS, 0.25, same_partners),
    SimilarityTerm(LikenessKind.SAME_INTENTS, 0.08, partial(same_intents, Direction.THEY_SEEK)),
    SimilarityTerm(LikenessKind.SAME_INTENTS, 0.08, partial(same_intents, Direction.THEY_OFFER)),
    SimilarityTerm(LikenessKind.SIMILAR_PROFILE, 0.14, same_profile),
    SimilarityTerm(LikenessKind.SAME_COUNTRY, 0.05, same_country),
    SimilarityTerm(LikenessKind.NEARBY, 0.05, not_far),
)
