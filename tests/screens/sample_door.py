"""Invented urgent referrals at the door: every page, the slip, and the cards of the door."""

from __future__ import annotations

from responder_app.flows import urgent
from responder_app.flows.open_form import OpenForm
from responder_app.work.world import World
from tests.screens.sample_rooms import door
from tests.screens.samples import NOW, Say
from ui.main_window import MainWindow
from ui.screens.urgent import CLOSED, LOOKING, QUIET, SENT, UrgentModel, UrgentSlip
from ui.widgets.guide_text import NumberShown
from ui.widgets.urgent_notice import UrgentNotice

_PAGES = (
    {
        "safe_now": "tidak",
        "perp_nearby": "ya",
        "violence_types": "fisik psikis",
        "visible_injury": "ringan",
    },
    {"under_18": "tidak", "consent_store": "ya", "survivor_name": "Kerudung hijau, dipanggil Yuk"},
    {"place_area_code": "21.72.04.1003", "address_note": "Gang Melur, masuk dari belakang"},
    {"safe_contact": "0812-0000-1111, sore", "contact_rule": "telepon_jam"},
    {"reporter_relation": "tetangga_warga"},
)


def _form(say: Say, page: int) -> OpenForm:
    """The form with everything before a page answered, and the page itself."""
    world = World(lambda: int(NOW.timestamp()), bytes)
    form = urgent.begin(world, "2172", say.language)
    for number, answers in enumerate(_PAGES[: page + 1]):
        for name, value in answers.items():
            ref = next(one.ref for one in form.session.questions() if one.name == name)
            form.session.answer(ref, value)
        if number < page or page >= len(_PAGES):
            form.on()
    return form


def asking(say: Say, page: int, *, marked: bool = False) -> UrgentModel:
    """One page of questions, answered."""
    return urgent.asking(_form(say, page), marked=marked)


def blank(say: Say) -> UrgentModel:
    """The first page, as it opens, after somebody tried to go on."""
    world = World(lambda: int(NOW.timestamp()), bytes)
    form = urgent.begin(world, "2172", say.language)
    form.on()
    return urgent.asking(form, marked=True)


def looking(say: Say, *, full: bool = False) -> UrgentModel:
    """The answers once more; with a disk that is full."""
    return UrgentModel(
        LOOKING,
        heading=say("Periksa sekali lagi, lalu kirim", "Look once more, then send"),
        rows=urgent.rows(_form(say, len(_PAGES))),
        problem=say(
            "Ruang simpan penuh: belum ada yang dikirim atau disimpan. Telepon sekarang.",
            "The disk is full: nothing was sent, nothing was kept. Phone now.",
        )
        if full
        else "",
        calls=_calls(say) if full else (),
    )


def _calls(say: Say) -> tuple[NumberShown, ...]:
    return (
        NumberShown(
            say("UPTD PPA Kota Contoh", "UPTD PPA of Contoh"),
            "0822-0000-0000",
            "Jl. Contoh No. 1",
            say(
                "Belum diperiksa. Bila tidak diangkat, telepon 129.",
                "Not checked yet. If nobody answers, call 129.",
            ),
        ),
        NumberShown(say("SAPA 129 (24 jam)", "SAPA 129 (day and night)"), "129"),
    )


def sent(say: Say) -> UrgentModel:
    """The slip, shown once."""
    text = say(
        "Salin keduanya di kertas. Dengan itu Anda bisa bertanya sudah sampai mana.",
        "Copy both onto paper. With them you can ask how far it is.",
    )
    return UrgentModel(
        SENT,
        heading=say(
            "Sudah ditulis dan berangkat sendiri ke UPTD", "It is written and goes by itself"
        ),
        slip=UrgentSlip("TP-7KQ4M-9XD2T-F", "482913", text),
        calls=_calls(say)[:1],
    )


def closed(say: Say) -> UrgentModel:
    """A laptop of no city."""
    return UrgentModel(CLOSED, heading=say("Telepon sekarang", "Phone now"), calls=_calls(say))


def quiet(say: Say) -> UrgentModel:
    """An adult in no danger who does not want it."""
    return UrgentModel(
        QUIET, heading=say("Tidak ada yang dikirim", "Nothing is sent"), calls=_calls(say)
    )


def notice(say: Say) -> UrgentNotice:
    """Every card of the door at once."""
    return UrgentNotice(
        say(
            "1 rujukan darurat belum diterima UPTD. Telepon UPTD 0822-0000-0000, lalu 129.",
            "1 urgent referral has not been taken on by the UPTD. Phone the UPTD 0822-0000-0000, "
            "then 129.",
        ),
        "",
        say(
            "Satu rujukan darurat di laptop ini rusak dan tidak bisa dikirim lagi.",
            "An urgent referral on this laptop is damaged and cannot be sent again.",
        ),
        say(
            "UPTD sudah menerima 2 rujukan darurat dari laptop ini.",
            "The UPTD has taken on 2 urgent referrals of this laptop.",
        ),
    )


def at_door(window: MainWindow, say: Say) -> None:
    """The cards over the door's people."""
    window.door.present(door(say, people=2))
    window.door.show_urgent(notice(say))
    window.show_room("door")
