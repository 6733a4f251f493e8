"""What the city says about sticks: Bahasa Indonesia, English."""

from __future__ import annotations

STICK_TEXTS: dict[str, tuple[str, str]] = {
    "cli.stick": (
        "Ambil surat dari flashdisk laptop, dan tulis balasan untuk laptop itu ke flashdisk.",
        "Take letters from the stick of a laptop, and write the answers for it onto the stick.",
    ),
    "cli.stick-key": (
        "Kunci angkut dalam bentuk teks age, untuk membuka flashdisk dengan alat age biasa.",
        "The transit key as age writes it, to open sticks with the stock age tool.",
    ),
    "opt.stick": ("folder di flashdisk", "a folder on the stick"),
    "opt.json": ("cetak hasilnya sebagai satu baris JSON", "print the result as one line of JSON"),
    "opt.stick-key": (
        "tulis kunci RAHASIA ke berkas ini (tanpa ini hanya kunci umum yang dicetak)",
        "write the SECRET key to this file (without it only the public key is printed)",
    ),
    "stick.file": (
        "{file}: {letters} surat diterima dari laptop {device}",
        "{file}: {letters} letters taken from laptop {device}",
    ),
    "stick.part": (
        "{file}: rusak ({word}); {letters} surat yang utuh diterima dari laptop {device}",
        "{file}: damaged ({word}); {letters} letters that were whole taken from laptop {device}",
    ),
    "stick.passed": (
        "{file}: dilewati ({word}), tidak diubah",
        "{file}: passed over ({word}), not changed",
    ),
    "stick.home": (
        "{file}: balasan untuk laptop {device}, sudah dibaca ulang",
        "{file}: the answer for laptop {device}, read back",
    ),
    "stick.done": (
        "Selesai: {taken} berkas diambil, {passed} dilewati, {answers} balasan ditulis. "
        "Flashdisk boleh dicabut.",
        "Done: {taken} files taken, {passed} passed over, {answers} answers written. The stick "
        "may be pulled out.",
    ),
    "stick.no-answer": (
        "Surat sudah aman di kota, tetapi balasan tidak dapat ditulis ke flashdisk ({word}). "
        "Laptop akan mendapat balasan lewat jaringan atau flashdisk berikutnya.",
        "The letters are safe in the city, but the answer could not be written to the stick "
        "({word}). The laptop gets it over the network or with the next stick.",
    ),
    "err.stick": (
        "Flashdisk tidak dapat dibaca ({word}). Tidak ada yang berubah di flashdisk; yang sudah "
        "diambil tetap aman. Pasang lagi lalu ulangi.",
        "The stick cannot be read ({word}). Nothing on it was changed; what was taken is safe. "
        "Put it in again and repeat.",
    ),
    "did.stick-key": (
        "Kunci umum di atas. Kunci rahasia ditulis hanya dengan --out BERKAS.",
        "The public key stands above. The secret one is written only with --out FILE.",
    ),
    "did.stick-key.out": (
        "Kunci RAHASIA ditulis ke {path}. Siapa pun yang memegangnya dapat membaca bagian luar "
        "surat di flashdisk. Hapus setelah dipakai.",
        "The SECRET key was written to {path}. Whoever holds it can read the outside of letters "
        "on sticks. Delete it after use.",
    ),
}
