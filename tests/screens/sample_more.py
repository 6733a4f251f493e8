"""Invented lines of what came later: answered forms of a case, activities, forms to choose."""

from __future__ import annotations

from dataclasses import replace

from tests.screens.sample_case import case
from tests.screens.samples import Say
from ui.screens.case import CaseModel, EvidenceLine, FormLine
from ui.screens.chooser import ChooserModel, Option, OptionGroup
from ui.screens.reports import ActivityLine, ReportsModel


def case_with_forms(say: Say) -> CaseModel:
    """A case with corrected forms, evidence, and the clocks of the law."""
    friday = say("Jumat", "Friday")
    you = say("oleh Anda", "by you")
    version = say("Versi 2026112201", "Version 2026112201")
    return replace(
        case(say),
        law=(
            say("Batas lapor polisi: Senin 14.20", "Police must be told by: Monday 14:20"),
            say(
                "Bila polisi memberi perlindungan: berlaku tujuh hari. Tanyakan lagi sebelum: Rabu",
                "If the police gave protection: it lasts seven days. Ask again by: Wednesday",
            ),
        ),
        forms=(
            FormLine(
                say("Catat", "Record"),
                f"{version}, {you}, {friday} 15.02",
                say("Perbaikan dari yang lama", "Corrects an earlier one"),
                "b1",
            ),
            FormLine(
                say("Tanda bahaya: pasangan", "Danger signs: partner"),
                f"{version}, {you}, {friday} 14.20",
                id="b2",
            ),
            FormLine(
                say("Catat", "Record"),
                f"{version}, {you}, {friday} 13.52",
                say("Sudah diperbaiki", "Corrected later"),
            ),
        ),
        evidence=(
            EvidenceLine(say("Pakaian", "Clothes"), say("Keluarga yang aman", "A safe relative")),
            EvidenceLine(say("Foto luka", "Photo of an injury"), say("UPTD PPA", "UPTD PPA")),
        ),
    )


def reports(say: Say, *, rows: bool = True) -> ReportsModel:
    """One's own prevention activities."""
    if not rows:
        return ReportsModel("", ())
    return ReportsModel(
        say(
            "2 kegiatan. Yang tampak menjangkau 37 orang.",
            "2 activities. Those below reached 37 people.",
        ),
        (
            ActivityLine(
                "a1",
                say("Batas tubuh yang aman, Etika digital", "Safe boundaries, Digital manners"),
                say("Posyandu, 20 orang", "Health post, 20 people"),
                say("2026-11-20, dicatat hari ini 10.15", "2026-11-20, written down today 10:15"),
            ),
            ActivityLine(
                "a2",
                say("Cara menyimpan bukti", "How to keep evidence"),
                say("Sekolah, 17 orang", "School, 17 people"),
                say("2026-11-13, dicatat 14 Nov", "2026-11-13, written down 14 Nov"),
            ),
        ),
    )


def lists(say: Say) -> ChooserModel:
    """The danger lists of a role that does not run all of them."""
    return ChooserModel(
        title=say("Tanda bahaya", "Danger signs"),
        groups=(
            OptionGroup(
                "form",
                say("Siapa yang dalam bahaya?", "Who is in danger?"),
                say(
                    "Pilih daftar yang cocok. Hanya Anda yang melihat jawabannya.",
                    "Choose the list that fits. Only you see the answers.",
                ),
                (
                    Option(
                        "medis",
                        say("Tanda bahaya: medis", "Danger signs: medical"),
                        say(
                            "Sepuluh tanda untuk segera ke rumah sakit.",
                            "Ten signs that call for a hospital.",
                        ),
                        "hospital",
                    ),
                    Option(
                        "kbgo",
                        say("Tanda bahaya: dunia maya", "Danger signs: online"),
                        say("Sepuluh tanda.", "Ten signs."),
                        "globe",
                    ),
                    Option(
                        "none",
                        say("Bukan semuanya", "None of these"),
                        say("Lanjut ke rencana.", "Go on to the plan."),
                        "send",
                    ),
                ),
                "medis",
            ),
        ),
        primary=say("Lihat tandanya", "Look at the signs"),
        room="danger",
        note=say(
            "Tanda bahaya: jiwa: hanya untuk petugas terlatih. Temani orangnya. Bila gawat, "
            "telepon 119.",
            "Danger signs: mental health: only for trained people. Stay with the person. In acute "
            "danger phone 119.",
        ),
    )
