"""Default pipelines of other libraries on the same questions, each in its own process; needs the extra ``peers``."""
