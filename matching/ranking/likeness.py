"""How alike texts are: by words and ideas always, and by the small model where it is installed."""

from .model import Model, installed
from .words import TextLikeness

CALM = 60  # how little the first places count beyond the next; the usual number


def of(texts: list[str]):
    """Return what scores a text against each of `texts`; the model joins where it is installed."""
    model = installed()
    return WithModel(texts, model) if model else TextLikeness(texts)


class WithModel:
    """Both orders put together by rank, since their scores have nothing in common."""

    def __init__(self, texts: list[str], model: Model):
        self.words, self.model = TextLikeness(texts), model
        self.vectors = model.vectors(texts)

    def scores(self, text: str) -> list[float]:
        """Return the agreement with each text, above 0, in their order."""
        by_words = self.words.scores(text)
        by_sense = (self.vectors @ self.model.vectors([text])[0]).round(4).tolist()
        pairs = zip(_places(by_words), _places(by_sense), strict=True)
        return [1 / (CALM + one) + 1 / (CALM + other) for one, other in pairs]


def _places(scores: list[float]) -> list[int]:
    """Return the place of each, the best 1; equal ones share a place."""
    order = sorted(set(scores), reverse=True)
    place, at = {}, 1
    for score in order:
        place[score] = at
        at += scores.count(score)
    return [place[score] for score in scores]
