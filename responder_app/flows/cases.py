"""The list of cases: a page at a time, search as one types, chips."""

from __future__ import annotations

from responder_app.flows.rows import action_row
from responder_app.flows.stage import Stage
from responder_app.work import cases
from responder_app.work.cases import Page
from ui.screens.cases import CasesModel, Chip
from ui.words import phrases
from ui.words.translate import translate


class CasesFlow:
    """The person's own cases, or at a desk those that were sent to it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._wanted = False  # asked for by a person, not only refreshed
        self._query = ""
        self._chip = ""
        self._last: tuple[int, int] | None = None
        screen = stage.window.cases
        screen.search.connect(self._on_search)
        screen.chip_chosen.connect(self._on_chip)
        screen.more.connect(self._on_more)
        screen.case_opened.connect(lambda rec: stage.go("open_case", bytes.fromhex(rec)))
        stage.routes["cases"] = self.show

    def show(self) -> None:
        """The list from its beginning."""
        self._wanted = True
        self._query = self._chip = ""
        self.ask()

    def ask(self) -> None:
        """Ask the first page again, with the same words and chip."""
        self._stage.bridge.ask(
            cases.page,
            self._query,
            self._chip,
            None,
            self._stage.here.at_desk,
            then=self._on_first,
            fails=self._stage.say,
            owner=self,
        )

    def _on_first(self, page: Page) -> None:
        now, here = self._stage.now(), self._stage.moment()
        self._last = page.lines[-1].key if page.lines else None
        self._stage.window.cases.present(
            CasesModel(
                tuple(action_row(line, now, here) for line in page.lines),
                page.total,
                page.more,
                self._query,
                self._chips(page.to_check),
                self._chip,
            )
        )
        if self._wanted and self._stage.heading == "cases":
            self._wanted = False
            self._stage.window.show_room("cases")

    def _chips(self, to_check: int) -> tuple[Chip, ...]:
        states = ("di_laptop", "terkirim", "diterima_uptd")
        levels = ("darurat", "tinggi", "sedang", "rendah")
        check = translate("flows", "Please check")
        if to_check:
            check = translate("flows", "Please check {count}").format(count=to_check)
        return (
            Chip("", translate("flows", "All")),
            Chip("check", check),
            *(Chip(level, phrases.level_word(level)) for level in levels),
            *(Chip(state, phrases.state_word(state)) for state in states),
            *(
                ()
                if self._stage.here.at_desk
                else (Chip("given", translate("flows", "Shared with me")),)
            ),
            Chip("closed", translate("flows", "Closed")),
        )

    def _on_search(self, typed: str) -> None:
        self._query = typed
        self.ask()

    def _on_chip(self, chip: str) -> None:
        self._chip = chip
        self.ask()

    def _on_more(self) -> None:
        if self._last is None:
            return
        self._stage.bridge.ask(
            cases.page,
            self._query,
            self._chip,
            self._last,
            self._stage.here.at_desk,
            then=self._on_next,
            fails=self._stage.say,
            owner=self,
        )

    def _on_next(self, page: Page) -> None:
        now, here = self._stage.now(), self._stage.moment()
        if page.lines:
            self._last = page.lines[-1].key
        self._stage.window.cases.append(
            tuple(action_row(line, now, here) for line in page.lines), page.more
        )
