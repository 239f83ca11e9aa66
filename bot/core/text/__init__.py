"""Words and their measures: plain text from HTML, sentences, lengths, tokens for likeness.

Everything here runs in time linear in its input: the text comes from strangers.
"""

from bot.core.text.direction import isolated
from bot.core.text.markup import html_to_text, one_line, plain
from bot.core.text.measures import grapheme_length, han_ratio, utf16_length
from bot.core.text.sentences import begins_small, has_whole_quotations, split_sentences
from bot.core.text.shortening import truncate, whole_sentences
from bot.core.text.terms import tokens

__all__ = [
    "begins_small",
    "grapheme_length",
    "han_ratio",
    "has_whole_quotations",
    "html_to_text",
    "isolated",
    "one_line",
    "plain",
    "split_sentences",
    "tokens",
    "truncate",
    "utf16_length",
    "whole_sentences",
]
