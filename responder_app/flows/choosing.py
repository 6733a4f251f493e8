"""The first page of Catat and of Tanda bahaya: who, how, which list, and drafts that wait."""

from __future__ import annotations

from collections.abc import Mapping

from responder_app.flows.form_pages import form_word
from responder_app.flows.stage import Stage
from responder_app.work import record
from ui.screens.chooser import ChooserModel, DraftRow, Option, OptionGroup
from ui.words import phrases
from ui.words.translate import translate


class ChoosingFlow:
    """Leads to a form: a new one, or one that was begun."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._choosing: tuple[str, bytes | None] = ("record", None)
        chooser = stage.window.record.chooser
        chooser.started.connect(self._on_started)
        chooser.draft_opened.connect(self._on_draft_opened)
        chooser.back_asked.connect(lambda: stage.go("home"))
        stage.routes["record"] = self.choose
        stage.routes["danger"] = self.choose_checklist

    def choose(self) -> None:
        """The first page of Catat: whom do you meet, how, and what was begun before."""
        self._stage.bridge.ask(record.begun, then=self._show_chooser, owner=self)

    def choose_checklist(self, rec: bytes | None = None, suggested: str = "ipv5") -> None:
        """The first page of Tanda bahaya, alone or for a case that was just recorded."""
        self._choosing = ("danger", rec)
        options: tuple[Option, ...] = (
            Option(
                "ipv5",
                translate("flows", "Hurt by a partner or former partner"),
                translate("flows", "Adults. Five questions and five warnings."),
                "adult",
            ),
            Option(
                "anak",
                translate("flows", "A child"),
                translate("flows", "Signs of danger for anyone under 18."),
                "child",
            ),
        )
        if rec is not None:
            options = (
                *options,
                Option(
                    "none",
                    translate("flows", "Neither of these"),
                    translate("flows", "Go on to the plan with what is known."),
                    "send",
                ),
            )
        group = OptionGroup(
            "form",
            translate("flows", "Who is in danger?"),
            translate("flows", "Choose the list that fits. Only you see the answers."),
            options,
            suggested,
        )
        model = ChooserModel(
            translate("flows", "Danger signs"),
            (group,),
            (),
            translate("flows", "Look at the signs"),
            "danger",
        )
        self._stage.window.record.present_chooser(model)
        self._stage.window.show_room("record")

    def _show_chooser(self, begun: tuple[record.DraftLine, ...]) -> None:
        self._choosing = ("record", None)
        here = self._stage.moment()
        drafts = tuple(
            DraftRow(
                line.id.hex(),
                form_word(line.form_id),
                phrases.when(self._stage.local(line.saved_at), here),
            )
            for line in begun
        )
        whom = OptionGroup(
            "reporter_relation",
            translate("flows", "Who is talking to you?"),
            translate("flows", "The survivor herself, or somebody who tells for her."),
            (
                Option("penyintas", translate("flows", "The survivor"), "", "adult"),
                Option("orang_tua_wali", translate("flows", "Parent or guardian"), "", "users"),
                Option("keluarga", translate("flows", "Family"), "", "users"),
                Option("tetangga_warga", translate("flows", "Neighbour"), "", "users"),
                Option("sekolah", translate("flows", "School"), "", "school"),
                Option("anonim", translate("flows", "Somebody without a name"), "", "users"),
            ),
            "penyintas",
        )
        how = OptionGroup(
            "channel",
            translate("flows", "How do you talk?"),
            "",
            (
                Option("tatap_muka", translate("flows", "Face to face"), "", "face-to-face"),
                Option("telepon", translate("flows", "By telephone"), "", "phone"),
                Option("speech", translate("flows", "By message"), "", "speech"),
                Option("kunjungan", translate("flows", "On a visit"), "", "home"),
            ),
            "tatap_muka",
        )
        self._stage.window.record.present_chooser(
            ChooserModel(
                translate("flows", "Record"),
                (whom, how),
                drafts,
                translate("flows", "Begin"),
                "record",
            )
        )
        self._stage.window.show_room("record")

    def _on_started(self, chosen: Mapping[str, str]) -> None:
        kind, rec = self._choosing
        if kind == "danger":
            form = chosen["form"]
            if form == "none" and rec is not None:
                self._stage.go("open_danger", rec)
            else:
                self._stage.go("open_form", form, rec)
            return
        self._stage.go("open_form", "intake", None, dict(chosen))

    def _on_draft_opened(self, draft: str) -> None:
        self._stage.go("open_draft", bytes.fromhex(draft))
