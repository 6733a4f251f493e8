"""Sharing a case, handing it over, ending it, saying no: one page each, everything said before."""

from __future__ import annotations

from collections.abc import Callable

from responder_app.flows.labels import Labels
from responder_app.flows.stage import Stage
from responder_app.work import cases, colleagues, handover, share
from responder_app.work.cases import CaseView
from responder_app.work.circle import AGREED, LAW
from responder_app.work.share import SharePlan
from ui.screens.share import PersonRow, Readable, ShareModel
from ui.words import phrases
from ui.words.translate import translate

_SHOWN = 12  # names of fields told in a line before "and more"


class ShareFlow:
    """Routes: ``share_case``, ``hand_over`` (case), ``unshare`` (case, user), ``refuse`` (case,
    proposal), ``accept`` and ``keep_case`` (case, proposal: done at once)."""

    def __init__(self, stage: Stage, labels: Labels) -> None:
        self._stage = stage
        self._labels = labels
        self._what = ""
        self._rec = b""
        self._about = ""
        self._visit = 0
        screen = stage.window.share
        screen.done.connect(self._on_done)
        screen.fetch_asked.connect(self._on_fetch)
        screen.back.connect(self._back)
        stage.window.case.people_asked.connect(self._on_people)
        self._case = b""
        stage.routes["share_case"] = self.show

    def show(self, what: str, rec: bytes, about: str = "") -> None:
        """Open the page for ``what``: share, handover, unshare, refuse; accept and take_back are
        done at once."""
        self._what, self._rec, self._about = what, rec, about
        self._visit += 1
        if what in ("share", "handover"):
            self.ask()
        elif what == "accept":
            self._do(handover.answer, bytes.fromhex(about), True)
        elif what == "take_back":
            self._do(handover.take_back, bytes.fromhex(about))
        else:
            self._stage.bridge.ask(
                cases.open_case,
                self._stage.world,
                rec,
                then=self._on_view,
                fails=self._stage.say,
                owner=self,
            )

    def ask(self) -> None:
        """Ask the plan on show again: the address book may have come."""
        if self._what not in ("share", "handover"):
            return
        self._stage.bridge.ask(
            share.plan,
            self._stage.world,
            self._rec,
            then=self._on_plan,
            fails=self._on_refused,
            owner=self,
        )

    def _on_people(self, what: str, about: str) -> None:
        model = self._stage.window.case.model()
        if model is not None:
            self._stage.go("share_case", what, bytes.fromhex(model.rec), about)

    def _on_plan(self, plan: SharePlan) -> None:
        if self._stage.heading != "share_case" or plan.rec != self._rec:
            return
        self._stage.window.share.present(self._page(plan))
        self._stage.window.show_room("share")

    def _page(self, plan: SharePlan) -> ShareModel:
        over = self._what == "handover"
        names = [*plan.people, *(plan.holders if over else ())]
        rows = tuple(
            PersonRow(
                one.user.hex(),
                one.display,
                translate("flows", "{role}, {area}").format(
                    role=phrases.role_word(one.role.value), area=self._labels.area(one.area)
                ),
            )
            for one in names
        )
        return ShareModel(
            page=f"{self._visit}",
            what=self._what,
            code=cases.code_of(plan.rec),
            title=translate("flows", "Hand the case over")
            if over
            else translate("flows", "Share the case"),
            lead=translate(
                "flows",
                "A colleague takes it over once she says yes. Until then nothing changes.",
            )
            if over
            else translate(
                "flows",
                "A colleague reads this case on her own laptop and may add to it. You stay the one "
                "who is called.",
            ),
            done=translate("flows", "Ask her to take it over")
            if over
            else translate("flows", "Share the case"),
            why=translate("flows", "Why? She will read this."),
            people=rows,
            bases=tuple(_basis(one) for one in plan.told),
            readable={
                basis: Readable(self._named(plan.told[basis]), self._named(plan.kept[basis]))
                for basis in plan.told
            },
            warning=plan.withhold_from,
            notes=_notes(plan),
            alarm=_alarm(plan.refused),
            fetching=plan.fetch.under_way,
            plain=_plain(plan),
        )

    def _named(self, names: tuple[str, ...]) -> str:
        """The fields in words, the shortest way to say them."""
        language = self._stage.here.language
        words = list(dict.fromkeys(self._labels.short(one, language) for one in names))
        words = [one for one in words if one not in names or " " in one]
        if not words:
            return ""
        shown = ", ".join(words[:_SHOWN])
        more = len(words) - _SHOWN
        if more > 0:
            return translate("flows", "{names} and {count} more").format(names=shown, count=more)
        return shown

    def _on_view(self, view: CaseView) -> None:
        if self._stage.heading != "share_case":
            return
        end = self._what == "unshare"
        about = bytes.fromhex(self._about)
        names = {one.user: one.name for one in view.circle.holders}
        name = names.get(about, "") if end else view.circle.proposed_name
        title = (
            translate("flows", "End sharing with {name}")
            if end
            else translate("flows", "Say no to {name}")
        )
        self._stage.window.share.present(
            ShareModel(
                page=f"{self._visit}",
                what=self._what,
                code=view.line.code,
                title=title.format(name=name),
                lead=translate("flows", "What comes later she cannot read any more.")
                if end
                else translate(
                    "flows", "The case stays where it is, and your answer is shown there."
                ),
                done=translate("flows", "End sharing")
                if end
                else translate("flows", "Send my answer"),
                why=translate("flows", "Why? She will read this."),
                person=self._about,
                plain=(translate("flows", "What was read cannot be unread."),) if end else (),
            )
        )
        self._stage.window.show_room("share")

    def _on_done(self, who: str, basis: str, why: str, stays: bool) -> None:
        user = bytes.fromhex(who)
        if self._what == "share":
            self._do(share.share, user, basis, why)
        elif self._what == "handover":
            self._do(handover.propose, user, why, basis, stays)
        elif self._what == "unshare":
            self._do(share.unshare, user, why)
        elif self._what == "refuse":
            self._do(handover.answer, user, False, why)

    def _do(self, verb: Callable[..., None], *facts: object) -> None:
        self._stage.bridge.do(
            verb,
            self._stage.world,
            self._rec,
            *facts,
            then=lambda _nothing: self._on_did(),
            fails=self._on_refused,
            owner=self,
        )

    def _on_did(self) -> None:
        words = {
            "share": translate("flows", "Shared. It goes to the colleague with the next sending."),
            "handover": translate("flows", "Asked. The case stays yours until the answer comes."),
            "unshare": translate("flows", "Ended. What comes later has another key."),
            "accept": translate("flows", "You have taken the case over."),
            "refuse": translate("flows", "Your answer goes with the next sending."),
            "take_back": translate("flows", "The case stays with you."),
        }
        self._stage.window.toast(words.get(self._what, ""))
        self._back()

    def _on_refused(self, error: BaseException) -> None:
        self._stage.say(error)
        if self._stage.window.room() != "share":
            self._back()

    def _on_fetch(self, everybody: bool) -> None:
        self._stage.bridge.do(
            colleagues.fetch,
            self._stage.world,
            everybody,
            then=lambda _number: self.ask(),
            fails=self._stage.say,
            owner=self,
        )

    def _back(self) -> None:
        self._stage.go("open_case", self._rec)


def _basis(basis: str) -> tuple[str, str, str]:
    words = {
        AGREED: (
            translate("flows", "She agrees that this colleague helps"),
            translate("flows", "Asked now, for this colleague"),
        ),
        LAW: (
            translate("flows", "The legal basis this case is kept on"),
            translate("flows", "Only what helps now is opened"),
        ),
    }
    return basis, *words[basis]


def _plain(plan: SharePlan) -> tuple[str, ...]:
    """What is always said before a case is opened to somebody."""
    first = translate("flows", "She reads it on her own laptop; nobody on the way can.")
    last = translate("flows", "What was read cannot be unread.")
    if plan.referred:
        return first, translate("flows", "She also reads what the UPTD answers."), last
    return first, last


def _notes(plan: SharePlan) -> tuple[str, ...]:
    notes = []
    if not plan.people and not plan.fetch.under_way:
        notes.append(
            translate("flows", "No other colleague is known on this laptop.")
            if plan.holders
            else translate("flows", "No colleague is known on this laptop yet.")
        )
    if plan.fetch.under_way:
        notes.append(translate("flows", "Asking the city for colleagues..."))
    elif plan.fetch.code not in ("", "ok"):
        notes.append(
            translate("flows", "The city could not be reached. Those known before are shown.")
        )
    return tuple(notes)


def _alarm(refused: int) -> str:
    if not refused:
        return ""
    text = translate(
        "flows",
        "{count} entries of the address book could not be proved and are not shown. Tell the "
        "office: somebody may have changed them.",
    )
    return text.format(count=refused)
