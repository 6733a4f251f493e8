"""Laporan, as far as it goes: the person's own prevention activities, and how many there are."""

from __future__ import annotations

from datetime import datetime

from responder_app.flows.labels import Labels
from responder_app.flows.stage import Stage
from responder_app.work import activities, faces
from responder_app.work.activities import Activities, Activity
from responder_app.work.world import local_time
from ui.screens.reports import ActivityLine, ReportsModel
from ui.words import phrases
from ui.words.translate import translate


class ReportsFlow:
    """Lists one's own activities and leads to the form for a new one."""

    def __init__(self, stage: Stage, labels: Labels) -> None:
        self._stage = stage
        self._labels = labels
        self._wanted = False  # asked for by a person, not only refreshed
        self._recs: dict[str, bytes] = {}
        stage.window.reports.record_asked.connect(self._on_record)
        stage.window.reports.correct_asked.connect(self._on_correct)
        stage.routes["reports"] = self.show

    def show(self) -> None:
        """The list, freshly asked."""
        self._wanted = True
        self.ask()

    def ask(self) -> None:
        """Ask again what it shows."""
        self._stage.bridge.ask(
            activities.own, then=self._present, fails=self._stage.say, owner=self
        )

    def _present(self, found: Activities) -> None:
        self._recs = {one.instance: one.rec for one in found.shown}
        people = sum(one.people for one in found.shown)
        summary = ""
        if found.count:
            summary = translate("flows", "{count} activities. Those below reached {people} people.")
            summary = summary.format(count=found.count, people=people)
        lines = tuple(self._line(one) for one in found.shown)
        self._stage.window.reports.present(ReportsModel(summary, lines))
        if self._wanted and self._stage.heading == "reports":
            self._wanted = False
            self._stage.window.show_room("reports")

    def _line(self, one: Activity) -> ActivityLine:
        language = self._stage.here.language
        topic = self._labels.value("act_topic", one.answers.get("act_topic", ""), language)
        place = self._labels.value("act_place", one.answers.get("act_place", ""), language)
        people = translate("flows", "{count} people").format(count=one.people)
        written = translate("flows", "written down {when}").format(
            when=phrases.when(local_time(one.at), self._stage.moment())
        )
        day = _day(one.answers.get("act_date", ""))
        return ActivityLine(
            one.instance,
            topic or title_words(),
            ", ".join(part for part in (place, people) if part),
            ", ".join(part for part in (day, written) if part),
        )

    def _on_record(self) -> None:
        form = next((face.id for face in faces.every() if face.kind == faces.ACTIVITY), "")
        self._stage.go("open_form", form, None)

    def _on_correct(self, instance: str) -> None:
        if instance in self._recs:
            self._stage.go("correct", self._recs[instance], instance)


def _day(stored: str) -> str:
    """A stored date as people say it; as it stands where it is none."""
    try:
        return phrases.day_and_month(datetime.fromisoformat(stored))
    except ValueError:
        return stored


def title_words() -> str:
    """What an activity without a topic is called."""
    return translate("flows", "Prevention activity")
