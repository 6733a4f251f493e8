"""Every sentence the city says to people, Indonesian first, then English; keys stand in code.

The page shows one language at a time; the command line says both, one under the other.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from sync.server.care_words import CARE_TEXTS
from sync.server.stick_words import STICK_TEXTS

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
    "cli.pack": (
        "Formulir kota: templat, periksa, uji, bungkus, tanda tangani, kirim.",
        "The city's forms: template, lint, test, build, sign, publish.",
    ),
    "cli.backup": (
        "Cadangkan basis data kota; laptop melepas surat yang sudah ada di setiap cadangan.",
        "Back up the city's database; laptops let go of letters that are in every backup.",
    ),
    "cli.restored": (
        "Catat bahwa basis data dikembalikan dari cadangan; jalankan sebelum kota dibuka lagi.",
        "Note that the database was put back from a backup; run it before serving again.",
    ),
    "cli.confirm": (
        "Setelah pemulihan: tampilkan direktori terbaru, dan dengan --yes buka lagi pengambilan.",
        "After a restore: show the newest directory, and with --yes open pulls again.",
    ),
    "cli.check": (
        "Periksa kota: basis data, jam, cadangan, ruang disk, direktori. Status 0 bila baik.",
        "Check the city: database, clock, backups, disk, directory. Status 0 when all is well.",
    ),
    "cli.demo": (
        "Kota contoh di komputer ini saja, dengan kunci contoh dan dua kode pendaftaran.",
        "A demo city on this computer only, with demo keys and two enrolment codes.",
    ),
    "cli.counts": (
        "Tampilkan jumlah surat yang tersimpan (untuk pemeriksaan), satu baris JSON.",
        "Print how many letters are stored (for checks), one line of JSON.",
    ),
    "cli.options": ("Pilihan", "Options"),
    "opt.out": ("folder tujuan", "target folder"),
    "opt.demo": ("kota contoh: hanya di komputer ini", "a demo city: on this computer only"),
    "opt.city": ("kode kota Kemendagri, 4 angka", "the city's four-digit area code"),
    "opt.letters": ("dua huruf awal nomor tiket", "two letters that begin every ticket"),
    "opt.name": ("nama kota", "the city's name"),
    "opt.url": ("alamat kota untuk laptop", "where laptops find the city"),
    "opt.db": ("sqlite:///BERKAS atau postgresql://…", "sqlite:///FILE or postgresql://…"),
    "opt.public": ("public.bundle dari upacara kunci", "public.bundle of the ceremony"),
    "opt.secrets": ("server.secrets dari upacara kunci", "server.secrets of the ceremony"),
    "opt.port": ("porta; 0 memilih yang kosong", "port; 0 picks a free one"),
    "opt.host": ("alamat yang didengarkan", "address to listen on"),
    "opt.port-file": ("tulis porta ke berkas ini", "write the port to this file"),
    "opt.proxy": ("alamat proksi yang dipercaya", "address of the proxy to be trusted"),
    "opt.keys": ("folder upacara kunci", "folder of the ceremony"),
    "opt.role": ("peran", "role"),
    "opt.area": ("kode wilayah, 10 angka", "area code, 10 digits"),
    "opt.display": ("nama tugas yang tampil di meja", "name of the post, shown at the desk"),
    "opt.hours": ("masa berlaku kode, jam", "how many hours the code is good"),
    "opt.load": (
        "muat surat ke kota (BERKAS, atau yang baru dibuat)",
        "load the voucher into the city (FILE, or the one just made)",
    ),
    "opt.voucher": ("tulis surat ke berkas ini", "write the voucher to this file"),
    "opt.yes": ("ya, direktori ini yang terbaru", "yes, this directory is the newest"),
    "opt.disk": (
        "folder di disk basis data, untuk mengetahui ruang yang tersisa",
        "a folder on the database's disk, to know how much room is left",
    ),
    "opt.keep": (
        "simpan setiap cadangan selama sekian hari",
        "keep each backup for this many days",
    ),
    "opt.dir": ("folder kota contoh", "folder of the demo city"),
    # the command line: what happened
    "did.ceremony": (
        "Kunci dibuat di {path}. Cetak ketiga lembar root dan recovery, serahkan kepada tiga "
        "orang, lalu hapus berkasnya. Ke peladen hanya public.bundle dan server.secrets.",
        "Keys made in {path}. Print the three root and recovery papers, hand them to three "
        "people, then delete the files. Only public.bundle and server.secrets go to the server.",
    ),
    "did.init": ("Basis data {name} siap.", "The database of {name} is ready."),
    "did.serve": ("Kota menjawab di {url}", "The city answers at {url}"),
    "did.code": (
        "Kode di atas berlaku {hours} jam dan sekali pakai. Serahkan langsung kepada orangnya.",
        "The code above is good for {hours} hours and once. Hand it to the person directly.",
    ),
    "did.code.load": (
        "Surat belum dimuat: jalankan `responder-city enrol-code --load {path} --db URL` di "
        "peladen.",
        "The voucher is not loaded yet: run `responder-city enrol-code --load {path} --db URL` on "
        "the server.",
    ),
    "did.load": ("Surat dimuat.", "The voucher is loaded."),
    "did.backup": (
        "Cadangan selesai dan sudah diperiksa: {path} ({ops} surat, disimpan {days} hari).",
        "Backup done and checked: {path} ({ops} letters, kept {days} days).",
    ),
    "did.restored": (
        "Zaman kota sekarang {ep}. Laptop akan mengirim lagi yang belum ada di sini.",
        "The city's epoch is now {ep}. Laptops will send again what is missing here.",
    ),
    "did.closed": (
        "Kota menerima kiriman, tetapi belum membagikan apa pun: cadangan mungkin belum tahu "
        "laptop yang sudah dicabut. Tidak ada yang hilang. Muat public.bundle terbaru dengan "
        "`responder-city init`, lalu jalankan `responder-city confirm`.",
        "The city takes what is sent but hands nothing out yet: the backup may not know of a "
        "laptop revoked since. Nothing is lost. Load the newest public.bundle with "
        "`responder-city init`, then run `responder-city confirm`.",
    ),
    "did.open": (
        "Pengambilan dibuka. Laptop melanjutkan pada kunjungan berikutnya.",
        "Pulls are open. Laptops go on at their next visit.",
    ),
    "did.open.already": (
        "Pengambilan memang terbuka. Tidak ada yang berubah.",
        "Pulls are open already. Nothing has changed.",
    ),
    "ask.confirm": (
        "Cocokkan nomor dan sidik jari di atas dengan catatan pengurus kunci. Bila sama, jalankan "
        "lagi dengan --yes. Sampai saat itu kota menerima kiriman dan tidak membagikan apa pun.",
        "Compare the number and the fingerprint above with the record of whoever keeps the keys. "
        "If they are the same, run this again with --yes. Until then the city takes what is sent "
        "and hands nothing out.",
    ),
    # what `check` finds
    "check.title": ("Pemeriksaan kota, {at}", "Check of the city, {at}"),
    "check.good": ("[baik]   ", "[good]   "),
    "check.bad": ("[PERIKSA]", "[LOOK]   "),
    "check.all": ("Semua baik.", "All is well."),
    "check.some": (
        "Ada yang perlu diurus. Surat yang sudah diterima tetap aman.",
        "Something needs care. Letters already taken in are safe.",
    ),
    "check.database": (
        "Basis data {name} menjawab dan bentuknya terbaru ({kind}).",
        "The database of {name} answers and has the newest shape ({kind}).",
    ),
    "check.clock": ("Jam peladen: {at}.", "The server's clock: {at}."),
    "check.clock.bad": (
        "Jam peladen ({at}) di belakang catatan terakhir kota ({newest}). Betulkan jamnya.",
        "The server's clock ({at}) is behind the city's last entry ({newest}). Set it right.",
    ),
    "check.backup": (
        "Cadangan terakhir {hours} jam yang lalu.",
        "The last backup was {hours} hours ago.",
    ),
    "check.backup.bad": (
        "Cadangan terakhir sudah {hours} jam yang lalu. Jalankan `responder-city backup` tiap "
        "hari.",
        "The last backup was {hours} hours ago. Run `responder-city backup` every day.",
    ),
    "check.backup.none": (
        "Belum ada cadangan: laptop menyimpan semua suratnya. Jalankan `responder-city backup`.",
        "There is no backup yet: laptops keep all their letters. Run `responder-city backup`.",
    ),
    "check.backup.file": (
        "Berkas cadangan ada di {path}.",
        "The backup's file is at {path}.",
    ),
    "check.backup.file.bad": (
        "Berkas cadangan tidak ada lagi di {path}. Bila dipindahkan, pastikan masih dapat dipakai; "
        "bila hilang, buat cadangan baru sekarang.",
        "The backup's file is no longer at {path}. If it was moved, make sure it can still be "
        "used; if it is lost, make a new backup now.",
    ),
    "check.safe": (
        "Aman di setiap cadangan yang disimpan: sampai urutan {pos} dari {last}.",
        "Safe in every backup that is kept: up to place {pos} of {last}.",
    ),
    "check.disk": ("Disk masih {free} % kosong.", "{free} % of the disk is free."),
    "check.disk.short": (
        "Disk tinggal {free} % kosong: lampiran tidak diterima lagi, surat masih. Tambah tempat.",
        "Only {free} % of the disk is free: attachments are refused, letters are not. Make room.",
    ),
    "check.attachments": (
        "Lampiran: {whole} utuh ({size} MB), {part} masih dikirim.",
        "Attachments: {whole} whole ({size} MB), {part} still on their way.",
    ),
    "check.disk.bad": (
        "Disk tinggal {free} % kosong: di bawah 5 % kota menolak kiriman baru, dan laptop "
        "menyimpannya. Kosongkan ruang.",
        "Only {free} % of the disk is free: below 5 % the city takes nothing new and laptops keep "
        "it. Make room.",
    ),
    "check.disk.unknown": (
        "Ruang disk basis data tidak diketahui dari sini (pakai --disk FOLDER bila ada di mesin "
        "ini).",
        "The room on the database's disk is not known from here (use --disk FOLDER if it is on "
        "this machine).",
    ),
    "check.pulls.open": (
        "Kota menerima dan membagikan kiriman.",
        "The city takes and hands out.",
    ),
    "check.pulls.closed": (
        "Sejak pemulihan ({at}) kota hanya menerima. Jalankan `responder-city confirm`.",
        "Since a restore ({at}) the city only takes. Run `responder-city confirm`.",
    ),
    "check.directory": (
        "Direktori terbaru: nomor {seq}, {revoked} pencabutan, sidik jari {hash}",
        "Newest directory: number {seq}, {revoked} revocations, fingerprint {hash}",
    ),
    # the command line: what went wrong, what is safe, what to do
    "err.exists": (
        "{path} sudah ada. Tidak ada yang ditimpa. Pilih folder lain.",
        "{path} exists already. Nothing was written over. Choose another folder.",
    ),
    "err.missing": (
        "{path} tidak ditemukan. Tidak ada yang berubah. Periksa alamat berkasnya.",
        "{path} was not found. Nothing has changed. Check the path.",
    ),
    "err.form": (
        "{path} bukan berkas yang diharapkan, atau rusak. Tidak ada yang berubah. Ambil lagi dari "
        "hasil upacara kunci.",
        "{path} is not the file that was expected, or it is damaged. Nothing has changed. Take it "
        "again from the ceremony.",
    ),
    "err.db.malformed": (
        "Alamat basis data tidak dapat dibaca. Pakai sqlite:////folder/kota.sqlite atau "
        "postgresql://pengguna@peladen/nama.",
        "The database URL cannot be read. Use sqlite:////folder/city.sqlite or "
        "postgresql://user@host/name.",
    ),
    "err.db.dialect": (
        "Hanya SQLite dan PostgreSQL yang didukung. Tidak ada yang berubah.",
        "Only SQLite and PostgreSQL are supported. Nothing has changed.",
    ),
    "err.db.too-old": (
        "PostgreSQL ini terlalu tua: diperlukan versi 15 ke atas. Tidak ada yang berubah.",
        "This PostgreSQL is too old: 15 or later is needed. Nothing has changed.",
    ),
    "err.db.away": (
        "Basis data tidak dapat dibuka. Tidak ada yang berubah. Periksa apakah ia berjalan, dan "
        "alamat serta haknya.",
        "The database cannot be opened. Nothing has changed. Check that it runs, its address and "
        "its rights.",
    ),
    "err.db.empty": (
        "Basis data ini masih kosong. Jalankan `responder-city init` dulu.",
        "This database is still empty. Run `responder-city init` first.",
    ),
    "err.db.older": (
        "Basis data ini dari versi yang lebih lama. Buat cadangan, lalu jalankan "
        "`responder-city init` lagi.",
        "This database is of an older version. Make a backup, then run `responder-city init` "
        "again.",
    ),
    "err.db.newer": (
        "Basis data ini dari versi yang lebih baru. Tidak ada yang disentuh. Pasang versi baru "
        "program ini.",
        "This database is of a newer version. Nothing was touched. Install the newer program.",
    ),
    "err.city.no-city": (
        "Tidak ada kota di basis data ini. Jalankan `responder-city init` dulu.",
        "There is no city in this database. Run `responder-city init` first.",
    ),
    "err.city.other-city": (
        "Basis data ini milik kota lain. Tidak ada yang berubah.",
        "This database belongs to another city. Nothing has changed.",
    ),
    "err.city.directory": (
        "Direktori bertanda tangan tidak cocok dengan kunci akarnya. Tidak ada yang berubah. "
        "Ambil lagi public.bundle dari upacara kunci.",
        "The signed directory does not fit its root key. Nothing has changed. Take public.bundle "
        "again from the ceremony.",
    ),
    "err.city.secrets": (
        "server.secrets bukan kunci dari direktori kota ini. Tidak ada yang berubah.",
        "server.secrets are not the keys of this city's directory. Nothing has changed.",
    ),
    "err.demo": (
        "Kota contoh hanya boleh di komputer ini (127.0.0.1). Untuk kota sungguhan, adakan "
        "upacara kunci tanpa --demo.",
        "A demo city may only answer on this computer (127.0.0.1). For a real city, hold a "
        "ceremony without --demo.",
    ),
    "err.port": (
        "Porta {port} tidak dapat dipakai. Pilih yang lain, atau 0.",
        "Port {port} cannot be used. Choose another, or 0.",
    ),
    "err.voucher": (
        "Surat ini bukan dari kota ini atau tanda tangannya salah. Tidak ada yang dimuat.",
        "This voucher is not of this city or its signature is wrong. Nothing was loaded.",
    ),
    "err.option": ("{what}: {why}", "{what}: {why}"),
    "err.city-code": ("--city harus 4 angka", "--city must be 4 digits"),
    "err.letters": ("--letters harus dua huruf A-Z", "--letters must be two letters A-Z"),
    "err.name": ("--name harus 1 sampai 60 huruf", "--name must have 1 to 60 characters"),
    "err.display": ("--display harus 1 sampai 60 huruf", "--display must have 1 to 60 characters"),
    "err.area": ("--area harus 10 angka", "--area must be 10 digits"),
    "err.url": (
        "--url harus http:// (hanya komputer ini) atau https:// tanpa tanda |",
        "--url must be http:// (this computer only) or https:// without a |",
    ),
    "err.days": ("--keep dan --hours harus 1 ke atas", "--keep and --hours must be 1 or more"),
    "err.enrol-needs": (
        "enrol-code memerlukan --keys, --role, --area dan --display; atau --load BERKAS dan --db",
        "enrol-code needs --keys, --role, --area and --display; or --load FILE and --db",
    ),
    "err.backup.tool": (
        "pg_dump untuk versi PostgreSQL ini tidak ditemukan. Tidak ada cadangan yang dibuat. "
        "Pasang paket postgresql-client.",
        "No pg_dump for this version of PostgreSQL was found. No backup was made. Install the "
        "postgresql-client package.",
    ),
    "err.backup.failed": (
        "Cadangan tidak selesai atau tidak lulus pemeriksaan. Yang lama masih ada, dan laptop "
        "tetap menyimpan suratnya. Periksa ruang disk, lalu ulangi.",
        "The backup did not finish or did not pass its check. The older ones are still there and "
        "laptops keep their letters. Check the disk space and try again.",
    ),
}

TEXTS = MappingProxyType(_TEXTS | STICK_TEXTS | CARE_TEXTS)


def say(key: str, language: Language = "id", /, **facts: object) -> str:
    """The sentence for ``key`` in a language. Raises ``KeyError`` for an unknown key."""
    return TEXTS[key][0 if language == "id" else 1].format(**facts)


def both(key: str, /, **facts: object) -> str:
    """Indonesian, then English on the next line, as the command line prints it."""
    return say(key, "id", **facts) + "\n" + say(key, "en", **facts)
