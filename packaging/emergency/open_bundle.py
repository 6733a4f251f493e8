"""Which letters a stick's file holds, without Satu Pintu: reads what `age -d` prints.

    age -d -i transit.txt arsip-x7k2p9qa.dat | python3 open_bundle.py [--out FOLDER]

Standard library only; README.md beside it says the rest. Signatures are not checked here.
"""

import hashlib
import struct
import sys
from collections.abc import Iterator
from pathlib import Path


def letters(data: bytes, table: list[bytes], tops: dict[bytes, int]) -> Iterator[tuple[str, bytes]]:
    """What stands in one frame: a line and the bytes. `table` and `tops` live for a stream."""
    place, opids = 0, dict[tuple[bytes, int], bytes]()

    def take(size: int) -> bytes:
        nonlocal place
        place += size
        return data[place - size : place]

    def varint() -> int:
        number, shift = 0, 0
        while (byte := take(1)[0]) >= 0x80:
            number, shift = number | (byte & 0x7F) << shift, shift + 7
        return number | byte << shift

    while place < len(data):
        flags = take(1)[0]
        if flags == 0x40:
            blob, i = take(32).hex(), varint()
            yield f"chunk {i} of attachment {blob}", take(int.from_bytes(take(2), "big"))
            continue
        if flags & 1:
            stored = take(int.from_bytes(take(2), "big"))
        else:
            kind, version = take(1), b"\2" if flags & 2 else take(1)
            if flags & 4:
                table.append(take(16))
            if not flags & 8:  # table[0]: the writer of the record before
                table[0] = table[-1] if flags & 4 else table[varint() + 1]
            n = tops.get(table[0], 0) + 1 if flags & 0x10 else varint()
            prev = opids.get((table[0], n - 1), bytes(32)) if flags & 0x20 else take(32)
            head = version + kind + table[0] + struct.pack(">Q", n) + prev + take(varint())
            sig, payload = take(64), take(varint())
            tops[table[0]] = n
            stored = struct.pack(">H", len(head)) + head + sig
            stored += struct.pack(">H", len(payload)) + payload
        end = 2 + int.from_bytes(stored[:2], "big")
        tail, gone = stored[end + 66 :], stored[end + 64 : end + 66] == b"\xff\xff"
        core = stored[:end] + (tail if gone else hashlib.sha256(tail).digest())
        opid = hashlib.sha256(b"psk/opid/2\0" + core + stored[end : end + 64]).digest()
        writer, n = stored[4:20], int.from_bytes(stored[20:28], "big")
        opids[writer, n] = opid
        yield f"letter {opid.hex()} kind {chr(stored[3])} writer {writer.hex()} n {n}", stored


plain, out = sys.stdin.buffer.read(), Path(sys.argv[2]) if sys.argv[1:2] == ["--out"] else None
if plain[:4] != b"PSKB" or len(plain) < 52:
    sys.exit("This is no bundle.")
name, device, at, count = struct.unpack(">16s16sQI", plain[8:52])
whole = hashlib.sha256(plain[:-32]).digest() == plain[-32:]
print(f"bundle {name.hex()} laptop {device.hex()} at {at} frames {count} whole {whole}")
place, table, tops = 52, [b""], dict[bytes, int]()
for _ in range(count):
    end = place + 4 + int.from_bytes(plain[place : place + 4], "big")
    frame, place = plain[place + 4 : end], end
    if end > len(plain) or frame[4] != 3:
        print("answer of the city" if end <= len(plain) else "the rest is missing")
        continue
    for line, stored in letters(frame[152 + int.from_bytes(frame[150:152], "big") :], table, tops):
        print(line)
        if out:
            (out / f"{line.split()[0]}-{hashlib.sha256(stored).hexdigest()[:16]}").write_bytes(
                stored
            )
