"""What the drills must be before anybody practises with them: whole, fair, short, without blame."""

from __future__ import annotations

from collections.abc import Iterator

from data.content.drill_reader import drills
from data.content.guide_check import ContentFinding, blaming_words, long_sentences
from data.content.guide_reader import LANGUAGES
from data.content.source import BUILT_IN, Content
from data.model.drill import VERDICTS, Drill, DrillMoment
from data.model.guide import SIGNERS

KEY_ACTIONS = (5, 6)


def check_drills(content: Content = BUILT_IN) -> tuple[ContentFinding, ...]:
    """Everything wrong with the drills; empty means fit to be used. Raises ``KeyError``."""
    return tuple(
        finding
        for language in LANGUAGES
        for drill in drills(language, content)
        for finding in (*_words(drill, language), *_build(drill))
    )


def texts_of(drill: Drill) -> tuple[str, ...]:
    """Everything a person reads in a drill."""
    return (
        drill.title,
        drill.situation,
        drill.closing,
        *(action.text for action in drill.actions),
        *(moment.ask for moment in drill.moments),
        *(
            words
            for moment in drill.moments
            for choice in moment.choices
            for words in (choice.text, choice.feedback)
        ),
    )


def _words(drill: Drill, language: str) -> Iterator[ContentFinding]:
    for text in texts_of(drill):
        if not text:
            yield _finding(drill, "ada teks yang kosong", "a text is empty")
        for sentence in long_sentences(text):
            yield _finding(
                drill, f"kalimat terlalu panjang: {sentence}", f"sentence too long: {sentence}"
            )
        for word in blaming_words(text, language):
            yield _finding(drill, f"kata “{word}” jangan dipakai", f"do not use “{word}”")


def _build(drill: Drill) -> Iterator[ContentFinding]:
    known = {action.code: action for action in drill.actions}
    fewest, most = KEY_ACTIONS
    if not fewest <= len(known) <= most or not any(each.safety for each in drill.actions):
        yield _finding(
            drill,
            f"perlu {fewest} sampai {most} tindakan kunci, ada yang keselamatan",
            f"needs {fewest} to {most} key actions, one of them for safety",
        )
    taught: set[str] = set()
    for moment in drill.moments:
        if not _fair(moment):
            yield _finding(
                drill,
                f"saat {moment.code} perlu satu pilihan benar dan satu yang salah",
                f"moment {moment.code} needs a right choice and a wrong one",
            )
        for choice in moment.choices:
            taught.update(choice.actions)
            safe = any(known[code].safety for code in choice.actions if code in known)
            if safe != (choice.verdict == "keselamatan") or choice.right != bool(choice.actions):
                yield _finding(
                    drill,
                    f"pilihan {moment.code}/{choice.code} tidak cocok dengan tindakannya",
                    f"choice {moment.code}/{choice.code} does not fit its actions",
                )
    if taught != set(known):
        yield _finding(
            drill,
            "tindakan kunci dan pilihan tidak cocok",
            "key actions and choices do not agree",
        )
    if not (drill.source and drill.version.isdecimal() and drill.picture):
        yield _finding(drill, "perlu sumber, versi, gambar", "needs source, version, picture")
    if not (drill.sign_off and set(drill.sign_off) <= set(SIGNERS)):
        yield _finding(drill, "perlu tahu siapa yang mengesahkan", "must say who signs it off")


def _fair(moment: DrillMoment) -> bool:
    """Right choices all teach the same, so that none of them leaves an action out."""
    right = {choice.actions for choice in moment.choices if choice.right}
    wrong = [choice for choice in moment.choices if not choice.right]
    codes = {choice.code for choice in moment.choices}
    return (
        len(right) == 1
        and bool(wrong)
        and len(codes) == len(moment.choices)
        and all(choice.verdict in VERDICTS for choice in moment.choices)
    )


def _finding(drill: Drill, said_id: str, said_en: str) -> ContentFinding:
    return ContentFinding(
        "drills/", f"Latihan {drill.id}: {said_id}.", f"Drill {drill.id}: {said_en}."
    )
