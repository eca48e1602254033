"""Makes the tokenizer: Vietnamese syllables as whole tokens, rarer words in pieces.

The trainers of ``tokenizers`` break ties by hash order, so equal data give unequal vocabularies; this one counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from indexer.training.lexicon import Lexicon

UNKNOWN = "[UNK]"
INSIDE = "##"  # marks a piece that continues a word

_LONGEST_WORD = 40  # characters; longer ones are the unknown token
_RARE = 2  # words seen fewer times are spelled in pieces
_PIECES = 0.3  # share of the vocabulary that is pieces of rare words
_PIECE_LENGTHS = (2, 3, 4, 5)


def normalizer(lexicon: Lexicon) -> normalizers.Normalizer:
    """NFC, lower case, one placement of tone marks, and a blank for everything that is no letter or digit.

    It is part of tokenizer.json, so every library that loads the model reads text alike.
    """
    steps: list[normalizers.Normalizer] = [normalizers.NFC(), normalizers.Lowercase()]
    # After "q" the u belongs to the consonant, and before a further letter the mark already stands right.
    steps += [normalizers.Replace(Regex(rf"(?<!q){old}(?!\p{{L}})"), new) for old, new in lexicon.tone_marks]
    steps.append(normalizers.Replace(Regex(r"[^\p{L}\p{N}]+"), " "))
    return normalizers.Sequence(steps)


def make_tokenizer(texts: Iterable[str], lexicon: Lexicon, *, size: int) -> Tokenizer:
    """A WordPiece tokenizer of at most ``size`` tokens (more only where the alphabet alone needs them)."""
    normal = normalizer(lexicon)
    words = Counter(word for text in texts for word in normal.normalize_str(text).split())
    tokens = dict.fromkeys([UNKNOWN, *_alphabet(words)])
    common = [word for word in _by_count(words) if words[word] >= _RARE and len(word) <= _LONGEST_WORD]
    kept = common[: max(0, int(size * (1 - _PIECES)) - len(tokens))]
    tokens.update(dict.fromkeys(kept))
    rest = words.keys() - set(kept)
    pieces = _by_count(_count_pieces((word, words[word]) for word in rest))
    tokens.update(dict.fromkeys(pieces[: max(0, min(size - len(tokens), int(size * _PIECES)))]))
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(
        models.WordPiece(
            vocab=vocabulary,
            unk_token=UNKNOWN,
            max_input_chars_per_word=_LONGEST_WORD,
            continuing_subword_prefix=INSIDE,
        )
    )
    tokenizer.normalizer = normal
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


def _alphabet(words: Counter[str]) -> Iterator[str]:
    letters = Counter[str]()
    for word, count in words.items():
        for letter in word:
            letters[letter] += count
    for letter in _by_count(letters):
        yield letter
        yield INSIDE + letter


def _count_pieces(words: Iterable[tuple[str, int]]) -> Counter[str]:
    pieces = Counter[str]()
    for word, count in words:
        for length in _PIECE_LENGTHS:
            for start in range(len(word) - length + 1):
                pieces[(INSIDE if start else "") + word[start : start + length]] += count
    return pieces


def _by_count(counts: Counter[str]) -> list[str]:
    """Most frequent first, equal ones in alphabetical order."""
    return sorted(counts, key=lambda key: (-counts[key], key))
