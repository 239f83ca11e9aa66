"""The gate: nothing generated is fit to send before code has held it against its sources.

Faults are values with the exact words, so that they can be sent back to whoever wrote the text,
counted and shown. The gate is necessary and not sufficient: it guards figures, names, quotations
and form, not every claim.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from bot.core.concepts import Vocabulary
from bot.core.news import Article, Text
from bot.core.quantities import Quantity, dated, dateline, in_years, quantities

from .copied import cut_short, links
from .faults import Fault, FaultKind
from .figures import compare
from .form import formless
from .names import strange_names
from .orders import obeyed, read_orders, without_orders
from .quoted import misquoted, quotations
from .sources import Sources
from .swapped import swapped
from .wording import paragraphs, wording_faults

FIELDS = ("title", "summary", "analysis")


class Gate:
    """What sources say; holds any number of texts against it."""

    def __init__(
        self,
        told: Sequence[tuple[str, str]],
        known: Sequence[Quantity],
        vocabulary: Vocabulary,
        *,
        written_at: Collection[datetime] = (),
        orders: Sequence[str] = (),
    ) -> None:
        """Keep texts, each with its language, their quantities, and when they were written.

        `orders` are sentences that were taken out of them: they tell a machine what to write.
        """
        self._vocabulary = vocabulary
        self._sources = Sources.of(told, vocabulary)
        self._known = known
        self._written_at = written_at
        self._orders = read_orders(orders, self._sources, vocabulary)

    @classmethod
    def of(cls, articles: Sequence[Article], vocabulary: Vocabulary) -> "Gate":
        """Hold texts against the articles of a story; their dates may be named too."""
        known: list[Quantity] = []
        orders: list[str] = []
        told = []
        for article in articles:
            text, hidden = without_orders(f"{article.title}\n{article.text}")
            orders += hidden
            told.append(
                (f"{text}\n{article.url}\n{article.publisher}\n{article.author}", article.language)
            )
            said = in_years(quantities(text, article.language), article.published_at)
            known += said
            known += dated(said, article.published_at)
            known += dateline(said, article.published_at)
        known = [one for one in known if one.kind != "nearby"]  # which day that is stands there
        written_at = {article.published_at for article in articles}
        return cls(told, known, vocabulary, written_at=written_at, orders=orders)

    @classmethod
    def translating(cls, text: Text, vocabulary: Vocabulary) -> "Gate":
        """Hold a translation against the text it was made of."""
        words = "\n\n".join(getattr(text, field) for field in FIELDS)
        return cls([(words, text.language)], quantities(words, text.language), vocabulary)

    def check(self, texts: Sequence[Text]) -> tuple[Fault, ...]:
        """Return all faults of a story's texts, one per language; none where it is fit to send.

        Where one has not even the form of a text, that is all that is told.
        """
        if shapeless := [fault for text in texts for fault in _shapeless(text)]:
            return tuple(shapeless)
        found = [fault for text in texts for fault in self._faults(text)]
        for text in texts[1:]:
            found += self._differences(texts[0], text)
        return tuple(dict.fromkeys(found))

    def _faults(self, text: Text) -> Iterator[Fault]:
        for field in FIELDS:
            words = getattr(text, field)
            if field == "analysis" and not words:
                continue
            for kind, exact in self._field_faults(words, text.language, field):
                yield Fault(kind=kind, language=text.language, field=field, words=exact)
        for paragraph in paragraphs(text.analysis):
            if text.summary and paragraph == text.summary:
                yield Fault(
                    kind=FaultKind.DOUBLED,
                    language=text.language,
                    field="analysis",
                    words=paragraph[:60],
                )

    def _field_faults(
        self, words: str, language: str, field: str
    ) -> Iterator[tuple[FaultKind, str]]:
        yield from wording_faults(words, language, field)
        said = compare(words, language, self._known)
        yield from ((FaultKind.FIGURE, figure) for figure in said.unsupported)
        for loose, exact in said.loose:
            yield FaultKind.LOOSE_FIGURE, f"{loose} = {exact}"
        for sentence in obeyed(words, self._orders, self._vocabulary):
            yield FaultKind.INSTRUCTION, sentence
        yield from cut_short(words, language, self._sources)
        yield from links(words, self._sources)
        yield from misquoted(words, language, self._sources, self._vocabulary)
        yield from strange_names(words, language, self._sources, self._vocabulary)

    def _differences(self, one: Text, other: Text) -> Iterator[Fault]:
        """Yield what two languages of one story do not say alike."""
        for text, rival in ((one, other), (other, one)):
            said = quantities("\n".join(getattr(rival, field) for field in FIELDS), rival.language)
            known = said + [same for moment in self._written_at for same in dated(said, moment)]
            for field in FIELDS:
                for figure in compare(getattr(text, field), text.language, known).unsupported:
                    yield Fault(
                        kind=FaultKind.FIGURES_DIFFER,
                        language=text.language,
                        field=field,
                        words=figure,
                    )
        for field in FIELDS:
            fields = getattr(one, field), getattr(other, field)
            for here, there in swapped(*fields, self._vocabulary):
                yield Fault(
                    kind=FaultKind.NAMES_DIFFER,
                    language=other.language,
                    field=field,
                    words=f"{there} ≠ {here}",
                )
        counts = len(paragraphs(one.analysis)), len(paragraphs(other.analysis))
        if counts[0] != counts[1]:
            yield Fault(
                kind=FaultKind.PARAGRAPHS,
                language=other.language,
                field="analysis",
                words=f"{counts[1]} ≠ {counts[0]}",
            )
        quoted = len(quotations(one.analysis)), len(quotations(other.analysis))
        if quoted[0] < quoted[1]:
            longest = quotations(other.analysis)[-1]
            yield Fault(
                kind=FaultKind.QUOTATION, language=other.language, field="analysis", words=longest
            )


def _shapeless(text: Text) -> Iterator[Fault]:
    for field in FIELDS:
        if end := formless(getattr(text, field), text.language, field):
            yield Fault(kind=FaultKind.LENGTH, language=text.language, field=field, words=end)
