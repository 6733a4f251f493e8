"""Practice: the drills of the content, one choice after another; nothing of it becomes a case."""

from __future__ import annotations

from collections.abc import Mapping

from data.content import drill_reader
from data.content.source import BUILT_IN, Content
from data.model.drill import Drill, DrillMoment
from responder_app.flows.labels import Labels
from responder_app.flows.stage import Stage
from responder_app.rules.drill import DrillScore, differences, score
from responder_app.rules.triage import checklist_result
from responder_app.work import drills, faces, pack
from responder_app.work.drills import DrillResult
from ui.screens.guide import GuideItem, GuideShelf
from ui.screens.practice import PracticeAction, PracticeChoice, PracticeModel
from ui.words import phrases
from ui.words.translate import translate


class PracticeFlow:
    """One drill at a time."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._drill: Drill | None = None
        self._at = -1  # -1: the situation; after the last moment: the result
        self._picks: dict[str, str] = {}
        screen = stage.window.practice
        screen.next_asked.connect(self._on_next)
        screen.back_asked.connect(lambda: stage.go("guide"))
        screen.again_asked.connect(self._on_again)
        screen.chosen.connect(self._on_chosen)
        screen.form_asked.connect(self._on_form)
        stage.routes["practice"] = self.open
        stage.routes["practice_result"] = self._show_form_result

    def open(self, drill_id: str) -> None:
        """Begin a drill at its situation."""
        self._drill = drill_reader.drill(drill_id, self._stage.here.language, pack.content())
        self._on_again()
        self._stage.window.show_room("practice")

    def _on_form(self, form_id: str) -> None:
        if self._drill is not None:
            self._stage.go("practice_form", form_id, self._drill.id)

    def _show_form_result(self, made: PracticeModel, drill_id: str) -> None:
        """How a practised form went; the way back leads to its drill's result, if it has one."""
        if self._drill is None or self._drill.id != drill_id:
            self._drill = None
        self._stage.window.practice.present(made)
        self._stage.window.show_room("practice")

    def _on_again(self) -> None:
        self._at, self._picks = -1, {}
        self._show()

    def _on_next(self) -> None:
        drill = self._drill
        if drill is None or self._at >= len(drill.moments):
            self._stage.go("guide")
            return
        self._at += 1
        if self._at == len(drill.moments):
            result = score(drill, self._picks)
            self._stage.bridge.do(
                drills.note_result,
                self._stage.world,
                drill.id,
                len(result.done),
                len(drill.actions),
                result.again,
                fails=self._stage.say,
                owner=self,
            )
        self._show()

    def _on_chosen(self, code: str) -> None:
        moment = self._moment()
        if moment is not None and code and moment.code not in self._picks:
            self._picks[moment.code] = code
            self._show()

    def _moment(self) -> DrillMoment | None:
        drill = self._drill
        if drill is None or not 0 <= self._at < len(drill.moments):
            return None
        return drill.moments[self._at]

    def _show(self) -> None:
        if self._drill is not None:
            made = page_of(self._drill, self._at, self._picks, self._stage.here.language)
            self._stage.window.practice.present(made)


def shelf(
    language: str, results: dict[str, DrillResult], content: Content = BUILT_IN
) -> GuideShelf:
    """The drills as tiles of the guide, each with how it went the last time."""
    items = tuple(
        GuideItem(f"drill:{each.id}", each.title, _last(results.get(each.id)), each.picture)
        for each in drill_reader.drills(language, content)
    )
    return GuideShelf(translate("flows", "Practice"), items)


def page_of(drill: Drill, at: int, picks: Mapping[str, str], language: str = "id") -> PracticeModel:
    """The page of a drill: -1 its situation, then its moments, then how it went."""
    if at < 0:
        return PracticeModel(drill.title, "situation", drill.situation, drill.picture)
    if at < len(drill.moments):
        return _moment_page(drill, at, picks)
    return _result_page(drill, score(drill, picks), language)


def _moment_page(drill: Drill, at: int, picks: Mapping[str, str]) -> PracticeModel:
    moment = drill.moments[at]
    chosen = next((each for each in moment.choices if each.code == picks.get(moment.code)), None)
    position = translate("flows", "Question {number} of {count}").format(
        number=at + 1, count=len(drill.moments)
    )
    return PracticeModel(
        drill.title,
        "moment",
        moment.ask,
        position=position,
        choices=tuple(PracticeChoice(each.code, each.text) for each in moment.choices),
        chosen=chosen.code if chosen else "",
        feedback=chosen.feedback if chosen else "",
        right=chosen.right if chosen else False,
        is_last=at + 1 == len(drill.moments),
    )


def _result_page(drill: Drill, result: DrillScore, language: str) -> PracticeModel:
    done = {each.code for each in result.done}
    verdict = translate("flows", "Well done. You may go on to the next one.")
    if result.again:
        verdict = translate("flows", "Please do it once more: a step for safety is missing.")
    elif not result.flawless:
        verdict = translate("flows", "Good. Look once more at what is marked.")
    return PracticeModel(
        drill.title,
        "result",
        drill.closing,
        position=translate("flows", "{done} of {all} steps").format(
            done=len(result.done), all=len(drill.actions)
        ),
        verdict=verdict,
        again=result.again,
        actions=tuple(
            PracticeAction(each.text, each.code in done, each.safety) for each in drill.actions
        ),
        wrong=tuple((each.text, each.feedback) for each in result.wrong),
        forms=_forms(drill, language),
    )


def _forms(drill: Drill, language: str) -> tuple[tuple[str, str], ...]:
    """The checklists a drill has expected answers for, to be tried with the real questions."""
    found = []
    for level in drill.levels:
        face = faces.find(level.form)
        if face is not None:
            words = translate("flows", "Try it: {form}")
            title = face.title_en if language == "en" else face.title_id
            found.append((face.id, words.format(form=title)))
    return tuple(found)


def form_result(
    form_id: str, title: str, answers: Mapping[str, str], drill_id: str, language: str
) -> PracticeModel:
    """How a practised form went: the level it found and why, and what a drill expected."""
    verdict = translate("flows", "The form is complete.")
    text = translate("flows", "Nothing of it was kept.")
    if answers.get("level"):
        result = checklist_result(form_id, "", answers, pack.current().reason_words())
        verdict = translate("flows", "Danger level: {level}").format(
            level=phrases.level_word(result.level.word)
        )
        reasons = [each.label_en if language == "en" else each.label_id for each in result.reasons]
        text = "\n".join(reasons) or text
    actions: list[PracticeAction] = []
    if drill_id:
        made = drill_reader.drill(drill_id, language, pack.content())
        labels = Labels()
        open_ones = {each.expected for each in differences(made.answers, form_id, answers)}
        actions = [
            PracticeAction(
                f"{labels.question(each.question, language)} "
                f"{labels.value(each.question, each.value, language)}",
                each not in open_ones,
                True,
            )
            for each in made.answers
            if each.form == form_id
        ]
    again = any(not each.done for each in actions)
    return PracticeModel(
        title, "result", text, verdict=verdict, again=again, actions=tuple(actions)
    )


def _last(result: DrillResult | None) -> str:
    if result is None:
        return translate("flows", "Not done yet")
    if result.again:
        return translate("flows", "Do it once more")
    return translate("flows", "Done: {done} of {all} steps").format(done=result.done, all=result.of)
