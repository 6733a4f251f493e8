"""What is said of types, names, lists, expressions, and of refusals by compiler and engine."""

from __future__ import annotations

from data.forms.authoring.words_sheets import Said

FORM: dict[str, Said] = {
    "type.missing": (
        "error",
        "Baris ini tidak punya type. Pilih jenisnya dari daftar, atau hapus barisnya.",
        "This row has no type. Choose one from the list, or delete the row.",
    ),
    "entities.column": (
        "error",
        "Lembar entities tidak mengenal kolom {header}. Yang ada: {known}.",
        "The sheet entities knows no column {header}. There are: {known}.",
    ),
    "entities.dataset": (
        "error",
        "dataset “{name}” tidak boleh dipakai. Isi jenis catatan, misalnya case.",
        "The dataset “{name}” may not be used. Name a kind of record, for example case.",
    ),
    "entities.label": (
        "error",
        "Baris ini perlu label (catatan baru) atau entity_id (catatan yang ada). Isi salah "
        "satunya.",
        "This row needs a label (new record) or an entity_id (existing one). Fill in one of them.",
    ),
    "type.unknown": (
        "error",
        "Jenis pertanyaan “{type}” tidak dikenal. Yang mirip: {near}. Pilih dari daftar di sel "
        "itu.",
        "The question type “{type}” is not known. The nearest: {near}. Choose from the cell's "
        "list.",
    ),
    "calculation.missing": (
        "error",
        "“{name}” berjenis calculate tetapi tidak punya rumus. Isi kolom calculation.",
        "“{name}” is a calculate without an expression. Fill in calculation.",
    ),
    "type.refused": (
        "error",
        "Jenis “{type}” tidak boleh dipakai: merekam tempat atau suara dapat membahayakan orang. "
        "Hapus baris ini.",
        "The type “{type}” may not be used: recording place or sound can endanger people. Delete "
        "this row.",
    ),
    "name.missing": (
        "error",
        "Baris ini tidak punya name. Isi nama pendek tanpa spasi, misalnya tempat_aman.",
        "This row has no name. Give it a short one without blanks, for example safe_place.",
    ),
    "name.bad": (
        "error",
        "Nama “{name}” tidak boleh dipakai. Pakai huruf a–z, angka dan garis bawah saja.",
        "The name “{name}” may not be used. Use letters a–z, digits and underscores only.",
    ),
    "name.twice": (
        "error",
        "Nama “{name}” sudah dipakai di baris {row}. Beri nama lain.",
        "The name “{name}” is already used in row {row}. Give another name.",
    ),
    "group.open": (
        "error",
        "{kind} ini tidak ditutup. Tambahkan baris end di akhir bagiannya.",
        "This {kind} is never closed. Add its end row after the last question of the part.",
    ),
    "group.close": (
        "error",
        "{kind} ini tidak punya pembuka. Hapus baris ini atau tambahkan baris begin.",
        "This {kind} closes nothing. Delete the row or add its begin row.",
    ),
    "list.unnamed": (
        "error",
        "Sesudah {type} harus ada nama daftar, misalnya: {type} yn.",
        "After {type} a list must be named, for example: {type} yn.",
    ),
    "list.missing": (
        "error",
        "Daftar “{list}” tidak ada di lembar choices. Yang mirip: {near}. Tambahkan pilihannya.",
        "The list “{list}” is not on the sheet choices. The nearest: {near}. Add its choices.",
    ),
    "list.file": (
        "error",
        "Daftar dari berkas tidak ikut di dalam paket ({detail}). Pindahkan pilihannya ke lembar "
        "choices.",
        "Lists in files do not travel in a pack ({detail}). Move their choices to the sheet "
        "choices.",
    ),
    "choice.no-list": (
        "error",
        "Pilihan ini tidak menyebut daftarnya. Isi kolom list_name.",
        "This choice names no list. Fill in list_name.",
    ),
    "choice.no-name": (
        "error",
        "Pilihan ini tidak punya name. Isi nama pendek tanpa spasi.",
        "This choice has no name. Give it a short one without blanks.",
    ),
    "choice.blank": (
        "error",
        "Nama pilihan “{name}” memuat spasi, sehingga jawaban bisa hilang. Ganti menjadi {better}.",
        "The choice name “{name}” has a blank, and answers could be lost. Change it to {better}.",
    ),
    "choice.twice": (
        "error",
        "Pilihan “{name}” sudah ada di daftar {list}, baris {row}. Hapus salah satunya.",
        "The choice “{name}” is already in the list {list}, row {row}. Delete one of them.",
    ),
    "choice.label": (
        "error",
        "Pilihan “{name}” tidak punya label. Isi teks yang dibaca petugas.",
        "The choice “{name}” has no label. Fill in the text people will read.",
    ),
    "choice.still-offered": (
        "error",
        "Daftar “{name}” punya pilihan pensiun, tetapi masih ditawarkan. Isi choice_filter: "
        "retired != 'ya'.",
        "The list of “{name}” has retired choices that are still offered. Fill in choice_filter: "
        "retired != 'ya'.",
    ),
    "label.missing": (
        "error",
        "Pertanyaan “{name}” tidak punya label. Isi teks yang dibaca petugas.",
        "The question “{name}” has no label. Fill in the text people will read.",
    ),
    "appearance.unknown": (
        "error",
        "Tampilan “{word}” tidak dapat dipakai. Yang mirip: {near}. Pilih dari daftar di sel itu.",
        "The appearance “{word}” cannot be used. The nearest: {near}. Choose from the cell's list.",
    ),
    "reference.unknown": (
        "error",
        "Tidak ada pertanyaan bernama “{name}”. Yang mirip: {near}. Perbaiki tulisan di dalam "
        "${{...}}.",
        "No question is named “{name}”. The nearest: {near}. Correct what stands inside ${{...}}.",
    ),
    "reference.bad": (
        "error",
        "Tanda ${{...}} tidak lengkap: {text}. Tulis ${{nama}} dengan kedua kurungnya.",
        "The sign ${{...}} is not complete: {text}. Write ${{name}} with both its braces.",
    ),
    "settings.form-id": (
        "error",
        "Kolom form_id belum diisi. Isi nama formulir, misalnya ipv5.",
        "form_id is not filled in. Give the name of the form, for example ipv5.",
    ),
    "settings.form-id-bad": (
        "error",
        "form_id “{id}” tidak boleh dipakai. Pakai huruf kecil, angka dan garis bawah saja.",
        "The form_id “{id}” may not be used. Use small letters, digits and underscores only.",
    ),
    "settings.version": (
        "error",
        "Kolom version belum diisi. Isi tanggal dan nomor, misalnya 2026112101.",
        "version is not filled in. Give the date and a number, for example 2026112101.",
    ),
    "settings.version-bad": (
        "error",
        "version “{version}” harus angka saja, misalnya 2026112101. Format selnya Teks.",
        "The version “{version}” must be digits only, for example 2026112101, in a Text cell.",
    ),
    "form.unknown": (
        "warning",
        "Aplikasi belum mengenal formulir “{id}”, jadi tidak menampilkannya. Yang dikenal: "
        "{known}. "
        "Ganti form_id, atau sertakan forms.csv.",
        "The app does not know the form “{id}” yet and will not show it. It knows: {known}. Change "
        "the form_id, or put a forms.csv beside it.",
    ),
    "function.unknown": (
        "error",
        "Fungsi {name}() tidak dikenal. Yang mirip: {near}. Hapus atau ganti fungsi itu.",
        "The function {name}() is not known. The nearest: {near}. Remove or replace it.",
    ),
    "formula.slip": (
        "error",
        "Rumus ini tidak dapat dibaca di dekat “{near}”: {text}. Periksa kurung, kutip dan tanda "
        "hitungnya.",
        "This expression cannot be read near “{near}”: {text}. Check its brackets, quotes and "
        "operators.",
    ),
    "formula.unfinished": (
        "error",
        "Rumus ini terputus di akhir: {text}. Lengkapi kurung tutup atau bagian yang hilang.",
        "This expression breaks off at its end: {text}. Add the closing bracket or missing part.",
    ),
    "pattern.bad": (
        "error",
        "Pola regex “{pattern}” tidak dapat dipakai. Pakai pola yang lebih sederhana.",
        "The regex pattern “{pattern}” cannot be used. Use a simpler one.",
    ),
    "pattern.nested": (
        "error",
        "Pola regex “{pattern}” mengulang di dalam ulangan dan dapat macet. Buang satu tanda "
        "ulang.",
        "The regex pattern “{pattern}” repeats inside a repetition and may hang. Drop one of them.",
    ),
    "compiler.refused": (
        "error",
        "Penyusun formulir menolak bagian ini. Perbaiki menurut pesan berikut: {detail}",
        "The form compiler refuses this. Correct it by this message: {detail}",
    ),
    "engine.cycle": (
        "error",
        "Rumus saling menunggu dan tidak pernah selesai. Hapus salah satu rujukannya. ({sebab})",
        "Expressions wait for each other and never end. Remove one of the references. ({detail})",
    ),
    "engine.path": (
        "error",
        "Rumus menunjuk tempat yang tidak ada. Pakai ${{nama}} pertanyaan yang ada. ({sebab})",
        "An expression points to a place that is not there. Use the ${{name}} of a question. "
        "({detail})",
    ),
    "engine.function": (
        "error",
        "Fungsi di rumus ini tidak dikenal. Hapus atau ganti. ({sebab})",
        "A function of this expression is not known. Remove or replace it. ({detail})",
    ),
    "engine.formula": (
        "error",
        "Rumus ini tidak dapat dijalankan. Periksa jumlah isian fungsinya. ({sebab})",
        "This expression cannot be run. Check what its functions are given. ({detail})",
    ),
    "engine.pattern": (
        "error",
        "Pola regex ini tidak dapat dipakai. Pakai pola yang lebih sederhana. ({sebab})",
        "This regex pattern cannot be used. Use a simpler one. ({detail})",
    ),
    "engine.big": (
        "error",
        "Formulir ini terlalu besar. Bagi menjadi beberapa formulir. ({sebab})",
        "This form is too big. Divide it into several. ({detail})",
    ),
    "engine.refused": (
        "error",
        "Aplikasi tidak dapat menjalankan bagian ini. Hapus atau ganti. ({sebab})",
        "The app cannot run this part. Remove or replace it. ({detail})",
    ),
}
