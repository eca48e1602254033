"""What can go wrong while a file is made."""


class ExportUnavailable(Exception):
    """The library that writes this format is not installed; ``library`` names it."""

    def __init__(self, library: str) -> None:
        super().__init__(f"{library} is not installed: pip install '.[exports]'")
        self.library = library
