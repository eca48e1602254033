"""The index on disk: a catalogue (SQLite), a lexical index (tantivy), vectors (FAISS), one folder a generation."""
