"""Invented colleagues: sharing a case, handing it over, and two versions of one answer."""

from __future__ import annotations

from dataclasses import replace

from tests.screens.sample_case import case
from tests.screens.samples import Say
from ui.screens.case import CaseModel
from ui.screens.conflict import ConflictModel, TwoVersions, Version
from ui.screens.share import PersonRow, Readable, ShareModel
from ui.widgets.people_card import HolderLine, PeopleModel
from ui.words import phrases


def people(say: Say) -> tuple[PersonRow, ...]:
    """Three colleagues of one district."""
    return (
        PersonRow(
            "b1",
            "Pak Budi Contoh",
            f"{phrases.role_word('guru_bk')}, {say('Kel. Contoh Timur', 'Kel. Contoh Timur')}",
        ),
        PersonRow("b2", "Ibu Citra Contoh", f"{phrases.role_word('kader_pkk')}, Kel. Contoh Barat"),
        PersonRow("b3", "Ibu Dewi Contoh", f"{phrases.role_word('nakes')}, Kel. Contoh Barat"),
    )


def share(say: Say, *, over: bool = False, empty: bool = False) -> ShareModel:
    """Sharing, or handing over; with an address book that was tampered with, or none."""
    title = (
        say("Serahkan kasus", "Hand the case over")
        if over
        else say("Bagikan kasus", "Share the case")
    )
    return ShareModel(
        page=f"{say.language}-{over}-{empty}",
        what="handover" if over else "share",
        code="K7M-42",
        title=title,
        lead=say(
            "Rekan memegang kasus ini setelah ia setuju. Sebelum itu tidak ada yang berubah.",
            "A colleague takes it over once she says yes. Until then nothing changes.",
        )
        if over
        else say(
            "Rekan membaca kasus ini di laptopnya dan boleh menambah. Yang dihubungi tetap Anda.",
            "A colleague reads this case on her own laptop and may add to it. You stay the one "
            "who is called.",
        ),
        done=say("Minta rekan memegangnya", "Ask her to take it over") if over else title,
        why=say("Mengapa? Rekan akan membacanya.", "Why? She will read this."),
        people=() if empty else people(say),
        bases=(
            (
                "setuju",
                say("Penyintas setuju rekan ini membantu", "She agrees that this colleague helps"),
                say("Ditanyakan sekarang, untuk rekan ini", "Asked now, for this colleague"),
            ),
        ),
        readable={
            "setuju": Readable(
                say(
                    "Nama, Umur, Cerita, Kontak aman, Tempat bertemu, Jenis kekerasan dan 14 lagi",
                    "Name, Age, Story, Safe contact, Where to meet, Kind of violence and 14 more",
                ),
                say("Nama pelapor", "Name of the reporter") if over else "",
            )
        },
        warning=say("Ipar yang bekerja di kelurahan", "The brother-in-law at the kelurahan")
        if not over
        else "",
        notes=(
            say(
                "Laptop ini belum mengenal rekan mana pun.",
                "No colleague is known on this laptop yet.",
            ),
        )
        if empty
        else (),
        alarm=say(
            "2 nama di daftar rekan tidak bisa dibuktikan dan tidak ditampilkan. Beri tahu kantor: "
            "mungkin ada yang mengubahnya.",
            "2 entries of the address book could not be proved and are not shown. Tell the "
            "office: somebody may have changed them.",
        )
        if over
        else "",
        plain=(
            say(
                "Rekan membacanya di laptopnya; di jalan tidak ada yang bisa membaca.",
                "She reads it on her own laptop; nobody on the way can.",
            ),
            say("Yang sudah dibaca tidak bisa ditarik.", "What was read cannot be unread."),
        ),
    )


def unshare(say: Say) -> ShareModel:
    """Ending it."""
    return ShareModel(
        page=f"{say.language}-end",
        what="unshare",
        code="K7M-42",
        title=say("Akhiri berbagi dengan Pak Budi Contoh", "End sharing with Pak Budi Contoh"),
        lead=say(
            "Yang dicatat kemudian tidak bisa ia baca lagi.",
            "What comes later she cannot read any more.",
        ),
        done=say("Akhiri berbagi", "End sharing"),
        why=say("Mengapa? Rekan akan membacanya.", "Why? She will read this."),
        person="b1",
        plain=(say("Yang sudah dibaca tidak bisa ditarik.", "What was read cannot be unread."),),
    )


def conflict(say: Say, *, nothing: bool = False) -> ConflictModel:
    """A safe contact, a name and an age band that two people filled differently."""
    clock = say("{}, menurut jam perangkat itu", "{}, by that laptop's clock")
    you, friday = say("Anda", "You"), say("Jumat 13.52", "Friday 13:52")
    fields = (
        TwoVersions(
            "safe_contact",
            say("Cara menghubungi yang aman", "Safe way to contact"),
            (
                Version(
                    "c1",
                    say("WhatsApp, jam 10 sampai 15", "WhatsApp, 10 to 15"),
                    you,
                    clock.format(friday),
                ),
                Version(
                    "c2",
                    say(
                        "Lewat ibu penyintas, jangan telepon", "Through her mother, never by phone"
                    ),
                    "Pak Budi Contoh",
                    clock.format(say("Sabtu 08.10", "Saturday 08:10")),
                ),
            ),
            held=say(
                "Jangan hubungi siapa pun dengan ini sebelum Anda memilih. Kirim juga belum bisa.",
                "Do not contact anybody by this before you have chosen. Sending is off too.",
            ),
        ),
        TwoVersions(
            "age_band",
            say("Kelompok umur", "Age band"),
            (
                Version("d1", say("18–24 tahun", "18 to 24"), you, clock.format(friday)),
                Version(
                    "d2", say("25–44 tahun", "25 to 44"), "Pak Budi Contoh", clock.format(friday)
                ),
            ),
            options=(
                ("18_24", say("18–24 tahun", "18 to 24")),
                ("25_44", say("25–44 tahun", "25 to 44")),
            ),
        ),
    )
    return ConflictModel("b2", "K7M-42", () if nothing else fields)


def case_with_people(say: Say, *, asked: bool = False) -> CaseModel:
    """A case shared with two colleagues, or one that a colleague asks to take over."""
    since = say("sejak Jumat 13.52", "since Friday 13:52")
    role = phrases.role_word("guru_bk")
    if asked:
        return replace(
            case(say),
            people=PeopleModel(
                standing=(
                    say("Dibagikan oleh Bu Ani Contoh.", "Shared by Bu Ani Contoh."),
                    say(
                        "Yang dihubungi dan diingatkan: Bu Ani Contoh. Anda boleh menambah.",
                        "Bu Ani Contoh is called and reminded. You may add to it.",
                    ),
                ),
                asks=(
                    say(
                        "Bu Ani Contoh meminta Anda memegang kasus ini: saya pindah tugas",
                        "Bu Ani Contoh asks you to take this case over: I am moving",
                    ),
                    say(
                        "Bila ya, Anda yang dihubungi dan diingatkan.",
                        "If you do, you are the one who is called and reminded.",
                    ),
                ),
                proposal="p1",
            ),
        )
    return replace(
        case(say, opened=True),
        people=PeopleModel(
            holders=(
                HolderLine("Pak Budi Contoh", f"{role}, {since}", "b1"),
                HolderLine(
                    "Ibu Citra Contoh",
                    say("Kader PKK, berakhir kemarin", "PKK volunteer, ended yesterday"),
                ),
            ),
            waits=say(
                "Pak Budi Contoh diminta memegangnya (Sabtu 08.10). Sampai ada jawaban, kasus "
                "tetap Anda pegang.",
                "Pak Budi Contoh was asked to take it over (Saturday 08:10). Until the answer it "
                "stays yours.",
            ),
            proposal="p1",
            may_share=True,
        ),
    )
