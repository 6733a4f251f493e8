"""Certificates, directory, enrolment code: what is believed, and what is refused."""

from __future__ import annotations

import dataclasses
import itertools

import msgspec
import pytest

from data.model.people import Role
from data.ops.certs import (
    CertBook,
    CertProblem,
    UserCert,
    Voucher,
    WriterCert,
    check_voucher,
    make_user_cert,
    make_writer_cert,
    read_cert,
    sign_voucher,
    unwrap_desk_key,
    verify_writer,
    wrap_desk_key,
)
from data.ops.directory import (
    BaseDoc,
    ChangeDoc,
    DeskKey,
    Directory,
    DirectoryProblem,
    Revoked,
    sign_base,
    sign_change,
)
from data.ops.enrol_code import derive_code_keys, new_code, normalise_code, show_code
from data.ops.keys import LABEL_CERT, CannotOpen, ed_public, id16, rid8, x_public
from data.ops.signed import sign_document
from tests.data.ops.city import (
    ADMIN,
    CITY,
    DESK,
    ROOT,
    ROOT_ID,
    base_doc,
    book,
    directory,
    enrol,
    seed,
)

KADER = enrol(10)
DESK_PERSON = enrol(20, "case_manager", (f"desk:{CITY}",))


def test_a_writer_is_proved_from_its_key_up_to_the_root() -> None:
    person = book(KADER, DESK_PERSON).writer(KADER.writer_id)
    assert person.user == KADER.user_id
    assert person.device == KADER.device_id
    assert person.role is Role.KADER_PKK
    manager = book(KADER, DESK_PERSON).writer(DESK_PERSON.writer_id)
    assert manager.scopes == (f"desk:{CITY}",)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_papers_may_arrive_in_any_order(order: tuple[int, ...]) -> None:
    wires = [KADER.papers[place] for place in order]
    assert verify_writer(KADER.writer_id, wires, directory()).user == KADER.user_id


@pytest.mark.parametrize(
    ("missing", "code"), [(0, "unknown_voucher"), (1, "unknown_user"), (3, "unknown_writer")]
)
def test_a_missing_paper_is_named(missing: int, code: str) -> None:
    wires = [paper for place, paper in enumerate(KADER.papers) if place != missing]
    with pytest.raises(CertProblem) as problem:
        verify_writer(KADER.writer_id, wires, directory())
    assert problem.value.code == code


def test_authorship_does_not_hang_on_the_laptops_paper() -> None:
    wires = [KADER.papers[0], KADER.papers[1], KADER.papers[3]]
    person = verify_writer(KADER.writer_id, wires, directory())
    assert person.user == KADER.user_id
    assert person.device == bytes(16)


def test_a_voucher_signed_by_anybody_but_the_admin_proves_nothing() -> None:
    forged = enrol(30, "case_manager", (f"desk:{CITY}",), admin=seed(99))
    with pytest.raises(CertProblem, match="unknown_voucher"):
        book(forged).writer(forged.writer_id)


def test_nobody_can_certify_a_key_that_is_not_theirs() -> None:
    thief = enrol(40)
    signer, victim = id16(ed_public(thief.user)), ed_public(KADER.writer)
    stolen = WriterCert(CITY, victim, bytes(16), thief.mailbag, 0, bytes(64))
    wire = sign_document(stolen, thief.user, LABEL_CERT)
    papers = [*thief.papers, wire, *KADER.papers]
    assert signer == thief.user_id
    assert verify_writer(KADER.writer_id, papers, directory()).user == KADER.user_id
    with pytest.raises(CertProblem):
        verify_writer(KADER.writer_id, [*thief.papers, wire], directory())
    claimed = UserCert(CITY, ed_public(KADER.user), x_public(seed(1)), bytes(64))
    wire = sign_document(claimed, thief.code, LABEL_CERT)
    papers = [thief.papers[0], wire, KADER.papers[3]]
    with pytest.raises(CertProblem):
        verify_writer(KADER.writer_id, papers, directory())


def test_papers_of_another_city_or_of_a_demo_are_refused() -> None:
    for changes in ({"city": 1}, {"demo": True}):
        voucher = msgspec.structs.replace(
            Voucher(CITY, ed_public(seed(50)), "nakes", "2172011003", "x", [], 0), **changes
        )
        with pytest.raises(CertProblem, match="city"):
            check_voucher(read_cert(sign_voucher(voucher, ADMIN)), directory())
    other = make_user_cert(KADER.code, CITY + 1, KADER.user, KADER.reading)
    with pytest.raises(CertProblem):
        verify_writer(KADER.writer_id, [KADER.papers[0], other, KADER.papers[3]], directory())


def test_a_second_laptop_is_another_writer_of_the_same_person() -> None:
    second = make_writer_cert(KADER.user, CITY, seed(77), b"v" * 16, b"m" * 16, 1)
    people = CertBook(directory(), [*KADER.papers, second])
    assert people.writer(id16(ed_public(seed(77)))).user == KADER.user_id
    assert people.writer_key(KADER.writer_id) == ed_public(KADER.writer)
    assert people.user_key(KADER.user_id) == x_public(KADER.reading)
    assert people.device(KADER.device_id).mailbag == KADER.mailbag


def test_the_chain_that_travels_proves_the_writer_alone() -> None:
    wires = book(KADER, DESK_PERSON).chain(KADER.writer_id)
    assert sorted(wires) == sorted(KADER.papers)


@pytest.mark.parametrize("what", ["user", "device", "writer", "code"])
def test_a_revoked_identity_is_told_with_the_person_it_was(what: str) -> None:
    identity = {
        "user": KADER.user_id,
        "device": KADER.device_id,
        "writer": KADER.writer_id,
        "code": id16(ed_public(KADER.code)),
    }[what]
    first = directory()
    change = ChangeDoc(CITY, 1, first.hash, 5, [Revoked(identity, what, "hilang")])
    later = Directory.load([*first.wires, sign_change(change, ADMIN)], ROOT_ID)
    with pytest.raises(CertProblem) as problem:
        CertBook(later, KADER.papers).writer(KADER.writer_id)
    assert problem.value.code == "revoked"
    assert problem.value.person is not None
    assert problem.value.person.user == KADER.user_id


def test_garbage_is_no_paper() -> None:
    for wire in (b"", b"\x93", b"\xc1" * 40, KADER.papers[0][:-1], b"\x91" * 100_000):
        with pytest.raises(CertProblem, match="form"):
            read_cert(wire)


def test_a_desk_key_is_handed_to_one_reader() -> None:
    wrap = wrap_desk_key(DESK, x_public(seed(3)), city=CITY)
    rid = rid8(x_public(DESK))
    assert unwrap_desk_key(wrap, seed(3), rid, city=CITY) == DESK
    for reader, city in ((seed(4), CITY), (seed(3), CITY + 1)):
        with pytest.raises(CannotOpen):
            unwrap_desk_key(wrap, reader, rid, city=city)


def _chain(*changes: ChangeDoc, signer: bytes = ROOT) -> Directory:
    now = directory()
    for change in changes:
        numbered = msgspec.structs.replace(change, seq=now.seq + 1, prev=now.hash)
        now = Directory.load([*now.wires, sign_change(numbered, signer)], ROOT_ID)
    return now


def test_the_directory_takes_only_its_own_root() -> None:
    assert directory().city == CITY
    with pytest.raises(DirectoryProblem, match="root"):
        Directory.load([sign_base(base_doc(), ROOT)], id16(ed_public(seed(99))))
    with pytest.raises(DirectoryProblem, match="root"):
        Directory.load([sign_base(base_doc(), seed(99))], ROOT_ID)
    with pytest.raises(DirectoryProblem, match="root"):
        Directory.load([b"junk"], ROOT_ID)


def test_new_keys_come_last_and_old_ones_stay_readable() -> None:
    new_desk, new_server = x_public(seed(61)), ed_public(seed(62))
    later = _chain(
        ChangeDoc(CITY, 0, bytes(32), 5, desk=[DeskKey(rid8(new_desk), new_desk, 9)]),
        ChangeDoc(CITY, 0, bytes(32), 6, server=new_server),
    )
    first = directory()
    assert later.seq == 2
    assert later.desk_current.pub == new_desk and len(later.desk) == 2
    assert later.server == new_server
    assert later.server_key(id16(first.server)) == first.server
    assert later.holds(0, first.hash) and later.holds(2, later.hash)
    assert not later.holds(0, later.hash) and not later.holds(3, later.hash)
    assert later.after(0) == later.wires[1:]


def test_the_admin_may_revoke_but_never_change_a_key() -> None:
    gone = [Revoked(bytes(16), "device", "dicuri")]
    assert _chain(ChangeDoc(CITY, 0, bytes(32), 5, revoke=gone), signer=ADMIN).seq == 1
    for change in (
        ChangeDoc(CITY, 0, bytes(32), 5, server=bytes(32)),
        ChangeDoc(CITY, 0, bytes(32), 5, desk=[DeskKey(bytes(8), bytes(32), 0)]),
        ChangeDoc(CITY, 0, bytes(32), 5, recovery=bytes(32)),
    ):
        assert _chain(change, signer=ADMIN).seq == 0
    assert _chain(ChangeDoc(CITY, 0, bytes(32), 5, revoke=gone), signer=seed(99)).seq == 0


def test_a_revoked_server_key_counts_no_more() -> None:
    old = directory().server
    gone = [Revoked(id16(old), "server", "bocor")]
    later = _chain(ChangeDoc(CITY, 0, bytes(32), 5, revoke=gone, server=ed_public(seed(62))))
    assert later.server_key(id16(old)) is None


def test_documents_in_any_order_give_one_directory_and_a_hole_ends_it() -> None:
    gone = [Revoked(bytes(16), "device", "dicuri")]
    change = ChangeDoc(CITY, 0, bytes(32), 5, revoke=gone)
    three = _chain(change, change, change)
    for order in itertools.permutations(three.wires):
        assert Directory.load(order, ROOT_ID) == three
    assert Directory.load([*three.wires[:2], three.wires[3]], ROOT_ID).seq == 1


def test_two_stories_at_one_place_are_a_fork_and_refused() -> None:
    first = directory()
    stories = [
        sign_change(ChangeDoc(CITY, 1, first.hash, at, transit=x_public(seed(at))), ROOT)
        for at in (5, 6)
    ]
    with pytest.raises(DirectoryProblem, match="fork"):
        Directory.load([*first.wires, *stories], ROOT_ID)
    other = msgspec.structs.replace(base_doc(), name="Kota Lain")
    with pytest.raises(DirectoryProblem, match="fork"):
        Directory.load([*first.wires, sign_base(other, ROOT)], ROOT_ID)


def test_a_directory_with_keys_of_the_wrong_length_is_none() -> None:
    short = msgspec.structs.replace(base_doc(), transit=b"short")
    assert isinstance(short, BaseDoc)
    with pytest.raises(DirectoryProblem):
        Directory.load([sign_base(short, ROOT)], ROOT_ID)
    assert dataclasses.is_dataclass(directory())


def test_a_code_forgives_what_people_type() -> None:
    code = new_code(bytes(range(8)))
    assert len(code) == 12
    assert normalise_code(show_code(code).lower()) == code
    assert normalise_code("O0IL-1111 2222") == "001111112222"
    for typed in ("", "ABCD-EFGH-JKM", "UUUU-UUUU-UUUU", "ÄBCD-EFGH-JKMN"):
        assert normalise_code(typed) is None


def test_a_code_gives_two_keys_bound_to_the_city() -> None:
    code = new_code(bytes(range(8)))
    keys = derive_code_keys(code, ROOT_ID)
    assert keys == derive_code_keys(show_code(code).lower(), ROOT_ID)
    assert keys.ed_seed != keys.x_seed
    assert keys != derive_code_keys(code, bytes(16))
    assert keys.ed_seed.hex() not in repr(keys)
    with pytest.raises(ValueError, match="not a code"):
        derive_code_keys("nonsense", ROOT_ID)
