"""What goes wrong with a form: refused at load, or an answer given to a place that is not there."""

import re

_PATH = re.compile(r"/[^\s()\[\]]+")
_ANY = {
    "id": "Formulir ditolak ({code}) di {where}: {detail}",
    "en": "The form is refused ({code}) at {where}: {detail}",
}


class FormRefused(Exception):
    """A form this engine will not run; raised at load, never at the responder's desk.

    `code` is a stable short word for programs (`bad-xml`, `cycle`, `unknown-path`,
    `unknown-function`, `bad-expression`, `unsupported`, `too-big`, `missing-file`,
    `evil-pattern`, `other-form`), `where` the place in the form (a path, a rule of a path, a list,
    a sheet cell), `detail` one English sentence for the author and `detail_id` the same in
    Indonesian; `line` is the line of the XML where that is known, else 0. No answer is ever in it.
    """

    def __init__(
        self, code: str, where: str, detail: str, detail_id: str = "", line: int = 0
    ) -> None:
        super().__init__(f"{code} at {where}: {detail}")
        self.code = code
        self.where = where
        self.detail = detail
        self.detail_id = detail_id
        self.line = line

    @property
    def question(self) -> str:
        """The name of the question (or group) meant, empty where the form as a whole is."""
        found = _PATH.findall(self.where)
        return found[-1].rpartition("/")[2].rpartition(":")[2] if found else ""

    def said(self, language: str) -> str:
        """One sentence in `id` or `en`, with the place."""
        detail = self.detail_id if language == "id" and self.detail_id else self.detail
        return _ANY[language].format(code=self.code, where=self.where, detail=detail)


class NoSuchNode(LookupError):
    """A reference that names no node of the record as it is now."""

    def __init__(self, ref: str) -> None:
        super().__init__(f"the record has no node {ref}")
        self.ref = ref
