"""Office Open XML by the standard library alone: Word, Excel and PowerPoint files to linear text."""
