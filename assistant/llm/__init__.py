"""The language model that may phrase an answer: asked with evidence, checked before anyone reads it."""
