"""The first page of Catat, of Tanda bahaya and of another form for a case: what is there to fill.

Every option comes from the forms on hand and the person's role (forms.csv); nothing is listed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.model.form import FormFace
from responder_app.flows.form_pages import face_about, face_title, form_title
from responder_app.flows.stage import Stage
from responder_app.work import drafts, faces, suggest
from responder_app.work.drafts import DraftLine
from ui.screens.chooser import ChooserModel, DraftRow, Option, OptionGroup
from ui.words import phrases
from ui.words.translate import translate

FORM, NONE = "form", "none"
# Forms that tell a person's story: who tells it and how are asked on this page.
_STORY = ("quick", "intake", "consultation")


class ChoosingFlow:
    """Leads to a form: a new one, or one that was begun."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rec: bytes | None = None
        self._suggested = ""
        chooser = stage.window.record.chooser
        chooser.started.connect(self._on_started)
        chooser.draft_opened.connect(self._on_draft_opened)
        chooser.back_asked.connect(self._on_back)
        stage.routes["record"] = self.choose
        stage.routes["danger"] = self.choose_checklist
        stage.routes["more_forms"] = self.choose_for_case

    # --- Catat ------------------------------------------------------------------------------

    def choose(self) -> None:
        """The first page of Catat: which form, whom do you meet, how, and what was begun."""
        self._rec = None
        self._stage.bridge.ask(drafts.begun, then=self._show_chooser, owner=self)

    def _show_chooser(self, begun: tuple[DraftLine, ...]) -> None:
        here, language = self._stage.moment(), self._stage.here.language
        rows = tuple(
            DraftRow(
                line.id.hex(),
                form_title(line.form_id, language),
                phrases.when(self._stage.local(line.saved_at), here),
            )
            for line in begun
        )
        forms = faces.for_role(self._stage.here.role, faces.BEGINNING)
        story = tuple(face.id for face in forms if face.kind in _STORY)
        which = OptionGroup(
            FORM,
            translate("flows", "What do you want to record?"),
            translate("flows", "A short record can grow later. Nothing is asked twice."),
            tuple(self._option(face) for face in forms),
            next((face.id for face in forms if face.kind == "intake"), ""),
        )
        self._present(
            ChooserModel(
                translate("flows", "Record"),
                (which, _whom(story), _how(story)),
                rows,
                translate("flows", "Begin"),
                "record",
            )
        )

    # --- Tanda bahaya -----------------------------------------------------------------------

    def choose_checklist(self, rec: bytes | None = None, suggested: str = "") -> None:
        """The first page of Tanda bahaya, alone or for a case; what fits stands first."""
        self._rec, self._suggested = rec, suggested
        if rec is None:
            self._show_checklists(())
            return
        self._stage.bridge.ask(
            suggest.of_case,
            self._stage.world,
            rec,
            then=self._show_checklists,
            fails=self._stage.say,
            owner=self,
        )

    def _show_checklists(self, fitting: tuple[str, ...]) -> None:
        role = self._stage.here.role
        lists = faces.for_role(role, ("checklist",))
        first = (self._suggested, *fitting)
        ordered = sorted(lists, key=lambda one: first.index(one.id) if one.id in first else 99)
        options = [self._option(face) for face in ordered]
        chosen = self._suggested or (fitting[0] if fitting else "")
        if self._rec is not None:
            options.append(
                Option(
                    NONE,
                    translate("flows", "None of these"),
                    translate("flows", "Go on to the plan with what is known."),
                    "send",
                )
            )
            chosen = chosen or NONE
        group = OptionGroup(
            FORM,
            translate("flows", "Who is in danger?"),
            translate("flows", "Choose the list that fits. Only you see the answers."),
            tuple(options),
            chosen or (ordered[0].id if ordered else ""),
        )
        self._present(
            ChooserModel(
                translate("flows", "Danger signs"),
                (group,),
                (),
                translate("flows", "Look at the signs"),
                "danger",
                self._trained_only(role),
            )
        )

    def _trained_only(self, role: str) -> str:
        """What to do instead of a list that this role does not run (domain.md 3.4)."""
        closed = faces.not_for_role(role, "checklist")
        if not closed:
            return ""
        names = ", ".join(face_title(face, self._stage.here.language) for face in closed)
        return translate(
            "flows",
            "{forms}: only for trained people. Stay with the person, and ask a guru BK, a kader "
            "PKK or a health worker. In acute danger phone 119.",
        ).format(forms=names)

    # --- another form for a case ------------------------------------------------------------

    def choose_for_case(self, rec: bytes) -> None:
        """Which further form is filled in for a case that is there."""
        self._rec, self._suggested = rec, ""
        forms = faces.for_role(self._stage.here.role, faces.ON_A_CASE)
        group = OptionGroup(
            FORM,
            translate("flows", "Which form?"),
            translate("flows", "What the case knows already is not asked again."),
            tuple(self._option(face) for face in forms),
            forms[0].id if forms else "",
        )
        self._present(
            ChooserModel(
                translate("flows", "Another form for this case"),
                (group,),
                (),
                translate("flows", "Open the form"),
                "cases",
                self._trained_only(self._stage.here.role),
            )
        )

    # --- both -------------------------------------------------------------------------------

    def _option(self, face: FormFace) -> Option:
        language = self._stage.here.language
        return Option(face.id, face_title(face, language), face_about(face, language), face.icon)

    def _present(self, model: ChooserModel) -> None:
        self._stage.window.record.present_chooser(model)
        self._stage.window.show_room("record")

    def _on_started(self, chosen: Mapping[str, str]) -> None:
        told = dict(chosen)
        form = told.pop(FORM)
        if form != NONE:
            self._stage.go("open_form", form, self._rec, told)
        elif self._rec is not None:
            self._stage.go("open_danger", self._rec)

    def _on_draft_opened(self, draft: str) -> None:
        self._stage.go("open_draft", bytes.fromhex(draft))

    def _on_back(self) -> None:
        if self._rec is not None:
            self._stage.go("open_case", self._rec)
        else:
            self._stage.go("home")


def _whom(story: Sequence[str]) -> OptionGroup:
    return OptionGroup(
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
        tuple(story),
    )


def _how(story: Sequence[str]) -> OptionGroup:
    return OptionGroup(
        "channel",
        translate("flows", "How do you talk?"),
        "",
        (
            Option("tatap_muka", translate("flows", "Face to face"), "", "face-to-face"),
            Option("telepon", translate("flows", "By telephone"), "", "phone"),
            Option("chat", translate("flows", "By message"), "", "speech"),
            Option("daring", translate("flows", "Online"), "", "globe"),
            Option("kunjungan", translate("flows", "On a visit"), "", "home"),
        ),
        "tatap_muka",
        tuple(story),
    )
