"""The sentences of `responder-city laptops` and `new-keys`, Indonesian and English."""

from __future__ import annotations

CARE_TEXTS = {
    "cli.laptops": (
        "Daftar laptop dan kapan terakhir terdengar. Tanpa isi surat, tanpa nama orang.",
        "List laptops and when each was last heard of. No letters' content, no people's names.",
    ),
    "opt.silent": (
        "hanya laptop yang tidak terdengar selama sekian hari atau lebih",
        "only laptops not heard of for so many days or more",
    ),
    "opt.trust": (
        "laptop yang salinannya sudah dimusnahkan: mulai lagi menyerahkan surat kepadanya",
        "a laptop whose copy was destroyed: hand letters out to it again",
    ),
    "laptops.trusted": (
        "Laptop {laptop} menerima surat lagi. Yang ia kirim selalu diterima juga sebelumnya.",
        "Laptop {laptop} is handed letters again. What it sent was always taken.",
    ),
    "laptops.none": ("Tidak ada laptop seperti itu.", "There is no such laptop."),
    "laptops.line": (
        "Laptop {laptop}: terakhir terdengar {days} hari lalu, {people} orang, wilayah "
        "{areas}{marks}.",
        "Laptop {laptop}: last heard of {days} days ago, {people} people, area {areas}{marks}.",
    ),
    "laptops.silent": (
        "lama tidak terdengar: hubungi kantornya, mungkin ada surat yang belum terkirim",
        "silent for long: ask its office, letters may wait there",
    ),
    "laptops.copied": (
        "nomornya mundur: mungkin disk disalin; kiriman diterima, ambilan ditutup",
        "its numbers ran backwards: its disk may have been copied; it may send, not fetch",
    ),
    "laptops.revoked": ("aksesnya sudah dicabut", "its access was taken back"),
    "cli.new-keys": (
        "Kunci baru bila server.secrets hilang atau diketahui orang. Perlu dua kertas root.",
        "New keys when server.secrets was lost or seen by somebody. Needs two papers of the root.",
    ),
    "opt.paper": (
        "berkas berisi tulisan satu kertas root; sebutkan dua kali",
        "a file with the text of one paper of the root; name two",
    ),
    "opt.new-secrets": ("tulis rahasia baru ke berkas ini", "write the new secrets to this file"),
    "did.new-keys": (
        "Kunci baru berlaku: {path}. Jalankan kota lagi; laptop mengetahuinya sendiri. Flashdisk "
        "yang ditulis sebelumnya tidak dapat dibuka: laptop menulisnya lagi.",
        "The new keys are in use: {path}. Start the city again; laptops learn it by themselves. "
        "Sticks written before cannot be opened: laptops write them again.",
    ),
    "err.city.root-papers": (
        "Kedua kertas itu bukan kertas root kota ini. Tidak ada yang diubah.",
        "These two papers are not this city's root. Nothing was changed.",
    ),
}
