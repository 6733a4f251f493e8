"""Compile the built-in forms again: ``python -m tests.data.content.rebuild`` after changing one.

Responders get compiled forms only; this is the authoring step, and a test compares its result with
what is committed.
"""

from __future__ import annotations

from pathlib import Path

import data.content
from data.content import reader
from data.forms.compile import compile_markdown


def main() -> None:
    """Write every ``built/*.xml`` from its ``forms/*.md``."""
    built = Path(data.content.__path__[0]) / "built"
    for form_id in reader.shipped_forms():
        (built / f"{form_id}.xml").write_bytes(
            compile_markdown(reader.form_source(form_id), form_id)
        )


if __name__ == "__main__":
    main()
