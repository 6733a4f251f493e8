"""What goes wrong with a form: refused at load, or an answer given to a place that is not there."""


class FormRefused(Exception):
    """A form this engine will not run; raised at load, never at the responder's desk.

    `code` is a stable short word for programs (`bad-xml`, `cycle`, `unknown-path`,
    `unknown-function`, `bad-expression`, `unsupported`, `too-big`, `missing-file`,
    `evil-pattern`, `other-form`), `where` the place in the form (a node, a sheet cell, an
    expression), `detail` one English sentence for the author. No answer is ever in it.
    """

    def __init__(self, code: str, where: str, detail: str) -> None:
        super().__init__(f"{code} at {where}: {detail}")
        self.code = code
        self.where = where
        self.detail = detail


class NoSuchNode(LookupError):
    """A reference that names no node of the record as it is now."""

    def __init__(self, ref: str) -> None:
        super().__init__(f"the record has no node {ref}")
        self.ref = ref
