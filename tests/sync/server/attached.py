"""Attachments for tests of the city: sealed, named by letters, pushed by bare laptops."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import func, select

from data.ops.blob import CHUNK, SealedBlob, seal_blob
from data.ops.header import OWN, Header
from data.ops.op import Op
from sync.protocol.chunks import ChunkRecord, chunk_record
from sync.protocol.envelope import frames_that_came, open_piece
from sync.protocol.frame import StreamSealer, join_plain, parse_header
from sync.protocol.messages import Answer, BlobRanges, Hello, encode
from sync.server.ingest import Reception
from sync.server.store.blob_tables import BLOB_CHUNK
from tests.sync.server.laptop import (
    NOW,
    ClockedCity,
    Laptop,
    Stream,
    Writer,
    take,
)

DAY = 86_400


def sealed(size: int = 3 * CHUNK, place: int = 0) -> SealedBlob:
    return seal_blob(secrets.token_bytes(32), secrets.token_bytes(16), place, os.urandom(size))


def naming(writer: Writer, *named: SealedBlob, aud: str = OWN, rec: bytes = b"r" * 16) -> Op:
    att = [(one.blob32, one.size, one.count) for one in named]
    return writer.write("d", Header(rec=rec, lam=1, tw=NOW, fv="note/1", aud=aud, att=att))


def of(one: SealedBlob, *places: int) -> list[ChunkRecord]:
    chosen = places or tuple(range(one.count))
    return [ChunkRecord(one.blob32, i, one.chunks[i]) for i in chosen]


def push(
    laptop: Laptop,
    chunks: Iterable[ChunkRecord] = (),
    ops: Iterable[Op] = (),
    *,
    blobs: Iterable[BlobRanges] = (),
    certs: Iterable[bytes] = (),
) -> tuple[Answer, list[ChunkRecord]]:
    """One exchange: letters whole in frame 0, then a frame a chunk; the answer and what follows."""
    laptop.seq += 1
    rk, stream = X25519PrivateKey.generate(), secrets.token_bytes(16)
    public = rk.public_key().public_bytes_raw()
    hello = Hello(2, "test", public, {}, 1 << 16, 0, (NOW, None), tuple(certs), blobs=tuple(blobs))
    sealer = StreamSealer(
        Ed25519PrivateKey.from_private_bytes(laptop.device_seed),
        laptop.directory.transit,
        city=laptop.directory.city,
        stream=stream,
        seq=laptop.seq,
        stream_key=secrets.token_bytes(32),
    )
    letters = b"".join(b"\x01" + len(op.raw).to_bytes(2, "big") + op.raw for op in ops)
    plains = [join_plain(encode(hello), letters)]
    plains += [join_plain(b"", chunk_record(one.blob, one.i, one.body)) for one in chunks]
    frames = [
        sealer.frame(index, plain, last=index == len(plains) - 1)
        for index, plain in enumerate(plains)
    ]
    reception = Reception(laptop.city)
    for frame in frames:
        take(reception, frame)
    first = reception.answer()
    answer = Stream(laptop, frames, rk, stream, laptop.seq, sealer).open(first)
    if not reception.goes_on:
        assert parse_header(first).last
        return answer, []
    came = frames_that_came(first + b"".join(reception.pieces()))
    assert parse_header(came[-1]).last and not parse_header(first).last
    server, seq = laptop.directory.server, laptop.seq
    return answer, [
        record
        for index, piece in enumerate(came[1:], 1)
        for record in open_piece(piece, rk, server, stream=stream, seq=seq, index=index)
    ]


def told(answer: Answer, one: SealedBlob) -> BlobRanges | None:
    return next((said for said in answer.blobs if said.blob == one.blob32), None)


def stored(city: ClockedCity, one: SealedBlob) -> int:
    with city.database.reading() as connection:
        query = select(func.count()).select_from(BLOB_CHUNK).where(BLOB_CHUNK.c.blob == one.blob32)
        return int(connection.execute(query).scalar_one())


def writer_of(laptop: Laptop) -> tuple[Writer, list[bytes]]:
    writer = Writer()
    return writer, [laptop.certify(writer)]
