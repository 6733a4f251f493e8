"""An urgent referral with nobody logged in: written, kept, laid again, taken on, forgotten."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from data.model.problems import Code, Fault, Refusal
from data.model.referral import ReferralStep
from data.ops.keys import x_public
from data.ops.op import Op, verify_one_use
from data.ops.payload import PayloadBody
from data.ops.receipt import read_receipt, sign_receipt
from data.store import u_files
from data.store.store import Store
from responder_app.work import desk, desk_door, door_mail, door_referral, road
from responder_app.work.door_mail import NOBODY, Standing
from responder_app.work.door_referral import Slip
from responder_app.work.world import World
from tests.attacks.thief import Thief, accepted
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_city import NOW

NAME = "Kerudung hijau di warung Bu Lik"
ANSWERS = {
    "safe_now": "tidak",
    "perp_nearby": "ya",
    "violence_types": "fisik psikis",
    "visible_injury": "ringan",
    "under_18": "tidak",
    "consent_store": "tidak_tahu",
    "legal_basis": "kepentingan_vital",
    "place_area_code": "21.72.04.1003",
    "address_note": "Gang Melur, rumah cat biru, masuk dari belakang",
    "safe_contact": "0812-0000-1111, sore",
    "contact_rule": "telepon_jam",
    "reporter_relation": "tetangga_warga",
    "entry_type": "tanda_bahaya",
}
AGREED = {
    **ANSWERS,
    "consent_store": "ya",
    "limits_explained": "ya",
    "consent_services": "uptd",
    "legal_basis": "",
    "survivor_name": NAME,
}
HOUR = 3600


def send(laptop: Laptop, answers: Mapping[str, str] = ANSWERS) -> Slip:
    """The press at the door."""
    slip: Slip = laptop.w(door_referral.send, laptop.device, answers)
    return slip


def look(laptop: Laptop) -> Standing:
    """What the door does each minute."""
    found: Standing = laptop.w(door_mail.look, laptop.device)
    return found


def files(laptop: Laptop) -> tuple[u_files.UFile, ...]:
    """What lies beside the mailbag."""
    return u_files.read_all(laptop.home).files


def carry(town: Town) -> None:
    """Both couriers come by, and the desk reads."""
    for _round in range(2):
        town.cadre.meet(town.city)
        town.desk.meet(town.city)
        town.desk.w(road.look)


@pytest.fixture
def door(town: Town) -> Town:
    """The same town; at the cadre's laptop nobody is in."""
    town.cadre.do(lambda store: store.lock())
    return town


def test_a_referral_of_the_door_reaches_the_desk_and_its_yes_comes_home(door: Town) -> None:
    slip = send(door.cadre, AGREED)
    assert slip.laid and slip.number.startswith("TP-") and len(slip.pin) == 6
    (file,) = files(door.cadre)
    assert look(door.cadre) == Standing(waiting=1)
    carry(door)
    (line,) = door.desk.w(desk.incoming).lines
    assert line.door and line.opid == Op.parse(file.raw).opid and line.area == "2172041003"
    view = door.desk.w(desk.open_referral, line.opid)
    assert view.readable
    assert view.facts["address_note"] == ANSWERS["address_note"]
    assert view.facts["safe_contact"] == ANSWERS["safe_contact"]
    assert "survivor_name" not in view.facts  # sealed until somebody gives a reason
    story = dict(door.desk.w(desk.open_story, line.opid, "menjemput").story or ())
    assert story["survivor_name"] == NAME
    door.desk.w(desk.answer, line.opid, ReferralStep.ACCEPTED)
    assert files(door.cadre)  # nothing has come home yet
    carry(door)
    assert look(door.cadre) == Standing(accepted=1)
    assert not files(door.cadre)
    assert look(door.cadre) == Standing(accepted=1)  # until somebody has read it
    door.cadre.do(door_mail.seen)
    assert look(door.cadre) == Standing()


def test_nobody_on_the_laptop_can_open_it_again(door: Town) -> None:
    secrets: list[bytes] = []

    def kept(count: int) -> bytes:
        secrets.append(os.urandom(count))
        return secrets[-1]

    world = replace(door.cadre.world, random=kept)
    door.cadre.do(door_referral.send, world, door.cadre.device, AGREED)
    (file,) = files(door.cadre)
    op = Op.parse(file.raw)
    assert op.head.aw is None and len(op.head.wraps) == 1
    assert verify_one_use(op, door.cadre.device.ed_public)
    door.cadre.stop()
    writer, ck = (one for one in secrets if len(one) == 32)
    for path in door.cadre.home.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert writer not in raw and ck not in raw and NAME.encode() not in raw, path.name
    door.cadre.start()


def test_it_is_a_tinggi_at_least_and_a_darurat_where_somebody_is_in_danger(door: Town) -> None:
    calm = {**AGREED, "safe_now": "ya", "perp_nearby": ""}
    assert send(door.cadre).level.word == "darurat"
    assert send(door.cadre, calm).level.word == "tinggi"
    pris = {Op.parse(one.raw).head.r.pri for one in files(door.cadre)}  # type: ignore[union-attr]
    assert pris == {3, 4}


def test_an_adult_who_is_safe_and_did_not_agree_is_not_told_of(door: Town) -> None:
    for said in ("tidak", "tidak_tahu", ""):
        quiet = {**ANSWERS, "safe_now": "ya", "perp_nearby": "", "consent_store": said}
        quiet["legal_basis"] = ""
        with pytest.raises(Refusal) as refused:
            send(door.cadre, quiet)
        assert refused.value.code is Code.CONSENT_MISSING
    assert not files(door.cadre)
    assert look(door.cadre) == Standing()


def test_a_child_is_told_of_on_the_law(door: Town) -> None:
    child = {**ANSWERS, "safe_now": "ya", "perp_nearby": "", "under_18": "ya"}
    child |= {"legal_basis": "kewajiban_hukum", "survivor_name": NAME}
    assert send(door.cadre, child).level.word == "tinggi"


def test_whose_slip_it_is_stands_outside_and_the_words_do_not(door: Town) -> None:
    assert not send(door.cadre).own
    assert send(door.cadre, {**AGREED, "reporter_relation": "penyintas"}).own
    for file in files(door.cadre):
        assert NAME.encode() not in file.raw and b"0812" not in file.raw


def test_every_one_of_them_has_one_size(door: Town) -> None:
    send(door.cadre)
    send(door.cadre, AGREED)
    send(door.cadre, {**AGREED, "address_note": "", "safe_contact": "", "contact_rule": ""})
    assert len({len(one.raw) for one in files(door.cadre)}) == 1


def test_without_a_city_it_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "new")
    try:
        assert laptop.do(door_referral.city_here, laptop.device) is None
        with pytest.raises(Refusal) as refused:
            send(laptop)
        assert refused.value.code is Code.NOT_ENROLLED
        assert look(laptop) == Standing()
        assert not files(laptop)
    finally:
        laptop.stop()


def test_a_lost_mailbag_gets_its_letters_again(door: Town) -> None:
    send(door.cadre)
    (file,) = files(door.cadre)
    opid = Op.parse(file.raw).opid
    door.cadre.stop()
    (door.cadre.home / "mailbag.db").unlink()
    for rest in door.cadre.home.glob("mailbag.db-*"):
        rest.unlink()
    door.cadre.device = door.cadre.device.with_new_mailbag(door.cadre.home)
    door.cadre.start()
    assert look(door.cadre) == Standing(waiting=1)
    bag = door.cadre.bag()
    assert bag.has([opid]) == {opid}
    assert {face.owner for face in bag.faces()} == {NOBODY}
    bag.close()


def test_a_mailbag_that_is_busy_gets_it_at_the_next_look(door: Town) -> None:
    home, device = door.cadre.home, door.cadre.device
    other = door.cadre.bag()
    opid = b""
    with other._drawer.transaction():  # somebody else holds the pen

        def impatient(store: Store, world: World) -> Slip:
            store.mailbag._drawer.run("PRAGMA busy_timeout = 50")
            return door_referral.send(store, world, device, ANSWERS)

        slip: Slip = door.cadre.do(impatient, door.cadre.world)
        assert not slip.laid
        (file,) = u_files.read_all(home).files
        opid = Op.parse(file.raw).opid
        assert not other.has([opid])
    other.close()
    assert look(door.cadre) == Standing(waiting=1)
    bag = door.cadre.bag()
    assert bag.has([opid]) == {opid}
    bag.close()


def test_a_damaged_file_is_left_and_told(door: Town) -> None:
    send(door.cadre)
    (file,) = files(door.cadre)
    path = door.cadre.home / file.name
    raw = bytearray(path.read_bytes())
    raw[40] ^= 1
    path.write_bytes(bytes(raw))
    other = door.cadre.home / "u-0123456789abcdef"
    other.write_bytes(u_files.packed(NOW, b"no letter at all"))
    assert look(door.cadre) == Standing(bad=2)
    assert path.read_bytes() == bytes(raw) and other.exists()


def test_the_phone_net_counts_from_the_file(door: Town) -> None:
    send(door.cadre)  # darurat: an hour
    send(door.cadre, {**AGREED, "safe_now": "ya", "perp_nearby": ""})  # tinggi: two
    door.cadre.clock.at += HOUR - 1
    assert look(door.cadre) == Standing(waiting=2)
    door.cadre.clock.at += 1
    assert look(door.cadre) == Standing(waiting=2, late=1)
    door.cadre.clock.at += HOUR
    assert look(door.cadre) == Standing(waiting=2, late=2, again=True)


def test_had_safe_age_and_a_return_delete_nothing(door: Town) -> None:
    door.city.safe = True
    send(door.cadre)
    carry(door)
    (line,) = door.desk.w(desk.incoming).lines
    door.desk.w(desk.answer, line.opid, ReferralStep.RETURNED, "alamat tidak jelas")
    carry(door)
    door.cadre.clock.at += 400 * 24 * HOUR
    standing = look(door.cadre)
    assert (standing.waiting, standing.accepted) == (1, 0)
    assert files(door.cadre)


def test_what_is_safe_at_the_city_is_not_laid_again_and_again(door: Town) -> None:
    send(door.cadre)
    door.city.safe = True
    carry(door)
    bag = door.cadre.bag()
    try:
        opid = Op.parse(files(door.cadre)[0].raw).opid
        bag.drop_safe([opid])
        look(door.cadre)
        assert not bag.has([opid])
    finally:
        bag.close()


def test_a_yes_counts_only_from_a_case_manager_whose_papers_hold(door: Town) -> None:
    send(door.cadre)
    carry(door)
    (line,) = door.desk.w(desk.incoming).lines
    writer = door.desk.do(lambda store: store.vault.keys.writer())
    door.desk.w(desk.answer, line.opid, ReferralStep.ACCEPTED)
    door.desk.meet(door.city)
    door.cadre.meet(door.city)
    bag = door.cadre.bag()
    bag._drawer.run("DELETE FROM cert WHERE doc = ?", writer.cert)
    assert look(door.cadre) == Standing(waiting=1)  # nobody's papers prove it yet
    thief = Thief(door.cadre)
    head = structs.replace(
        thief.head(os.urandom(16), x_public(door.city.desk)), lam=9, s=accepted(line.opid)
    )
    forged = thief.letter("s", head, PayloadBody("accept", {"step": "accepted"}))
    thief.feed(door_mail.scope_of(door.cadre.device), forged.raw)
    assert look(door.cadre) == Standing(waiting=1)
    assert files(door.cadre)
    bag.put_cert(writer.cert, "writer")
    bag.close()
    assert look(door.cadre) == Standing(accepted=1)


def test_an_erased_letter_takes_its_file_along(door: Town) -> None:
    send(door.cadre)
    carry(door)
    (file,) = files(door.cadre)
    opid = Op.parse(file.raw).opid
    bag = door.cadre.bag()
    receipt = read_receipt(bag.receipt() or b"")
    for seed, stays in ((os.urandom(32), True), (door.city.server, False)):
        said = structs.replace(receipt, srv=receipt.srv + 1, gone=[opid])
        bag._drawer.run("DELETE FROM receipt")
        bag.note_receipt(sign_receipt(said, seed), said.ep, said.srv)
        look(door.cadre)
        assert bool(files(door.cadre)) is stays
    bag.close()


def test_a_person_who_is_in_lays_what_the_door_left(town: Town) -> None:
    def only_file(store: Store, world: World) -> None:
        door_referral.send(store, world, town.cadre.device, ANSWERS)
        store.mailbag._drawer.run("DELETE FROM item")

    town.cadre.w(only_file)
    town.cadre.w(road.look)
    bag = town.cadre.bag()
    assert [face.owner for face in bag.faces() if face.pri == 4] == [NOBODY]
    bag.close()


def test_a_full_disk_says_so_and_leaves_nothing_behind(
    door: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Fault) as fault:
        send(door.cadre)
    monkeypatch.undo()
    assert fault.value.code is Code.DISK_FULL
    assert not list(door.cadre.home.glob("u-*"))
    assert look(door.cadre) == Standing()


def test_the_desk_sees_which_laptop_and_folds_a_flood_of_one(door: Town) -> None:
    send(door.cadre)
    carry(door)
    (first,) = (line.opid for line in door.desk.w(desk.incoming).lines)
    door.desk.clock.at += 60
    for _more in range(12):
        send(door.cadre)
    carry(door)
    found = door.desk.w(desk.incoming)
    laptop = desk_door.short(door.cadre.device.device16)
    assert {line.laptop for line in found.lines} == {laptop}
    assert len(found.lines) == desk_door.TEN
    assert first in {line.opid for line in found.lines}  # what came first is not hidden
    (group,) = found.folded
    assert len(group) == 3 and {line.laptop for line in group} == {laptop}
    assert all(line.door and line.level.word == "darurat" for line in group)
    door.desk.w(desk.open_referral, group[0].opid)
    door.desk.w(desk.answer, group[0].opid, ReferralStep.ACCEPTED)
    again = door.desk.w(desk.incoming)
    assert group[0].opid in {line.opid for line in again.lines}  # answered: by itself in the list
    assert len(again.folded[0]) == 2
