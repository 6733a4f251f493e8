"""Every sentence of `responder-city pack`: Bahasa Indonesia, English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

Language = Literal["id", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    "about": (
        "Formulir kota: dari lembar kerja sampai paket yang ditandatangani dua orang.",
        "The city's forms: from a spreadsheet to a pack signed by two people.",
    ),
    "build": (
        "Periksa, uji, lalu bungkus formulir dan tabel menjadi paket.",
        "Check, try and wrap forms and tables into a pack.",
    ),
    "lint": ("Periksa formulir; tidak menulis apa pun.", "Check forms; writes nothing."),
    "test": ("Jalankan kasus di lembar uji.", "Run the cases of the sheet uji."),
    "sign": ("Bubuhkan satu tanda tangan pada paket.", "Put one signature on a pack."),
    "verify": (
        "Periksa tanda tangan paket seperti laptop memeriksanya.",
        "Verify a pack's signatures as a laptop does.",
    ),
    "show": (
        "Tampilkan isi paket dan bedanya dari bawaan.",
        "Show what a pack holds and how it differs from the built-in.",
    ),
    "template": (
        "Tulis lembar kerja templat, atau formulir yang ada sebagai lembar kerja.",
        "Write the template spreadsheet, or a shipped form as a spreadsheet.",
    ),
    "manual": ("Cetak panduan satu halaman.", "Print the one-page manual."),
    "publish": (
        "Taruh paket di kota agar laptop mengambilnya.",
        "Put a pack into the city for laptops to fetch.",
    ),
    "opt.lang": ("bahasa pesan: id atau en", "language of messages: id or en"),
    "opt.sources": (
        "formulir (.xlsx, .csv, .md), atau folder berisi formulir dan tabel",
        "forms (.xlsx, .csv, .md), or a folder with forms and tables",
    ),
    "opt.out": ("berkas yang ditulis", "the file to write"),
    "opt.city": ("kode kota, 4 angka", "the city's code, 4 digits"),
    "opt.seq": ("nomor paket; selalu naik", "the pack's number; always rising"),
    "opt.name": ("nama paket yang dibaca petugas", "the pack's name as people read it"),
    "opt.app-min": ("versi aplikasi paling rendah", "the least version of the app"),
    "opt.against": (
        "paket sebelumnya: pembanding, dan isinya ikut dibawa",
        "the earlier pack: compared with, and its files are carried over",
    ),
    "opt.demo": ("paket untuk kota contoh", "a pack for a demo city"),
    "opt.made": (
        "waktu pembuatan, detik Unix (untuk hasil yang sama)",
        "when it was made, Unix seconds (for the same bytes)",
    ),
    "opt.pack": ("berkas paket", "the pack file"),
    "opt.keys": ("folder kunci", "the folder with the key"),
    "opt.as": ("nama penanda tangan", "the name of who signs"),
    "opt.role": ("pembuat atau pengesah", "pembuat (maker) or pengesah (approver)"),
    "opt.public": ("public.bundle kota", "the city's public.bundle"),
    "opt.from": ("nama formulir bawaan, misalnya ipv5", "a shipped form, for example ipv5"),
    "opt.db": ("basis data kota", "the city's database"),
    "needs-authoring": (
        "Perintah ini memerlukan bagian penyusun. Pasang: pip install 'satu-pintu[authoring]'.",
        "This command needs the authoring part. Install: pip install 'satu-pintu[authoring]'.",
    ),
    "error": ("SALAH", "ERROR"),
    "warning": ("PERHATIKAN", "NOTE WELL"),
    "note": ("dibetulkan", "put right"),
    "file": ("{name}", "{name}"),
    "form": (
        "{name}: formulir {id}, versi {version}, {count} pertanyaan",
        "{name}: form {id}, version {version}, {count} questions",
    ),
    "clean": ("Tidak ada masalah.", "Nothing wrong."),
    "count": (
        "{errors} kesalahan, {warnings} hal perlu diperhatikan.",
        "{errors} errors, {warnings} things to note.",
    ),
    "more-notes": (
        "{count} hal kecil sudah dibetulkan (spasi, tanda kutip).",
        "{count} small things were put right (blanks, quotes).",
    ),
    "not-built": (
        "Paket tidak dibuat. Berkas Anda tidak berubah. Perbaiki yang bertanda SALAH, lalu ulangi.",
        "No pack was made. Your files are unchanged. Correct what is marked ERROR and try again.",
    ),
    "cases": (
        "Kasus uji: {passed} dari {all} lulus.",
        "Cases of uji: {passed} of {all} passed.",
    ),
    "no-cases": (
        "Tidak ada kasus di lembar uji. Formulir ini tidak punya level, jadi tidak wajib.",
        "There are no cases in uji. This form has no level, so they are not required.",
    ),
    "case.passed": ("  lulus  {name}", "  passed {name}"),
    "case.failed": ("  gagal  {name}", "  failed {name}"),
    "levels": (
        "Tingkat yang teruji: {proven}. Belum: {missing}.",
        "Levels covered: {proven}. Not yet: {missing}.",
    ),
    "built": (
        "Paket nomor {seq} ditulis: {path} ({forms} formulir, {files} berkas, sidik {hash}).",
        "Pack number {seq} was written: {path} ({forms} forms, {files} files, print {hash}).",
    ),
    "carried": (
        "{count} berkas dari paket {seq} ikut dibawa.",
        "{count} files of pack {seq} were carried over.",
    ),
    "built.next": (
        "Berikutnya: pembuat dan pengesah menandatangani (pack sign), dua orang berbeda.",
        "Next: the maker and the approver sign it (pack sign), two different people.",
    ),
    "nothing": (
        "Tidak ada formulir atau tabel di sana. Periksa nama berkas atau folder.",
        "No form and no table was found there. Check the file or folder name.",
    ),
    "seq-rises": (
        "--seq {seq} tidak lebih tinggi dari paket sebelumnya ({old}). Naikkan nomornya.",
        "--seq {seq} is not above the earlier pack's ({old}). Raise it.",
    ),
    "exists": (
        "{path} sudah ada dan tidak ditimpa. Pilih nama lain.",
        "{path} is already there and is not written over. Choose another name.",
    ),
    "cannot-write": (
        "{path} tidak dapat ditulis. Periksa folder dan ruang disk.",
        "{path} cannot be written. Check the folder and the disk space.",
    ),
    "cannot-read": (
        "{path} tidak dapat dibaca. Periksa namanya.",
        "{path} cannot be read. Check its name.",
    ),
    "no-form": (
        "Tidak ada formulir bawaan bernama {id}. Yang ada: {known}.",
        "There is no shipped form named {id}. There are: {known}.",
    ),
    "wrote": (
        "Templat ditulis: {path}. Buka dengan LibreOffice atau Excel; mulai dari lembar petunjuk.",
        "The template was written: {path}. Open it with LibreOffice or Excel; begin with petunjuk.",
    ),
    "signed": (
        "Paket {seq} (sidik {hash}) ditandatangani oleh {name} sebagai {role}.",
        "Pack {seq} (print {hash}) was signed by {name} as {role}.",
    ),
    "still": (
        "Masih perlu tanda tangan {role}, oleh orang lain.",
        "The signature of {role} is still needed, by another person.",
    ),
    "complete": (
        "Kedua tanda tangan ada. Periksa dengan pack verify, lalu kirim dengan pack publish.",
        "Both signatures are there. Check with pack verify, then send with pack publish.",
    ),
    "verified": (
        "Paket sah untuk kota {city}: nomor {seq}, dibuat {maker}, disahkan {approver}.",
        "The pack is valid for the city {city}: number {seq}, made by {maker}, approved by "
        "{approver}.",
    ),
    "published": (
        "Paket nomor {seq} sudah di kota. Laptop mengambilnya pada sinkron berikutnya.",
        "Pack number {seq} is in the city. Laptops fetch it at their next sync.",
    ),
    "published.again": (
        "Paket ini sudah ada di kota. Tidak ada yang berubah.",
        "This pack is already in the city. Nothing has changed.",
    ),
    "show.head": (
        "Paket {seq} kota {city}: {name}\ndibuat {made}, untuk aplikasi {app} ke atas, sidik "
        "{hash}",
        "Pack {seq} of city {city}: {name}\nmade {made}, for app {app} and later, print {hash}",
    ),
    "show.demo": ("untuk kota contoh", "for a demo city"),
    "show.sign": ("tanda tangan {role}: {name}, {at}", "signature {role}: {name}, {at}"),
    "show.unsigned": ("tanda tangan {role}: belum ada", "signature {role}: not there yet"),
    "show.form": ("formulir {id}, versi {version}: {what}", "form {id}, version {version}: {what}"),
    "show.new": ("baru, tidak ada di bawaan", "new, not in the built-in"),
    "show.same": ("sama dengan bawaan", "the same as the built-in"),
    "show.changed": (
        "berubah dari bawaan (versi {version})",
        "changed from the built-in (version {version})",
    ),
    "show.added": ("    + pertanyaan {name}: {label}", "    + question {name}: {label}"),
    "show.removed": ("    - pertanyaan {name}: {label}", "    - question {name}: {label}"),
    "show.label": (
        "    ~ {name}: “{old}” menjadi “{new}”",
        "    ~ {name}: “{old}” became “{new}”",
    ),
    "show.choices": (
        "    ~ pilihan {name}: baru {added}; hilang {removed}",
        "    ~ choices of {name}: new {added}; gone {removed}",
    ),
    "show.rules": (
        "    ~ rumus atau bantuan berubah",
        "    ~ expressions or hints changed",
    ),
    "show.altered": ("berubah dari bawaan", "changed from the built-in"),
    "show.other": ("berkas {path}: {what}", "file {path}: {what}"),
    "refused.form": (
        "Berkas ini bukan paket, atau rusak. Ambil salinan yang utuh.",
        "This file is no pack, or it is damaged. Take a whole copy.",
    ),
    "refused.size": (
        "Paket terlalu besar ({detail}). Kurangi isinya.",
        "The pack is too large ({detail}). Take something out.",
    ),
    "refused.version": (
        "Paket ini dari program yang lebih baru. Perbarui program di komputer ini.",
        "This pack is of a later program. Update the program on this computer.",
    ),
    "refused.path": (
        "Berkas {detail} tidak boleh ada di paket. Keluarkan dari folder.",
        "The file {detail} may not be in a pack. Take it out of the folder.",
    ),
    "refused.hash": (
        "Isi {detail} tidak cocok dengan daftarnya. Paket rusak; ambil salinan lain.",
        "{detail} is not what the list says. The pack is damaged; take another copy.",
    ),
    "refused.name": (
        "Nama kosong, terlalu panjang, atau sama dengan penanda tangan lain. Dua orang berbeda "
        "harus menandatangani.",
        "The name is empty, too long, or that of the other signer. Two different people must sign.",
    ),
    "refused.role": (
        "Peran harus pembuat atau pengesah.",
        "The role must be pembuat (maker) or pengesah (approver).",
    ),
    "refused.city": (
        "Paket ini untuk kota lain ({detail}). Jangan dipakai di sini.",
        "This pack is for another city ({detail}). Do not use it here.",
    ),
    "refused.demo": (
        "Paket contoh tidak berlaku di kota sungguhan, dan sebaliknya.",
        "A demo pack does not count in a real city, nor the other way round.",
    ),
    "refused.unsigned": (
        "Tanda tangan {detail} belum ada. Minta orang itu menjalankan pack sign --role {detail}.",
        "The signature {detail} is missing. Ask that person to run pack sign --role {detail}.",
    ),
    "refused.signature": (
        "Tanda tangan {detail} bukan dengan kunci kota yang berlaku. Tanda tangani lagi dengan "
        "kunci yang benar.",
        "The signature {detail} is not by the city's key in force. Sign again with the right key.",
    ),
    "refused.seq": (
        "Kota sudah punya paket nomor {detail}. Bangun lagi dengan --seq yang lebih tinggi.",
        "The city already has pack number {detail}. Build again with a higher --seq.",
    ),
    "bad-city": ("--city harus 4 angka", "--city must be 4 digits"),
    "bad-number": ("harus angka 1 ke atas", "must be a number from 1 up"),
}

WORDS = MappingProxyType(_WORDS)


def say(key: str, language: Language, /, **facts: object) -> str:
    """The sentence for `key` in a language. Raises `KeyError` for an unknown key."""
    return WORDS[key][0 if language == "id" else 1].format(**facts)
