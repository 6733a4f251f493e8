"""What every errand on the road stands on: mailbag, keys, clocks, chance; and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from data.model.road import RoadCode
from data.ops.directory import Directory, DirectoryProblem
from data.store.device import DeviceKeys
from data.store.mailbag import Mailbag


@dataclass(frozen=True, slots=True)
class Ground:
    """``now``: Unix seconds by the laptop; ``random(n)``: n secret random bytes; ``app``: version.

    ``demo``: the home is a demo's, which alone may meet a demo city.
    """

    bag: Mailbag
    device: DeviceKeys
    now: Callable[[], int]
    random: Callable[[int], bytes]
    app: str = "0.1"
    demo: bool = False

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The device key that signs frames."""
        return Ed25519PrivateKey.from_private_bytes(self.device.ed_seed)

    def directory(self) -> Directory | None:
        """The verified directory of this laptop's city, or None before enrolment."""
        root_id = self.bag.meta("root_id")
        if not root_id:
            return None
        try:
            return Directory.load(self.bag.directory_docs(), root_id)
        except DirectoryProblem:
            return None


@dataclass(slots=True)
class SyncOutcome:
    """How one pass ended: never an exception, always a code and honest counts.

    ``code`` IDLE: everything went well. ``word``: for the log. ``frames_out``: frames wholly
    handed to a wire that then broke. ``clock_offset``: city minus laptop, seconds, if it was
    learnt. ``people``: certificates of colleagues that came;
    ``chunks_sent``, ``chunks_came``: of attachments, that count.
    ``next_after``: seconds after which the city wants to see us again. ``left``: how many
    letters waited when the pass last looked for something to send, None if it never did.
    """

    code: RoadCode = RoadCode.IDLE
    word: str = "ok"
    exchanges: int = 0
    ops_sent: int = 0
    ops_pulled: int = 0
    pack_bytes: int = 0
    people: int = 0
    chunks_sent: int = 0
    chunks_came: int = 0
    frames_out: int = 0
    retry_after: int | None = None
    next_after: int | None = None
    clock_offset: int | None = None
    unfit: set[bytes] = field(default_factory=set)
    left: int | None = None

    @property
    def good(self) -> bool:
        """Whether the pass did all it could."""
        return self.code is RoadCode.IDLE
