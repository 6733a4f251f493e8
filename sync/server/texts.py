"""Every sentence the city says to people, Indonesian first, then English; keys stand in code.

The page shows one language at a time; the command line says both, one under the other.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

Language = Literal["id", "en"]

_TEXTS: dict[str, tuple[str, str]] = {
    # the ticket page
    "page.title": ("Kode layanan kelurahan", "Kelurahan service code"),
    "page.lead": (
        "Masukkan nomor dan PIN dari slip untuk melihat sampai di mana layanan Anda.",
        "Enter the number and PIN from your slip to see how far your service is.",
    ),
    "page.number": ("Nomor", "Number"),
    "page.number.help": ("Contoh: TP-7KQ4M-9XD2T-F", "Example: TP-7KQ4M-9XD2T-F"),
    "page.pin": ("PIN (6 angka)", "PIN (6 digits)"),
    "page.look": ("Lihat status", "See the status"),
    "page.again": ("Cari nomor lain", "Look up another number"),
    "page.close": ("Tutup cepat", "Close quickly"),
    "page.week": ("Minggu {first} – {last}", "Week of {first} – {last}"),
    "page.status": ("Status", "Status"),
    "page.safe": (
        "Halaman ini tidak menyimpan apa pun. Tutup setelah selesai, terutama di HP bersama.",
        "This page keeps nothing. Close it when you are done, above all on a shared phone.",
    ),
    "page.help": (
        "Dalam bahaya sekarang: 112 atau 110. Bantuan perempuan dan anak, 24 jam: SAPA 129, "
        "WA 08111-129-129.",
        "In danger now: 112 or 110. Help for women and children, 24 hours: SAPA 129, "
        "WA 08111-129-129.",
    ),
    "page.none": (
        "Nomor dan PIN ini tidak dapat ditampilkan.",
        "This number and PIN cannot be shown.",
    ),
    "page.none.do": (
        "Periksa nomor dan PIN, lalu coba lagi. Setelah 5 kali mencoba, tunggu satu jam. "
        "Laporan Anda tetap aman; petugas yang mencatatnya dapat membantu.",
        "Check the number and the PIN and try again. After 5 tries, wait an hour. Your report is "
        "safe; the person who wrote it down can help.",
    ),
    "page.busy": (
        "Terlalu banyak permintaan. Laporan Anda tetap aman. Coba lagi sebentar lagi.",
        "Too many requests. Your report is safe. Try again in a while.",
    ),
    # the six states of domain.md 5.1
    "status.1": ("Laporan diterima", "Report received"),
    "status.2": ("Sedang diperiksa petugas", "Being checked by an officer"),
    "status.3": ("Sudah diteruskan ke layanan", "Passed on to a service"),
    "status.4": ("Sedang ditindaklanjuti", "Being followed up"),
    "status.5": ("Perlu menghubungi Anda", "Needs to reach you"),
    "status.6": ("Selesai / Ditutup", "Finished / Closed"),
    # the command line: help
    "cli.about": (
        "Kota: ujung lain dari jalan pengiriman rujukan.",
        "The city: the far end of the road that referrals travel.",
    ),
    "cli.ceremony": (
        "Buat semua kunci kota dan direktori bertanda tangan (luring, sekali saja).",
        "Make all keys of a city and its signed directory (offline, once).",
    ),
    "cli.init": (
        "Siapkan basis data kota dari berkas publik dan rahasia peladen.",
        "Prepare the city's database from the public bundle and the server's secrets.",
    ),
    "cli.serve": ("Jalankan kota.", "Run the city."),
    "cli.enrol-code": (
        "Buat kode pendaftaran untuk satu orang; suratnya dimuat ke kota dengan --load.",
        "Make an enrolment code for one person; its voucher is loaded into the city with --load.",
    ),
    "cli.backup": (
        "Cadangkan basis data kota; laptop melepas surat yang sudah ada di setiap cadangan.",
        "Back up the city's database; laptops let go of letters that are in every backup.",
    ),
    "cli.demo": (
        "Kota contoh di komputer ini saja, dengan kunci contoh dan dua kode pendaftaran.",
        "A demo city on this computer only, with demo keys and two enrolment codes.",
    ),
    "cli.counts": (
        "Tampilkan jumlah surat yang tersimpan (untuk pemeriksaan), satu baris JSON.",
        "Print how many letters are stored (for checks), one line of JSON.",
    ),
}

TEXTS = MappingProxyType(_TEXTS)


def say(key: str, language: Language = "id", /, **facts: object) -> str:
    """The sentence for ``key`` in a language. Raises ``KeyError`` for an unknown key."""
    return TEXTS[key][0 if language == "id" else 1].format(**facts)


def both(key: str, /, **facts: object) -> str:
    """Indonesian, then English on the next line, as the command line prints it."""
    return say(key, "id", **facts) + "\n" + say(key, "en", **facts)
