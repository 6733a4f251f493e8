"""`python -m tests.screens.shipped OUT`: every page of the shipped forms, with what is wrong on it.

The forms are opened with answers that show as many of their pages as one record can.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.content import reader
from data.forms.session import FormSession
from data.forms.views import ScreenView
from data.model.form import FormFace
from tests.data.content.filling import begin, shown, walk
from tests.data.content.test_first_forms import QUICK, TALK
from tests.data.content.test_later_forms import ITEM, REPORT
from tests.data.content.test_meeting import CHILD

LANGUAGES = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "intake": {
        **CHILD,
        "channel": "chat",
        "told_before": "polisi",
        "violence_types": "fisik seksual",
        "guardian_ok": "tidak",
        "consent_giver": "anak_saja",
        "legal_basis": "kewajiban_hukum",
        "transport_need": "ya",
    },
    "quick": {**QUICK, "safe_now": "tidak"},
    "consultation": {
        **TALK,
        "home_safe": "tidak",
        "entry_type": "konsultasi_jiwa",
        "despair_signs": "ya",
        "consult_outcome": "rujuk_psikolog",
        "consent_contact": "ya",
    },
    "followup": {"safe_now": "ya", "perp_nearby": "tidak", "fu_result": "aman"},
    "closing": {"safe_now": "tidak", "close_reason": "tujuan_tercapai"},
    "content_report": {**REPORT, "reported_to": "platform"},
    "evidence": {**ITEM, "ev_moved": "ya"},
    "activity": {"act_girls": "3"},
}


def pages(face: FormFace, language: str) -> Iterator[tuple[FormSession, ScreenView]]:
    """The pages of one form that its answers show."""
    session = begin(face.id, LANGUAGES[language])
    told = ANSWERS.get(face.id)
    walk(session, dict.fromkeys(shown(session), "ya") if told is None else told)
    for screen in session.screens():
        yield session, screen


def main() -> int:
    """Walk, save, tell."""
    arguments = argparse.ArgumentParser(prog="python -m tests.screens.shipped")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--languages", default="id,en")
    arguments.add_argument("--texts", default="100,200")
    arguments.add_argument("--forms", default="")
    given = arguments.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest

    from tests.screens import looks
    from tests.screens.walk import SIZES, session
    from ui.app import make_application, set_language, set_look
    from ui.main_window import MainWindow
    from ui.rooms import ROOMS
    from ui.screens.record import RecordModel
    from ui.widgets.step_bar import StepMark

    application = make_application(["tests.screens.shipped"])
    given.out.mkdir(parents=True, exist_ok=True)
    wanted = set(filter(None, given.forms.split(",")))
    words = looks.pairs()
    count = wrong = 0
    for language in given.languages.split(","):
        set_language(application, language)
        for text in given.texts.split(","):
            set_look(application, "light", int(text))
            for wide, high in SIZES:
                window = MainWindow(ROOMS)
                window.resize(wide, high)
                window.show()
                window.set_session(session(desk=False))
                for face in reader.form_faces():
                    if wanted and face.id not in wanted:
                        continue
                    title = face.title_id if language == "id" else face.title_en
                    for record, screen in pages(face, language):
                        window.record.present(
                            RecordModel(
                                title=title,
                                code="K7M-42",
                                steps=(StepMark(title, "here", 0.4),),
                                questions=tuple(record.view(ref) for ref in screen.questions),
                                position="",
                                saved="",
                                kind=screen.kind,
                                ref=screen.ref,
                                heading="" if screen.kind == "question" else screen.title,
                                repeat=screen.repeat,
                            )
                        )
                        window.show_room("record")
                        for _ in range(6):
                            QTest.qWait(1)
                        page = screen.ref.strip("/").replace("/", "-")
                        name = f"{page}-{language}-{text}-{wide}"
                        window.grab().save(str(given.out / f"{name}.png"))
                        count += 1
                        for line in looks.faults(window, language, words):
                            wrong += 1
                            print(f"{name}: {line}")
                window.close()
    print(f"{count} pictures in {given.out}, {wrong} defects")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
