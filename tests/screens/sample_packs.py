"""Invented packs on the settings page, and a draft before it goes over to a newer form."""

from __future__ import annotations

from dataclasses import replace

from responder_app.flows import moving as words
from responder_app.flows import pack_words
from responder_app.work.take_pack import PackFacts, RefusedPack
from tests.screens import sample_rooms
from tests.screens.samples import NOW, Say
from ui.screens.moving import MovedRow, MovingModel
from ui.screens.settings import SettingsModel
from ui.screens.summary import UnplacedRow


def settings(say: Say, *, trouble: bool = False) -> SettingsModel:
    """A city's pack in use; with `trouble` one more was refused, and another is on its way."""
    facts = PackFacts(
        seq=7,
        name="Formulir Kota Contoh",
        made=int(NOW.timestamp()),
        version="0.1.0",
        signed=(("pembuat", "Rani", 0), ("pengesah", "Budi", 0)),
        forms=(("intake", "2026112201"), ("followup", "2026112201")),
        coming=(9, 96_000, 250_000) if trouble else None,
        refused=(RefusedPack(8, "signature"),) if trouble else (),
    )
    titles = {
        "intake": say("Catatan lengkap", "Full record"),
        "followup": say("Tindak lanjut", "Follow-up"),
    }
    said = pack_words.refusal("seq") if trouble else ""
    return replace(sample_rooms.settings(say), content=pack_words.shown(facts, titles, said))


def moving(say: Say) -> MovingModel:
    """Something of each kind."""
    return MovingModel(
        title=say("Catatan lengkap", "Full record"),
        code="W5N-93",
        lead=say(
            "Draf ini dimulai dengan versi 2026112201. Sejak itu kota mengirim versi 2026120101.",
            "This draft was begun with version 2026112201. The city sent version 2026120101 since.",
        ),
        required=(say("Apakah sekolah sudah tahu?", "Does the school know?"),),
        aside=(
            UnplacedRow(
                say("Ceritanya, dengan kata penyintas", "The story, in her own words"),
                say("Waktu itu saya sedang memasak.", "I was cooking."),
                words.why("gone"),
            ),
        ),
        changed=(MovedRow(say("Usia", "Age"), "", words.how("wrong")),),
        carried=(
            MovedRow(
                say("Apakah ia aman saat ini?", "Is she or he safe right now?"), say("Ya", "Yes")
            ),
            MovedRow(
                say("Di mana tempat aman malam ini?", "Where is a safe place tonight?"),
                say("Rumah keluarga", "Home of family"),
            ),
        ),
    )


def moving_nothing(say: Say) -> MovingModel:
    """A draft that was only begun: nothing to carry, nothing lost."""
    return replace(moving(say), required=(), aside=(), changed=(), carried=())
