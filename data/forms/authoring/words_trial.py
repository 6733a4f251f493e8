"""What is said of the cases of the `uji` sheet."""

from __future__ import annotations

from data.forms.authoring.words_sheets import Said

TRIAL: dict[str, Said] = {
    "trial.none": (
        "error",
        "Lembar uji kosong. Tulis satu kasus untuk setiap tingkat: {levels}.",
        "The sheet uji is empty. Write a case for every level: {levels}.",
    ),
    "trial.level": (
        "error",
        "Tidak ada kasus uji yang lulus untuk tingkat {level}. Tambahkan kasus dengan harap level "
        "= {level}.",
        "No passing case of uji covers the level {level}. Add a case that expects level = {level}.",
    ),
    "trial.other": (
        "error",
        "Kasus “{case}”: {name} diharap “{expected}”, ternyata “{got}”. Perbaiki rumus atau "
        "harapan.",
        "Case “{case}”: {name} was expected to be “{expected}” and is “{got}”. Correct the "
        "expression or the expectation.",
    ),
    "trial.hidden": (
        "error",
        "Kasus “{case}”: {name} tersembunyi pada langkah ini, jadi tidak dapat dijawab. Periksa "
        "urutannya.",
        "Case “{case}”: {name} is hidden at this step and cannot be answered. Check the order.",
    ),
    "trial.choice": (
        "error",
        "Kasus “{case}”: “{got}” bukan pilihan {name}. Yang ada: {expected}.",
        "Case “{case}”: “{got}” is no choice of {name}. There are: {expected}.",
    ),
    "trial.question": (
        "error",
        "Kasus “{case}”: tidak ada pertanyaan “{name}”. Perbaiki namanya.",
        "Case “{case}”: there is no question “{name}”. Correct the name.",
    ),
    "trial.step": (
        "error",
        "Kasus “{case}”: langkah “{got}” tidak dikenal. Yang ada: {expected}.",
        "Case “{case}”: the step “{got}” is not known. There are: {expected}.",
    ),
    "trial.no-expectation": (
        "error",
        "Kasus “{case}” tidak mengharapkan apa pun. Tambahkan langkah harap.",
        "The case “{case}” expects nothing. Add a step harap.",
    ),
}
