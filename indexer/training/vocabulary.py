"""Trains the tokenizer: Vietnamese syllables as whole tokens, rarer words in pieces."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from indexer.training.lexicon import Lexicon

UNKNOWN = "[UNK]"


def normalizer(lexicon: Lexicon) -> normalizers.Normalizer:
    """NFC, lower case, one placement of tone marks, and a blank for everything that is no letter or digit.

    It is part of tokenizer.json, so every library that loads the model reads text alike.
    """
    steps: list[normalizers.Normalizer] = [normalizers.NFC(), normalizers.Lowercase()]
    # After "q" the u belongs to the consonant, and before a further letter the mark already stands right.
    steps += [normalizers.Replace(Regex(rf"(?<!q){old}(?!\p{{L}})"), new) for old, new in lexicon.tone_marks]
    steps.append(normalizers.Replace(Regex(r"[^\p{L}\p{N}]+"), " "))
    return normalizers.Sequence(steps)


def train_tokenizer(texts: Iterable[str], lexicon: Lexicon, *, size: int) -> Tokenizer:
    """A WordPiece tokenizer of at most ``size`` tokens."""
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN, max_input_chars_per_word=40))
    tokenizer.normalizer = normalizer(lexicon)
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=[UNKNOWN], min_frequency=2, limit_alphabet=400, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
