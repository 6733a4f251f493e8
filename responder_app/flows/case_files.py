"""The files of the case on show, at its author's and at the desk: fetched, looked at, saved.

A picture's bytes go from the vault straight to the child process; what is shown, and what is saved
as a copy to show, is made of the pixels that come back.
"""

from __future__ import annotations

from collections.abc import Callable

from responder_app.flows.labels import Labels
from responder_app.flows.record_files import file_words
from responder_app.flows.stage import Stage
from responder_app.work import case_files
from responder_app.work.case_files import CaseFile, FileState
from ui.pixels import LARGEST_SIDE, as_jpeg
from ui.screens.picture import PictureModel
from ui.widgets.file_list import FileLine
from ui.words import phrases
from ui.words.translate import translate

_ICONS = {"image": "image", "audio": "sound"}
_PLACES = {
    FileState.WAITS: "di_laptop",
    FileState.ONLY_HERE: "di_laptop",
    FileState.GOING: "terkirim",
    FileState.AT_CITY: "terkirim",
}
Pixels = Callable[[bytes], None]


class CaseFilesFlow:
    """``room`` ("case" or "desk"): where the files stand, and where a picture leads back to."""

    def __init__(self, stage: Stage, labels: Labels, room: str, asked_again: Callable[[], None]):
        self._stage = stage
        self._labels = labels
        self._room = room
        self._asked_again = asked_again
        self._rec = b""
        self._files: dict[str, CaseFile] = {}
        self._looking = ""
        stage.window.picture.closed.connect(self._on_closed)

    def lines(self, rec: bytes, files: tuple[CaseFile, ...]) -> tuple[FileLine, ...]:
        """The files of the case on show, in words."""
        self._rec = rec
        self._files = {one.sha256.hex(): one for one in files}
        return tuple(self._line(one) for one in files)

    def _line(self, one: CaseFile) -> FileLine:
        kind = one.mime.partition("/")[0]
        return FileLine(
            id=one.sha256.hex(),
            icon=_ICONS.get(kind, "file"),
            title=file_words(one.mime, one.size),
            about=self._about(one),
            state=_PLACES.get(one.state, ""),
            place=_place(one),
            words=_words(one),
            share=one.done / one.total if _moves(one) and one.done else None,
            can=self._can(one),
        )

    def _about(self, one: CaseFile) -> str:
        return self._labels.brief("ev_type", one.of, self._stage.here.language) if one.of else ""

    def _can(self, one: CaseFile) -> frozenset[str]:
        can = set()
        if one.here and one.picture:
            can.add("open")
        if one.here and self._room == "desk":
            can |= {"save", "save_clean"} if one.picture else {"save"}
        if one.state in (FileState.AWAY, FileState.DIFFERS):
            can.add("fetch")
        if one.state in (FileState.COMING, FileState.NOT_THERE) and not one.mine:
            can.add("leave")
        return frozenset(can)

    # --- what a person asks -----------------------------------------------------------------------

    def on_asked(self, act: str, name: str) -> None:
        """Open, fetch, or stop fetching a file."""
        one = self._files.get(name)
        if one is None:
            return
        if act == "open":
            self._open(one)
        elif act == "fetch":
            self._stage.bridge.do(
                case_files.ask,
                self._stage.world,
                self._rec,
                one.sha256,
                then=lambda _nothing: self._asked_again(),
                fails=self._stage.say,
                owner=self,
            )
        else:
            self._stage.bridge.do(
                case_files.leave,
                self._rec,
                one.sha256,
                then=lambda _nothing: self._asked_again(),
                fails=self._stage.say,
                owner=self,
            )

    def _open(self, one: CaseFile) -> None:
        self._looking = one.sha256.hex()
        self._show(one, b"", busy=True)
        self._stage.window.show_room("picture")
        self._pixels_of(one, lambda pixels: self._on_pixels(one, pixels))

    def _pixels_of(self, one: CaseFile, then: Pixels) -> None:
        self._stage.bridge.do(
            case_files.look_at,
            self._stage.world,
            self._rec,
            one.sha256,
            then=lambda body: self._stage.pictures.look(body, LARGEST_SIDE, then),
            fails=self._stage.say,
            owner=self,
        )

    def _on_pixels(self, one: CaseFile, pixels: bytes) -> None:
        if self._looking == one.sha256.hex() and self._stage.window.room() == "picture":
            self._show(one, pixels, busy=False)

    def _show(self, one: CaseFile, pixels: bytes, *, busy: bool) -> None:
        title = file_words(one.mime, one.size)
        model = PictureModel(title, self._about(one), pixels, busy, self._rail_room())
        self._stage.window.picture.present(model)

    def _rail_room(self) -> str:
        return "desk" if self._room == "desk" else "cases"

    def _on_closed(self) -> None:
        looking, self._looking = self._looking, ""
        model = self._stage.window.picture.model()
        if not looking or model is None or model.room != self._rail_room():
            return
        self._stage.pictures.stop()
        self._stage.window.picture.present(PictureModel("", ""))
        self._stage.window.show_room(self._room)

    def on_save(self, name: str, how: str, folder: str) -> None:
        """Save a copy to show, or the original, into a folder a person chose."""
        one = self._files.get(name)
        if one is None:
            return
        if how == "clean":
            self._pixels_of(one, lambda pixels: self._on_clean(one, folder, pixels))
        else:
            self._save(one, folder, None)

    def _on_clean(self, one: CaseFile, folder: str, pixels: bytes) -> None:
        if pixels:
            self._save(one, folder, lambda: as_jpeg(pixels))
        else:
            self._stage.window.toast(
                translate("flows", "This picture cannot be shown, so no copy of it can be made."),
                seconds=8,
            )

    def _save(self, one: CaseFile, folder: str, clean: Callable[[], bytes] | None) -> None:
        self._stage.bridge.do(
            case_files.save_copy,
            self._stage.world,
            self._rec,
            one.sha256,
            folder,
            clean,
            then=self._on_saved,
            fails=self._stage.say,
            owner=self,
        )

    def _on_saved(self, name: str) -> None:
        words = translate("flows", "A copy was saved: {name}. That is written down.")
        self._stage.window.toast(words.format(name=name), seconds=8)


def _moves(one: CaseFile) -> bool:
    return one.state in (FileState.GOING, FileState.COMING, FileState.NOT_THERE)


def _place(one: CaseFile) -> str:
    if one.state is FileState.GOING:
        return translate("flows", "on its way")
    if one.state is FileState.AT_CITY:
        return translate("flows", "at the city")
    return phrases.state_word("di_laptop") if one.state in _PLACES else ""


def _words(one: CaseFile) -> str:
    if one.state is FileState.AT_CITY and not one.to_desk:
        return translate("flows", "Only you can read it there.")
    if one.state is FileState.WAITS:
        return translate("flows", "Waits to be sent, {size}").format(size=phrases.size(one.total))
    if one.state in (FileState.GOING, FileState.COMING):
        return _moving(one)
    return {
        FileState.AWAY: translate("flows", "Not fetched from the city yet."),
        FileState.HERE: translate("flows", "Here, and as it was sent."),
        FileState.ONLY_HERE: translate(
            "flows", "In no letter yet: it goes with the next referral."
        ),
        FileState.NOT_THERE: translate(
            "flows", "Not whole at the city yet. It is fetched by itself when it is."
        ),
        FileState.DIFFERS: translate(
            "flows", "What came is not the file that was sent. It is not opened."
        ),
    }.get(one.state, "")


def _moving(one: CaseFile) -> str:
    share = _share(one.done, one.total)
    if one.state is FileState.COMING:
        if not one.done:
            return translate("flows", "Being fetched, as soon as there is a connection.")
        return translate("flows", "Being fetched, {share}").format(share=share)
    if one.moving:
        return share
    return translate("flows", "Halted, {share}").format(share=share)


def _share(done: int, total: int) -> str:
    """ "1,2 dari 4,1 MB": the unit once where both have the same."""
    part, whole = phrases.size(done), phrases.size(total)
    if part.rpartition(" ")[2] == whole.rpartition(" ")[2]:
        part = part.rpartition(" ")[0]
    return translate("flows", "{part} of {whole}").format(part=part, whole=whole)
