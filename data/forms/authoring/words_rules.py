"""What is said by the lint rules on scores, texts, records, versions and the decision table."""

from __future__ import annotations

from data.forms.authoring.words_sheets import Said

RULES: dict[str, Said] = {
    "score.sum": (
        "error",
        "sum() atas “{name}” menjadi kosong bila satu jawaban kosong. Pakai if(${{{name}}} = 'ya', "
        "1, 0) atau count().",
        "sum() over “{name}” turns blank when one answer is missing. Use if(${{{name}}} = 'ya', "
        "1, 0) or count().",
    ),
    "score.shape": (
        "error",
        "Skor ini menghitung “{name}” langsung, dan kosong bila tidak dijawab. Pakai "
        "if(${{{name}}} = 'ya', 1, 0).",
        "This score reckons with “{name}” itself and turns blank when it is not answered. Use "
        "if(${{{name}}} = 'ya', 1, 0).",
    ),
    "score.hidden": (
        "error",
        "Skor “{name}” bisa tersembunyi sehingga kosong. Pindahkan ke luar grup dan hapus "
        "relevant.",
        "The score “{name}” can be hidden and would be blank. Move it out of the group and drop "
        "its relevant.",
    ),
    "level.no-count": (
        "error",
        "Formulir dengan level harus punya hitungan “{name}”. Tambahkan baris calculate bernama "
        "{name}.",
        "A form with a level must have the count “{name}”. Add a calculate row named {name}.",
    ),
    "level.no-incomplete": (
        "error",
        "level harus bisa berisi belum_lengkap. Tambahkan: if(${{answered}} < ${{asked}}, "
        "'belum_lengkap', 'rendah').",
        "level must be able to say belum_lengkap. Add: if(${{answered}} < ${{asked}}, "
        "'belum_lengkap', 'rendah').",
    ),
    "level.uncounted": (
        "warning",
        "“{name}” ikut menentukan level, tetapi boleh kosong dan tidak dihitung di answered. "
        "Wajibkan, atau hitung.",
        "“{name}” helps decide the level, yet may stay empty and is not counted in answered. "
        "Require or count it.",
    ),
    "level.ignored": (
        "warning",
        "“{name}” ditanyakan, tetapi tidak memengaruhi level dan tidak disimpan di catatan. "
        "Masukkan "
        "ke rumus atau isi save_to.",
        "“{name}” is asked, yet changes no level and is kept in no record. Use it in an expression "
        "or fill in save_to.",
    ),
    "level.low-empty": (
        "error",
        "Tanpa satu jawaban pun level sudah rendah. Dahulukan belum_lengkap di rumus level.",
        "Without a single answer the level is already rendah. Let belum_lengkap come first.",
    ),
    "level.low-open": (
        "error",
        "Pada kasus “{case}” level tetap rendah walau “{name}” dikosongkan. Hitung pertanyaan itu "
        "di answered.",
        "In the case “{case}” the level stays rendah although “{name}” is left empty. Count it "
        "in answered.",
    ),
    "text.no-language": (
        "error",
        "Tidak ada kolom label untuk bahasa {mark}. Tambahkan label::Bahasa Indonesia (id) dan "
        "label::English (en).",
        "There is no label column for the language {mark}. Add label::Bahasa Indonesia (id) and "
        "label::English (en).",
    ),
    "text.default-language": (
        "error",
        "default_language “{default}” bukan salah satu bahasa kolom label: {languages}. Samakan "
        "tulisannya.",
        "The default_language “{default}” is none of the label columns' languages: {languages}. "
        "Write it alike.",
    ),
    "text.untranslated": (
        "error",
        "Teks {language} belum ada. Isi sel ini agar semua petugas dapat membacanya.",
        "The text in {language} is missing. Fill in this cell so that everybody can read it.",
    ),
    "text.half-translated": (
        "warning",
        "Teks {language} belum ada, padahal bahasa lain ada. Isi sel ini.",
        "The text in {language} is missing while another language has it. Fill in this cell.",
    ),
    "text.long": (
        "error",
        "Kalimat “{start} …” berisi {count} kata. Paling banyak {most}. Bagi menjadi dua kalimat.",
        "The sentence “{start} …” has {count} words. At most {most}. Make it two sentences.",
    ),
    "text.long-en": (
        "warning",
        "Kalimat Inggris “{start} …” berisi {count} kata. Paling banyak {most}.",
        "The English sentence “{start} …” has {count} words. At most {most}.",
    ),
    "text.no-why": (
        "warning",
        "Pertanyaan “{name}” tidak menjelaskan mengapa ditanyakan. Isi guidance_hint.",
        "The question “{name}” does not say why it is asked. Fill in guidance_hint.",
    ),
    "record.no-entities": (
        "error",
        "save_to “{name}” perlu lembar entities. Tambahkan lembar itu dengan dataset dan label.",
        "save_to “{name}” needs a sheet entities. Add it, with a dataset and a label.",
    ),
    "record.undeclared": (
        "error",
        "save_to “{name}” tidak ada di fields.csv. Perbaiki namanya, atau kosongkan sel ini.",
        "save_to “{name}” is not in fields.csv. Correct the name or empty this cell.",
    ),
    "record.type": (
        "error",
        "“{name}” di catatan bertipe {type}, tetapi pertanyaannya {kind}. Ganti salah satunya.",
        "“{name}” is a {type} in the record, but the question is a {kind}. Change one of them.",
    ),
    "image.unknown": (
        "warning",
        "Gambar “{name}” tidak dipakai formulir bawaan, jadi mungkin tidak tampil. Misalnya: "
        "{known}.",
        "No shipped form uses the picture “{name}”, so it may not show. For example: {known}.",
    ),
    "record.before-consent": (
        "error",
        "“{name}” mengenali orang tetapi ditanyakan sebelum batas dan persetujuan. Pindahkan ke "
        "sesudahnya.",
        "“{name}” identifies a person but is asked before limits and consent. Move it behind them.",
    ),
    "record.without-consent": (
        "error",
        "“{name}” mengenali orang tetapi tampil tanpa persetujuan. Isi relevant: "
        "${{consent_store}} = 'ya'.",
        "“{name}” identifies a person but shows without consent. Fill in relevant: "
        "${{consent_store}} = 'ya'.",
    ),
    "version.rise": (
        "error",
        "Isi berubah, tetapi version {new} tidak lebih tinggi dari {old}. Naikkan version.",
        "The contents changed, but version {new} is not above {old}. Raise the version.",
    ),
    "version.type": (
        "error",
        "Jenis “{name}” berubah, padahal namanya sama. Jawaban lama akan rusak. Pakai nama baru.",
        "The type of “{name}” changed under the same name. Old answers would break. Use a new "
        "name.",
    ),
    "version.moved": (
        "error",
        "“{name}” pindah dari bagian {old} ke {new}. Kembalikan, atau pakai nama baru.",
        "“{name}” moved from the part {old} to {new}. Move it back or use a new name.",
    ),
    "version.choice": (
        "error",
        "Pilihan “{value}” untuk “{name}” dihapus. Kembalikan ke daftar {list} dan isi retired = "
        "ya.",
        "The choice “{value}” of “{name}” was deleted. Put it back into the list {list} with "
        "retired = ya.",
    ),
    "version.gone": (
        "warning",
        "Pertanyaan “{name}” dari versi lama sudah tidak ada. Jawaban di draf lama akan disimpan "
        "terpisah.",
        "The question “{name}” of the older version is gone. Answers in open drafts are kept "
        "apart.",
    ),
    "version.meaning": (
        "warning",
        "Bunyi “{name}” sangat berbeda dari versi lama. Bila artinya lain, pakai nama baru.",
        "The wording of “{name}” differs much from the older version. If it means something else, "
        "use a new name.",
    ),
    "pathway.vanished": (
        "error",
        "“{name}” hilang, padahal dipakai tabel rujukan (pathway.csv, {row}). Kembalikan "
        "pertanyaan "
        "itu.",
        "“{name}” is gone although the decision table needs it (pathway.csv, {row}). Put the "
        "question back.",
    ),
    "pathway.unknown": (
        "error",
        "Aturan {id} menanyakan “{name}”, yang tidak dikenal aplikasi. Perbaiki namanya.",
        "Rule {id} asks about “{name}”, which the app does not know. Correct the name.",
    ),
    "pathway.grammar": (
        "error",
        "Aturan {id}: syarat ini tidak dapat dibaca: {text}. Tulis misalnya: safe_now = tidak or "
        "level in (tinggi, darurat).",
        "Rule {id}: this condition cannot be read: {text}. Write for example: safe_now = tidak or "
        "level in (tinggi, darurat).",
    ),
    "pathway.answer": (
        "error",
        "Aturan {id} menunggu “{name}” = “{value}”, tetapi pilihan itu tidak ada. Perbaiki "
        "nilainya.",
        "Rule {id} waits for “{name}” = “{value}”, but there is no such choice. Correct the value.",
    ),
    "reason.missing": (
        "error",
        "Alasan “{code}” belum punya kata-kata. Tambahkan barisnya di reasons.csv.",
        "The reason “{code}” has no words yet. Add its row to reasons.csv.",
    ),
    "table.word": (
        "error",
        "Pada “{id}”: “{word}” tidak dikenal. Yang ada: {known}.",
        "At “{id}”: “{word}” is not known. There are: {known}.",
    ),
    "table.never": (
        "error",
        "Aturan {id}: jumlah larangan berbeda antara kedua bahasa. Samakan.",
        "Rule {id}: the two languages name a different number of things never to do. Match them.",
    ),
    "table.vanished": (
        "error",
        "“{name}” hilang dari {file}, padahal draf lama masih memerlukannya. Kembalikan barisnya.",
        "“{name}” is gone from {file}, but open drafts still need it. Put the row back.",
    ),
    "table.changed": (
        "error",
        "“{name}” berubah dari {old} menjadi {new}. Catatan lama akan rusak. Pakai nama baru.",
        "“{name}” changed from {old} to {new}. Old records would break. Use a new name.",
    ),
    "table.no-form": (
        "error",
        "forms.csv menyebut “{id}”, tetapi formulirnya tidak ada. Sertakan formulirnya.",
        "forms.csv names “{id}”, but there is no such form. Put the form beside it.",
    ),
    "table.columns": (
        "error",
        "Tabel {name} tidak punya kolom: {missing}. Mulailah dari tabel bawaan.",
        "The table {name} lacks the columns: {missing}. Begin with the shipped table.",
    ),
    "table.type": (
        "error",
        "Tipe “{type}” untuk “{name}” tidak dikenal. Yang ada: {known}.",
        "The type “{type}” of “{name}” is not known. There are: {known}.",
    ),
    "content.broken": (
        "error",
        "Isi folder {name} tidak dapat dibaca ({detail}). Bandingkan dengan berkas bawaan.",
        "The folder {name} cannot be read ({detail}). Compare it with the shipped files.",
    ),
    "content.page": (
        "error",
        "{sebab}",
        "{detail}",
    ),
    "pack.ignored": (
        "warning",
        "{name} bukan formulir atau tabel paket, jadi tidak ikut. Pindahkan atau hapus.",
        "{name} is neither a form nor a table of packs and was left out. Move or delete it.",
    ),
    "pack.twice": (
        "error",
        "Formulir “{id}” ada di dua berkas: {name} dan {other}. Pilih satu.",
        "The form “{id}” is in two files: {name} and {other}. Keep one.",
    ),
}
