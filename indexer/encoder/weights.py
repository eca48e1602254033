"""Reads one matrix of a safetensors file without the safetensors package, which the bare install lacks."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from indexer.encoder.protocol import Vectors

_DTYPES = {"F16": "<f2", "F32": "<f4"}  # little-endian by the format's definition
_LENGTH_BYTES = 8
_MAX_HEADER_BYTES = 1_000_000


def read_matrix(path: Path, name: str) -> Vectors:
    """The two-dimensional tensor ``name`` as float32; ``ValueError`` where the file is not what it claims.

    Format: u64 little-endian header length, JSON header, then the tensors' raw bytes
    (https://huggingface.co/docs/safetensors).
    """
    data = path.read_bytes()
    length = int.from_bytes(data[:_LENGTH_BYTES], "little")
    body = _LENGTH_BYTES + length
    if len(data) < _LENGTH_BYTES or length > _MAX_HEADER_BYTES or body > len(data):
        raise ValueError("header is cut off or not a safetensors header")
    try:
        entry = json.loads(data[_LENGTH_BYTES:body])[name]
        dtype: np.dtype[np.floating] = np.dtype(_DTYPES[entry["dtype"]])
        rows, columns = (int(size) for size in entry["shape"])
        start, end = (int(offset) for offset in entry["data_offsets"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"no usable tensor {name!r} in its header ({error})") from error
    if min(rows, columns, start) < 0 or end - start != rows * columns * dtype.itemsize or body + end > len(data):
        raise ValueError(f"tensor {name!r} is cut off or its size does not match its shape")
    values = np.frombuffer(data, dtype, count=rows * columns, offset=body + start)
    matrix: Vectors = values.reshape(rows, columns).astype(np.float32)
    if not np.isfinite(matrix).all():
        raise ValueError(f"tensor {name!r} holds values that are not finite")
    return matrix
