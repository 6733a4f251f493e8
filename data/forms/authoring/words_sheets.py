"""What is said of files, sheets, columns and cells; each says what to do."""

from __future__ import annotations

from typing import Literal

Said = tuple[Literal["error", "warning", "note"], str, str]

SHEETS: dict[str, Said] = {
    "file.missing": (
        "error",
        "Berkas {name} tidak ditemukan atau tidak dapat dibuka. Periksa nama dan foldernya.",
        "The file {name} was not found or cannot be opened. Check its name and folder.",
    ),
    "file.locked": (
        "error",
        "Berkas {name} terkunci kata sandi. Buka di program lembar kerja, hapus kata sandinya, "
        "lalu simpan lagi. Pelindung sel boleh tetap ada.",
        "The file {name} is locked by a password. Open it in your spreadsheet program, remove the "
        "password and save it again. Cell protection may stay.",
    ),
    "file.old-excel": (
        "error",
        "Berkas {name} memakai format Excel lama (.xls). Buka, pilih Simpan Sebagai, lalu pilih "
        "format .xlsx.",
        "The file {name} is in the old Excel format (.xls). Open it, choose Save As and pick "
        ".xlsx.",
    ),
    "file.ods": (
        "error",
        "Berkas {name} memakai format OpenDocument. Buka, pilih Simpan Sebagai, lalu pilih "
        "format .xlsx.",
        "The file {name} is in the OpenDocument format. Open it, choose Save As and pick .xlsx.",
    ),
    "file.big": (
        "error",
        "Berkas {name} lebih besar dari {most} MB. Hapus gambar dan lembar yang tidak perlu.",
        "The file {name} is larger than {most} MB. Remove pictures and sheets that are not needed.",
    ),
    "file.bomb": (
        "error",
        "Isi berkas {name} terlalu besar bila dibuka, jadi tidak dibuka. Salin lembarnya ke berkas "
        "baru, lalu simpan.",
        "The contents of {name} would be too large, so it was not opened. Copy its sheets into a "
        "new file and save that.",
    ),
    "file.huge": (
        "error",
        "Lembar ini lebih dari {rows} baris atau {columns} kolom. Hapus baris dan kolom yang tidak "
        "dipakai.",
        "This sheet has more than {rows} rows or {columns} columns. Delete those not in use.",
    ),
    "file.damaged": (
        "error",
        "Berkas {name} rusak dan tidak dapat dibaca. Buka di program lembar kerja dan simpan "
        "ulang, atau ambil salinan lama.",
        "The file {name} is damaged and cannot be read. Open it in your spreadsheet program and "
        "save it again, or take an older copy.",
    ),
    "file.not-a-form": (
        "error",
        "Berkas {name} bukan formulir. Mulailah dari templat: responder-city pack template.",
        "The file {name} is not a form. Begin with the template: responder-city pack template.",
    ),
    "file.old-letters": (
        "warning",
        "Berkas ini tidak memakai UTF-8, jadi huruf khusus bisa berubah. Simpan sebagai CSV UTF-8.",
        "This file is not in UTF-8, so special letters may have changed. Save it as CSV UTF-8.",
    ),
    "sheet.no-survey": (
        "error",
        "Lembar survey tidak ada atau kosong. Lembar yang ada: {found}. Pakai nama survey, "
        "choices, "
        "settings.",
        "The sheet survey is missing or empty. Sheets found: {found}. Use the names survey, "
        "choices, settings.",
    ),
    "sheet.twice": (
        "error",
        "Ada dua lembar bernama {key}. Hapus atau ganti nama salah satunya.",
        "There are two sheets named {key}. Delete or rename one of them.",
    ),
    "sheet.misspelt": (
        "error",
        "Nama lembar ini tidak dikenal. Maksudnya {meant}? Ganti namanya menjadi {meant}.",
        "The name of this sheet is not known. Did you mean {meant}? Rename it to {meant}.",
    ),
    "sheet.ignored": (
        "note",
        "Lembar ini tidak dibaca karena bukan bagian formulir.",
        "This sheet is not read; it is no part of a form.",
    ),
    "sheet.hidden": (
        "warning",
        "Lembar ini tersembunyi, tetapi isinya tetap dipakai. Tampilkan agar dapat diperiksa.",
        "This sheet is hidden, yet its contents are used. Show it so that it can be checked.",
    ),
    "column.twice": (
        "error",
        "Kolom {header} ada dua kali. Hapus atau ganti nama salah satunya.",
        "The column {header} stands twice. Delete or rename one of them.",
    ),
    "column.missing": (
        "error",
        "Kolom {header} tidak ada. Tulis {header} di baris judul.",
        "The column {header} is missing. Write {header} in the header row.",
    ),
    "column.bad": (
        "error",
        "Judul kolom “{header}” tidak boleh dipakai. Pakai huruf a–z, angka dan garis bawah saja.",
        "The header “{header}” may not be used. Use letters a–z, digits and underscores only.",
    ),
    "column.nameless": (
        "warning",
        "Kolom ini berisi data tetapi tidak punya judul, jadi tidak dibaca. Beri judul atau "
        "kosongkan.",
        "This column has contents but no header, so it is not read. Give it a header or empty it.",
    ),
    "column.unknown": (
        "warning",
        "Judul kolom {header} tidak dikenal, jadi tidak dibaca. Yang mirip: {near}.",
        "The header {header} is not known, so it is not read. The nearest: {near}.",
    ),
    "column.no-language": (
        "warning",
        "Kolom {header} tidak menyebut bahasa, padahal kolom lain menyebutnya. Pindahkan isinya ke "
        "kolom berbahasa.",
        "The column {header} names no language while others do. Move its texts to a column with "
        "a language.",
    ),
    "cell.formula": (
        "error",
        "Sel ini berisi rumus lembar kerja: {text}. Ganti dengan nilainya (Tempel sebagai nilai).",
        "This cell holds a spreadsheet formula: {text}. Replace it by its value (paste as value).",
    ),
    "cell.broken": (
        "error",
        "Sel ini berisi kesalahan lembar kerja: {text}. Ketik ulang nilainya.",
        "This cell holds a spreadsheet error: {text}. Type its value again.",
    ),
    "cell.date": (
        "error",
        "Isi sel berubah menjadi tanggal: {text}. Ubah format sel menjadi Teks, lalu ketik ulang.",
        "The cell was turned into a date: {text}. Set its format to Text and type it again.",
    ),
    "cell.long": (
        "error",
        "Teks sel ini lebih dari {most} huruf. Pendekkan.",
        "The text of this cell has more than {most} characters. Shorten it.",
    ),
    "cell.merged-down": (
        "note",
        "Sel ini gabungan. Isinya dipakai untuk setiap baris gabungan itu.",
        "This cell is merged. Its text is used for every row of the merged cell.",
    ),
    "cell.merged-across": (
        "warning",
        "Sel ini digabung ke samping. Hanya kolom pertama yang dibaca. Pisahkan sel itu.",
        "This cell is merged across columns. Only the first column is read. Split it.",
    ),
    "cell.curly": (
        "note",
        "Tanda kutip miring di rumus sudah dianggap tanda kutip lurus.",
        "Curly quotes in the expression were read as straight ones.",
    ),
    "cell.blanks": (
        "note",
        "Spasi berlebih di sel ini sudah diabaikan.",
        "Blanks too many in this cell were ignored.",
    ),
}
