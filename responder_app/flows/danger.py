"""The result of the danger signs: level, why, what to do by when, whom it is passed to."""

from __future__ import annotations

from collections.abc import Mapping

from data.model.levels import Level
from responder_app.flows.stage import Stage
from responder_app.flows.wording import due_words
from responder_app.rules.consent import ConsentState
from responder_app.rules.pathway import PlannedService
from responder_app.work import assess, faces, refer
from responder_app.work.assess import CasePlan
from responder_app.work.begin import SHARED
from responder_app.work.refer import Pressed
from responder_app.work.world import local_time
from ui.screens.danger import DangerModel, PlanStep, ServiceRow
from ui.words import phrases
from ui.words.translate import translate

_CONSENT = {
    ConsentState.GIVEN: "setuju",
    ConsentState.NOT_NEEDED: "boleh",
    ConsentState.NOT_ASKED: "belum",
    ConsentState.REFUSED: "tidak",
}


class DangerFlow:
    """Danger and plan of one case, and the press that sends it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._case: CasePlan | None = None
        self._chosen: set[str] = set()
        screen = stage.window.danger
        screen.service_toggled.connect(self._on_toggled)
        screen.raise_asked.connect(self._on_raise)
        screen.step_done.connect(self._on_step_done)
        screen.send_asked.connect(self._on_send)
        screen.edit_asked.connect(self._on_edit)
        screen.answers_asked.connect(self._on_answers)
        stage.routes["open_danger"] = self.open
        stage.routes["open_unsaved"] = self.open_unsaved
        self._told: Mapping[str, str] = {}

    def open(self, rec: bytes) -> None:
        """Show danger and plan of a case; every service that may be told is ticked."""
        self._case = None
        self._ask(rec)

    def open_unsaved(self, rec: bytes, form_id: str, answers: Mapping[str, str]) -> None:
        """Show danger and plan of signs that belong to no case yet."""
        self._case = None
        self._told = {name: answers[name] for name in SHARED if answers.get(name)}
        self._stage.bridge.ask(
            assess.plan_unsaved,
            self._stage.world,
            rec,
            form_id,
            dict(answers),
            then=self._on_plan,
            fails=self._stage.say,
            owner=self,
        )

    def _ask(self, rec: bytes) -> None:
        self._stage.bridge.ask(
            assess.plan_of,
            self._stage.world,
            rec,
            then=self._on_plan,
            fails=self._stage.say,
            owner=self,
        )

    def _on_plan(self, case: CasePlan) -> None:
        first = self._case is None
        self._case = case
        if first:
            self._chosen = {one.service.id for one in case.plan.sendable()}
        self._present()
        if first:
            self._stage.window.show_room("danger")

    def _present(self) -> None:
        case = self._case
        if case is None:
            return
        now, level = self._stage.now(), case.danger.level
        english = self._stage.here.language == "en"
        self._stage.window.danger.present(
            DangerModel(
                code=case.code,
                when=phrases.date_line(local_time(case.at)),
                level=level.word,
                sentence=_sentence(level),
                advice=_advice(level),
                why=tuple(one.label_en if english else one.label_id for one in case.danger.reasons),
                steps=self._steps(case, now, english=english),
                services=tuple(self._service(one, english) for one in case.plan.services),
                never=tuple(en if english else id_ for id_, en in case.plan.never),
                primary=self._primary(case),
                can_send=not case.kept or (not case.sent and bool(self._chosen)),
                can_raise=case.kept and level is not Level.DARURAT and not case.sent,
                saved=phrases.saved_at(local_time(case.at)) if case.kept else "",
            )
        )

    def _steps(self, case: CasePlan, now: int, *, english: bool) -> tuple[PlanStep, ...]:
        steps = []
        for number, planned in enumerate(case.plan.steps, 1):
            done_at = case.done.get(planned.step.code)
            due, _left, late = due_words(planned.due, now)
            if done_at is not None:
                due = translate("flows", "done {when}").format(
                    when=phrases.when(local_time(done_at), local_time(now))
                )
            step = planned.step
            steps.append(
                PlanStep(
                    number,
                    step.title_en if english else step.title_id,
                    step.detail_en if english else step.detail_id,
                    due,
                    done_at is not None,
                    done_at is None and (late or planned.due - now <= 3600),
                )
            )
        return tuple(steps)

    def _service(self, planned: PlannedService, english: bool) -> ServiceRow:
        service = planned.service
        return ServiceRow(
            id=service.id,
            label=service.label_en if english else service.label_id,
            sent=self._sent(planned, service.sent_en if english else service.sent_id),
            consent=_CONSENT[planned.consent],
            checked=service.id in self._chosen,
            icon=service_icon(service.id),
            fixed=not planned.consent.allows,
        )

    def _sent(self, planned: PlannedService, what: str) -> str:
        """What is sent; of a service that others call, who calls it."""
        if planned.open_to(self._stage.here.role):
            return what
        return f"{what.rstrip('.')}. {translate('flows', 'The UPTD calls them.')}"

    def _primary(self, case: CasePlan) -> str:
        count = len(self._chosen)
        if not case.kept:
            return translate("flows", "Record the story")
        if case.sent:
            return translate("flows", "Already sent")
        if count == 1:
            return translate("flows", "Send the referral")
        return translate("flows", "Send {count} referrals").format(count=count)

    def _on_toggled(self, service: str, chosen: bool) -> None:
        planned = self._case.plan.service(service) if self._case is not None else None
        if planned is None:
            return
        if chosen and not planned.consent.allows:
            self._stage.window.toast(
                translate("flows", "She has not agreed to that. Ask her first, then change it.")
            )
        elif chosen:
            self._chosen.add(service)
        elif service == refer.UPTD and self._case is not None and self._case.child:
            self._stage.window.toast(
                translate("flows", "A child's case always reaches the UPTD. The law protects it.")
            )
        else:
            self._chosen.discard(service)
        self._present()

    def _on_raise(self, why: str) -> None:
        if self._case is None:
            return
        rec = self._case.rec
        self._stage.bridge.do(
            assess.raise_level,
            self._stage.world,
            rec,
            why,
            then=lambda _nothing: self.open(rec),
            fails=self._stage.say,
            owner=self,
        )

    def _on_step_done(self, number: int) -> None:
        if (
            self._case is None
            or not self._case.kept
            or not 1 <= number <= len(self._case.plan.steps)
        ):
            return
        rec, code = self._case.rec, self._case.plan.steps[number - 1].step.code
        self._stage.bridge.do(
            assess.step_done,
            self._stage.world,
            rec,
            code,
            then=lambda _nothing: self._ask(rec),
            fails=self._stage.say,
            owner=self,
        )

    def _on_edit(self) -> None:
        if self._case is None:
            return
        if self._case.last:
            self._stage.go("correct", self._case.rec, self._case.last)
        elif self._case.checklist:
            self._stage.go("open_form", self._case.checklist, self._case.rec)

    def _on_answers(self) -> None:
        if self._case is not None and not self._case.kept:
            self._on_edit()
        elif self._case is not None:
            self._stage.go("open_case", self._case.rec)

    # --- sending ------------------------------------------------------------------------------

    def _on_send(self) -> None:
        if self._case is None:
            return
        if not self._case.kept:
            self._stage.go("open_form", _whole_story(), self._case.rec, self._told)
            return
        self._stage.bridge.do(
            refer.press,
            self._stage.world,
            self._case.rec,
            tuple(sorted(self._chosen)),
            then=self._on_pressed,
            fails=self._stage.say,
            owner=self,
        )

    def _on_pressed(self, pressed: Pressed) -> None:
        seconds = max(1, pressed.due_at - self._stage.now())
        self._stage.go("open_case", pressed.rec)
        self._stage.window.toast(
            translate("flows", "The referral goes out. You can still take it back."),
            translate("flows", "Take it back"),
            seconds,
            lambda: self._undo(pressed),
        )
        self._stage.later(seconds + 0.2, self._commit)

    def _undo(self, pressed: Pressed) -> None:
        self._stage.bridge.do(
            refer.undo,
            self._stage.world,
            pressed.id,
            then=self.open,
            fails=self._stage.say,
            owner=self,
        )

    def _commit(self) -> None:
        self._stage.bridge.do(refer.commit, self._stage.world, fails=self._stage.say, owner=self)


def _whole_story() -> str:
    """The form in which a whole story is recorded."""
    return next((face.id for face in faces.every() if face.kind == "intake"), "")


def service_icon(service: str) -> str:
    """The picture of a service."""
    icons = {
        "uptd_ppa": "inbox",
        "unit_ppa_polres": "police",
        "polisi_110": "police",
        "rs_rujukan": "hospital",
        "puskesmas": "hospital",
        "lbh": "scales",
        "psikolog": "counsel",
        "rumah_aman": "house-heart",
        "dinsos": "coin-hand",
        "guru_bk_sekolah": "school",
        "pokja_pendidikan": "school",
        "siber": "globe",
        "sapa129": "phone",
    }
    return icons.get(service, "users")


def _sentence(level: Level) -> str:
    return {
        Level.DARURAT: translate("flows", "Life is in danger now."),
        Level.TINGGI: translate("flows", "Grave danger is likely."),
        Level.SEDANG: translate("flows", "There is danger, not at this moment."),
        Level.RENDAH: translate("flows", "No grave sign was named."),
    }[level]


def _advice(level: Level) -> str:
    return {
        Level.DARURAT: translate(
            "flows", "Call 110 or 119 now, then the UPTD. Stay if it is safe."
        ),
        Level.TINGGI: translate("flows", "Do not let her go home alone tonight."),
        Level.SEDANG: translate("flows", "Send the referral, agree on a safety plan."),
        Level.RENDAH: translate("flows", "Give information and look again. Signs can change."),
    }[level]
