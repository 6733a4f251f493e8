"""Words for what goes wrong at the door, at enrolment, with letters, forms and rules."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def table() -> dict[str, tuple[str, str, str]]:
    """Code -> what happened, what is safe, what to do; in the language that is on."""
    translate = QCoreApplication.translate
    return {
        "wrong-passphrase": (
            translate("failures", "Picture and passphrase do not fit."),
            translate("failures", "Nothing was lost."),
            translate("failures", "Try again slowly."),
        ),
        "wait-before-trying": (
            translate("failures", "There were several wrong tries."),
            translate("failures", "Your records stay locked and safe."),
            translate("failures", "Wait {seconds} seconds, then try again."),
        ),
        "passphrase-too-short": (
            translate("failures", "The passphrase is too short."),
            "",
            translate("failures", "Use at least {least} letters; four words are easy to remember."),
        ),
        "passphrase-too-common": (
            translate("failures", "This passphrase is easy to guess."),
            "",
            translate("failures", "Choose four words that do not belong together."),
        ),
        "code-malformed": (
            translate("failures", "This code is not complete."),
            translate("failures", "Nothing was registered."),
            translate("failures", "Copy the whole line once more."),
        ),
        "code-refused": (
            translate("failures", "The city did not accept this code."),
            translate("failures", "Nothing was registered."),
            translate("failures", "Ask the city for a new code."),
        ),
        "code-used": (
            translate("failures", "This code was used already."),
            translate("failures", "Nothing was registered a second time."),
            translate("failures", "Ask the city for a new code."),
        ),
        "code-expired": (
            translate("failures", "This code is too old."),
            translate("failures", "Nothing was registered."),
            translate("failures", "Ask the city for a new code."),
        ),
        "city-unreachable": (
            translate("failures", "The city could not be reached."),
            translate("failures", "Everything stays safe on this laptop."),
            translate("failures", "Check the network, then try again."),
        ),
        "city-not-the-one": (
            translate("failures", "The answer did not come from your city."),
            translate("failures", "Nothing was sent."),
            translate("failures", "Try another network, then tell the city office."),
        ),
        "demo-city-refused": (
            translate("failures", "This is a practice city."),
            translate("failures", "No real record was sent there."),
            translate("failures", "Use the code of your own city."),
        ),
        "op-malformed": (
            translate("failures", "A letter that came in cannot be read."),
            translate("failures", "It is kept as it is. The others go on."),
            translate("failures", "Tell the city office its number."),
        ),
        "op-too-large": (
            translate("failures", "This record is too long to go as one letter."),
            translate("failures", "It is kept complete on this laptop."),
            translate("failures", "Make the text shorter, or tell the city office."),
        ),
        "op-signature-wrong": (
            translate("failures", "A letter that came in is not from who it says."),
            translate("failures", "It was set aside and changed nothing."),
            translate("failures", "Tell the city office its number."),
        ),
        "op-writer-unknown": (
            translate("failures", "A letter came from somebody this laptop does not know yet."),
            translate("failures", "It is kept and looked at again later."),
            translate("failures", "Nothing to do now."),
        ),
        "op-unreadable": (
            translate("failures", "A letter came in that is not for you to open."),
            translate("failures", "It is kept as it is."),
            translate("failures", "Nothing to do now."),
        ),
        "cert-invalid": (
            translate("failures", "The pass of a sender is not valid."),
            translate("failures", "Nothing from it was taken over."),
            translate("failures", "Tell the city office."),
        ),
        "directory-invalid": (
            translate("failures", "The city's list of people is not valid."),
            translate("failures", "The last good list stays in use."),
            translate("failures", "Tell the city office."),
        ),
        "receipt-invalid": (
            translate("failures", "The city's receipt is not valid."),
            translate("failures", "Your letters stay in the mailbag."),
            translate("failures", "It tries again by itself. If it stays, tell the city office."),
        ),
        "form-refused": (
            translate("failures", "This form cannot be used."),
            translate("failures", "No answer was lost."),
            translate("failures", "Tell the city office its name."),
        ),
        "form-unknown": (
            translate("failures", "This record uses a form this laptop does not have yet."),
            translate("failures", "It is kept complete."),
            translate("failures", "Update the app, then open it again."),
        ),
        "form-not-for-role": (
            translate("failures", "This list is for trained people. Your role does not run it."),
            translate("failures", "Nothing is lost, and you did well to notice."),
            translate("failures", "Ask a guru BK, a kader PKK or a health worker, or phone 119."),
        ),
        "file-too-big": (
            translate("failures", "This file is larger than 5 MB."),
            translate("failures", "It was not taken. The other answers are saved."),
            translate("failures", "Choose a smaller picture, or describe what it shows."),
        ),
        "file-unreadable": (
            translate("failures", "This file cannot be read."),
            translate("failures", "It was not taken. The other answers are saved."),
            translate("failures", "Look whether it still lies there, or choose another."),
        ),
        "file-kind-refused": (
            translate("failures", "This kind of file is not kept here."),
            translate("failures", "It was not taken. The other answers are saved."),
            translate("failures", "Pictures (JPEG, PNG, WebP), sound and PDF can be kept."),
        ),
        "file-gone": (
            translate("failures", "This file is no longer here."),
            translate("failures", "It was erased, or it never came whole. The case is unchanged."),
            translate("failures", "Close this page and open the case again."),
        ),
        "file-not-saved": (
            translate("failures", "The copy was not saved."),
            translate("failures", "Nothing was left there. The file itself is safe in the app."),
            translate("failures", "Choose another place, or another stick."),
        ),
        "file-of-a-child": (
            translate("failures", "A sexual picture of a child is never kept: it is a crime."),
            translate("failures", "It was not taken. The other answers are saved."),
            translate("failures", "Write the address, what it shows, and when. Tell the UPTD."),
        ),
        "answer-refused": (
            translate("failures", "This answer does not fit the question."),
            translate("failures", "The other answers are saved."),
            translate("failures", "Look at the example under the question."),
        ),
        "answers-missing": (
            translate("failures", "Some answers are still missing."),
            translate("failures", "What you typed is saved."),
            translate("failures", "Open the lines marked below."),
        ),
        "draft-unreadable": (
            translate("failures", "This draft cannot be opened."),
            translate("failures", "It was not changed."),
            translate("failures", "Start a new record, and tell the city office."),
        ),
        "consent-missing": (
            translate("failures", "There is no consent for this yet."),
            translate("failures", "Nothing was sent."),
            translate("failures", "Ask first, then mark the answer."),
        ),
        "nothing-to-send": (
            translate("failures", "No service is chosen."),
            translate("failures", "Everything is saved."),
            translate("failures", "Choose at least one service that was agreed to."),
        ),
        "case-closed": (
            translate("failures", "This case is closed."),
            translate("failures", "Its records stay as they are."),
            translate("failures", "Start a new record if something new happened."),
        ),
        "case-unknown": (
            translate("failures", "This case is not on this laptop."),
            translate("failures", "Nothing was changed."),
            translate("failures", "Search by its code, or ask the UPTD."),
        ),
        "step-not-allowed": (
            translate("failures", "This step does not come now."),
            translate("failures", "Nothing was changed."),
            translate("failures", "Look at the clock of the referral, then choose the next step."),
        ),
        "level-not-lowered": (
            translate("failures", "The danger level cannot be lowered."),
            translate("failures", "It stays as it was."),
            translate("failures", "Do the checklist again if the situation changed."),
        ),
        "not-your-case": (
            translate("failures", "This case belongs to somebody else."),
            translate("failures", "Nothing was changed."),
            translate("failures", "Ask the person who recorded it, or the UPTD."),
        ),
        "choose-first": (
            translate("failures", "Two versions of something in this case differ."),
            translate("failures", "Both are kept."),
            translate("failures", "Choose one first, then go on."),
        ),
        "colleague-unknown": (
            translate("failures", "This colleague's papers could not be proved."),
            translate("failures", "Nothing was shared."),
            translate("failures", "Fetch the address book again, or ask the office."),
        ),
        "consent-to-share-missing": (
            translate("failures", "Consent does not allow sharing this case."),
            translate("failures", "Nothing was shared."),
            translate("failures", "Ask her again, then write down what she says."),
        ),
        "handover-open": (
            translate("failures", "Somebody was asked already to take this case over."),
            translate("failures", "The case stays yours until the answer comes."),
            translate("failures", "Wait for the answer, or take the question back."),
        ),
        "not-enrolled": (
            translate("failures", "This laptop is not registered with a city yet."),
            translate("failures", "What you record stays safe here."),
            translate("failures", "Ask the city for a registration code."),
        ),
        "too-late-to-undo": (
            translate("failures", "This was sent already."),
            translate("failures", "Nothing was lost."),
            translate("failures", "Record a follow-up to correct it."),
        ),
        "reason-missing": (
            translate("failures", "A reason is needed for this."),
            translate("failures", "Nothing was changed."),
            translate("failures", "Write one short sentence."),
        ),
    }
