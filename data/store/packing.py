"""Folded cases and drafts made small: zstd, with the built-in dictionary where there is one.

packed = u8 form (0 plain, 1 zstd, 2 zstd with dictionary) || u8 dictionary number || bytes
"""

from __future__ import annotations

from collections.abc import Mapping

import zstandard

from data.model.problems import Code, Fault

LARGEST = 8 * 1024 * 1024  # a folded case is some kilobytes; more is damage, not data
_LEVEL = 6
_PLAIN, _ZSTD, _WITH_DICTIONARY = 0, 1, 2


class Packing:
    """Packs with the dictionary ``use`` (0: none); reads with any it was given.

    ``dictionaries``: number -> trained dictionary, as ``data.content`` holds them.
    """

    def __init__(self, dictionaries: Mapping[int, bytes] | None = None, use: int = 0) -> None:
        known = {
            number: zstandard.ZstdCompressionDict(raw)
            for number, raw in (dictionaries or {}).items()
        }
        self._use = use if use in known else 0
        if self._use:
            known[self._use].precompute_compress(level=_LEVEL)
        self._compressor = zstandard.ZstdCompressor(
            level=_LEVEL, dict_data=known.get(self._use), write_dict_id=False, write_checksum=False
        )
        self._plain_reader = zstandard.ZstdDecompressor()
        self._readers = {
            number: zstandard.ZstdDecompressor(dict_data=known[number]) for number in known
        }

    def pack(self, body: bytes) -> bytes:
        """Bytes to keep for ``body``. Raises ``ValueError`` above 8 MiB."""
        if len(body) > LARGEST:
            raise ValueError("too large to keep as one case")
        small = self._compressor.compress(body)
        if len(small) >= len(body):
            return bytes((_PLAIN, 0)) + body
        return bytes((_WITH_DICTIONARY if self._use else _ZSTD, self._use)) + small

    def unpack(self, packed: bytes) -> bytes:
        """The body again. Raises ``Fault(VAULT_DAMAGED)`` for bytes that were never packed here."""
        form, number, rest = packed[0], packed[1], packed[2:]
        if form == _PLAIN:
            return rest
        reader = self._plain_reader if form == _ZSTD else self._readers.get(number)
        if reader is None or form > _WITH_DICTIONARY:
            raise Fault(Code.VAULT_DAMAGED, packing=form)
        try:
            size = zstandard.frame_content_size(rest)
            if not 0 <= size <= LARGEST:
                raise Fault(Code.VAULT_DAMAGED, packing=form)
            return reader.decompress(rest)
        except zstandard.ZstdError as error:
            raise Fault(Code.VAULT_DAMAGED, packing=form) from error
