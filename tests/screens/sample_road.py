"""Invented mail: Kirim with every state, the mail office, and the pages of the stick."""

from __future__ import annotations

from responder_app.flows import office, road_words, stick_words
from responder_app.work.sticks import StickWork, ToCarry
from tests.screens.samples import NOW, Say
from ui.drives import Drive
from ui.screens.office import OfficeModel
from ui.screens.send import SendModel
from ui.screens.stick import StickModel, StickStage
from ui.widgets.item_row import ItemRow
from ui.widgets.road_parts import Counter, RoadHead
from ui.words import phrases, road

DAY = 86_400


def head(say: Say, code: str, waiting: int) -> RoadHead:
    """The road's sentence."""
    good = code in ("idle", "busy")
    again = say("Dicoba lagi sendiri 14.52.", "Tried again by itself at 14:52.")
    return RoadHead(
        road.road_sentence(code, waiting),
        road.road_todo(code),
        "" if good or code == "paused" else again,
        online=good,
        busy=code == "busy",
        paused=code == "paused",
    )


def _rows(say: Say) -> tuple[ItemRow, ...]:
    referral, note = say("Rujukan", "Referral"), say("Catatan kasus", "Note of a case")
    files = say("Lampiran, {n} berkas", "Attachments, {n} files")
    carried = say("stik KINGSTON, {w}, belum sampai", "stick KINGSTON, {w}, not there yet")
    return (
        ItemRow("darurat", referral, "7QX-204", "84 KB", phrases.age(2400), "di_laptop"),
        ItemRow("tinggi", files.format(n=2), "7QX-198 +", "0,5 MB", phrases.age(3100), "di_laptop"),
        ItemRow(
            "sedang",
            say("Lampiran, 1 berkas", "Attachment, 1 file"),
            "7QX-167 +",
            say("4,1 MB", "4.1 MB"),
            phrases.age(3600),
            "di_laptop",
            say("terhenti, 1,2 MB dari 4,1 MB", "stopped, 1.2 MB of 4.1 MB"),
            0.29,
        ),
        ItemRow(
            "tinggi",
            referral,
            "7QX-181",
            "61 KB",
            phrases.age(3600),
            "dititipkan",
            carried.format(w=say("13.40", "13:40")),
        ),
        ItemRow(
            "rendah",
            note,
            "7QX-152",
            "9 KB",
            phrases.age(2 * DAY),
            "dititipkan",
            carried.format(w=say("Rabu 16.20", "Wednesday 16:20")),
        ),
        ItemRow(
            "sedang",
            note,
            "7QX-151",
            "12 KB",
            phrases.age(2 * DAY),
            "terkirim",
            phrases.state_detail("terkirim", say("13.40", "13:40")),
        ),
        *(
            ItemRow(
                "none",
                note,
                f"7QX-{13 + n}",
                "1 KB",
                phrases.age(DAY),
                "di_laptop" if word in ("bad", "unknown_writer") else "terkirim",
                road_words.held_words(word),
            )
            for n, word in enumerate(("bad", "unknown_writer", "version", "quota", "fork"))
        ),
        ItemRow(
            "none",
            say("Berbagi", "Sharing"),
            "7QX-150",
            "2 KB",
            phrases.age(2 * DAY),
            "terkirim",
            road_words.held_words("revoked"),
        ),
        ItemRow(
            "sedang",
            referral,
            "7QX-149",
            "58 KB",
            phrases.age(2 * DAY),
            "diterima_uptd",
            say("Kamis 16.05", "Thursday 16:05"),
        ),
    )


def send(say: Say, *, rows: bool = True) -> SendModel:
    """The mailbag, offline, with every state a letter can be in; or a first day."""
    return SendModel(
        head=head(say, "no-connection", 5 if rows else 0),
        counters=(
            Counter(
                "di_laptop",
                3 if rows else 0,
                say("Belum dikirim, 4,7 MB", "Not sent, 4.7 MB"),
                say("tertua 1 hari", "oldest 1 day") if rows else "",
            ),
            Counter(
                "terkirim",
                4 if rows else 0,
                say("2 di stik, 70 KB; 2 di kota", "2 on a stick, 70 KB; 2 at the city")
                if rows
                else say("Di kota, 0 KB", "At the city, 0 KB"),
                say("tertua 2 hari, belum pasti sampai", "oldest 2 days, not sure to arrive")
                if rows
                else "",
            ),
            Counter(
                "diterima_uptd",
                27 if rows else 0,
                say("Ditangani, 31,8 MB", "Taken on, 31.8 MB"),
                say("terakhir Kamis 16.05", "last Thursday 16:05") if rows else "",
            ),
        ),
        rows=_rows(say) if rows else (),
        files=road_words.files(4_600_000, 1_200_000, held=False, moving=False) if rows else None,
        note=say("32 kiriman", "32 items") if rows else "",
        more=say(
            "24 lagi tidak ditampilkan; semuanya terhitung.",
            "24 more are not listed; all of them are counted.",
        )
        if rows
        else "",
    )


def send_paused(say: Say) -> SendModel:
    """Paused by a person, attachments held back."""
    model = send(say)
    return SendModel(
        head(say, "paused", 5),
        model.counters,
        model.rows[:2],
        road_words.files(4_600_000, 1_200_000, held=True, moving=False),
    )


def mail_office(say: Say, *, inside: bool = False) -> OfficeModel:
    """Everybody's mail."""
    return OfficeModel(
        head=head(say, "portal" if inside else "no-connection", 12),
        counters=(
            Counter(
                "di_laptop",
                7,
                say("Belum dikirim, 4,7 MB", "Not sent, 4.7 MB"),
                say("tertua 2 hari", "oldest 2 days"),
            ),
            Counter(
                "dititipkan",
                5,
                say("Di stik, 320 KB", "On a stick, 320 KB"),
                say("tertua 3 hari", "oldest 3 days"),
            ),
            Counter(
                "",
                2,
                say("Belum diteruskan, 1,1 MB", "Still to hand on, 1.1 MB"),
                say("tertua 1 hari", "oldest 1 day"),
                "letter",
                say("titipan laptop lain", "carried for others"),
            ),
        ),
        files=road_words.files(6_200_000, 2_900_000, held=False, moving=True),
        facts=(
            (say("Terakhir terhubung dengan kota", "City reached last"), phrases.when(NOW, NOW)),
            (
                say("Sudah dikirim dan diterima", "Sent and received so far"),
                say("18,2 MB dikirim, 940 KB diterima", "18.2 MB sent, 940 KB received"),
            ),
        ),
        waits_for_owner=office.waits_for_owner(2),
        inside=inside,
    )


def _placed(model: StickModel, *, inside: bool) -> StickModel:
    return stick_words.placed(model, inside, "send" if inside else "office")


def stick_choose(say: Say, *, drives: bool = True) -> StickModel:
    """Which stick?"""
    found = (
        Drive("/media/siti/KINGSTON", "KINGSTON", 3_200_000_000, 8_000_000_000, False),
        Drive("/media/siti/KUNCI", "KUNCI", 900_000_000, 1_000_000_000, True),
        Drive("/media/siti/PENUH", "PENUH", 12_000, 2_000_000_000, False),
    )
    shown = tuple(stick_words.drive(one, out=True) for one in found) if drives else ()
    return _placed(
        StickModel(
            True,
            StickStage.CHOOSE,
            line=stick_words.intro(ToCarry(12, 5_020_000, 3_300_000, 2, 5), out=True),
            safe=stick_words.locked(out=True),
            drives=(*shown, stick_words.folder("/home/siti/Bawa")) if drives else (),
            chosen="/media/siti/KINGSTON" if drives else "",
        ),
        inside=drives,
    )


def stick_working(say: Say) -> StickModel:
    """Reading back what was written."""
    work = StickWork(7, "under-way", "stick-checking", 1_200_000, 4_800_000)
    return _placed(stick_words.working(work, out=True, stopping=False), inside=True)


def stick_written(say: Say) -> StickModel:
    """A good end."""
    result = {"files": 1, "letters": 5, "chunks": 40, "bytes": 4_800_000, "titipan": 2}
    return _placed(
        stick_words.end(StickWork(7, "done", "ok", result=result), out=True), inside=False
    )


def stick_read(say: Say) -> StickModel:
    """What came, and what was passed over."""
    result = {
        "letters": 3,
        "receipts": 1,
        "chunks": 12,
        "carried": 1,
        "passed_over": {"foreign": 2, "cut": 1, "old": 4, "newer": 1, "no-room": 1},
        "left_files": 1,
    }
    return _placed(
        stick_words.end(StickWork(8, "done", "ok", result=result), out=False), inside=True
    )


def stick_failed(say: Say) -> StickModel:
    """Pulled out too early, after one file was whole."""
    result = {"files": 1, "letters": 4}
    return _placed(
        stick_words.end(StickWork(9, "failed", "stick-gone", result=result), out=True), inside=True
    )


def stick_nothing(say: Say) -> StickModel:
    """Nothing new."""
    return _placed(stick_words.end(StickWork(9, "done", "ok"), out=False), inside=True)
