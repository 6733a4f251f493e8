"""The sentences of `responder-city laptops`, Indonesian and English."""

from __future__ import annotations

LAPTOP_TEXTS = {
    "cli.laptops": (
        "Daftar laptop dan kapan terakhir terdengar. Tanpa isi surat, tanpa nama orang.",
        "List laptops and when each was last heard of. No letters' content, no people's names.",
    ),
    "opt.silent": (
        "hanya laptop yang tidak terdengar selama sekian hari atau lebih",
        "only laptops not heard of for so many days or more",
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
}
