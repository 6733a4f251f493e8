"""Words for what goes wrong with files and disks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def table() -> dict[str, tuple[str, str, str]]:
    """Code -> what happened, what is safe, what to do; in the language that is on."""
    translate = QCoreApplication.translate
    return {
        "vault-missing": (
            translate("failures", "The file with your records is not where it was."),
            translate(
                "failures", "Nothing was deleted by this app. The city keeps what it received."
            ),
            translate(
                "failures",
                "Check whether the disk or folder is connected, then open the app again.",
            ),
        ),
        "vault-header-missing": (
            translate("failures", "The lock of your records is missing."),
            translate("failures", "The records themselves are untouched."),
            translate(
                "failures",
                "Delete nothing. Tell the city office: it can bring back what the city keeps.",
            ),
        ),
        "vault-header-damaged": (
            translate("failures", "The lock of your records is damaged."),
            translate("failures", "The records themselves are untouched."),
            translate(
                "failures",
                "Delete nothing. Tell the city office: it can bring back what the city keeps.",
            ),
        ),
        "vault-plaintext": (
            translate("failures", "The file with the records is not locked, so it is not ours."),
            translate("failures", "It was not opened and not changed."),
            translate("failures", "Tell the city office. Do not type anything into it."),
        ),
        "vault-foreign": (
            translate("failures", "The file with the records belongs to another laptop or person."),
            translate("failures", "It was not opened and not changed."),
            translate("failures", "Put the right file back, or tell the city office."),
        ),
        "vault-newer": (
            translate("failures", "The records were written by a newer version of this app."),
            translate("failures", "They were not opened and not changed."),
            translate("failures", "Install the newer version, then open the app again."),
        ),
        "vault-damaged": (
            translate("failures", "The file with the records is damaged."),
            translate("failures", "It was not changed. The city keeps what it received."),
            translate("failures", "Do not delete anything. Tell the city office."),
        ),
        "vault-exists": (
            translate("failures", "There is a file for this person already."),
            translate("failures", "It was not overwritten."),
            translate("failures", "Choose another picture, or go in with that one."),
        ),
        "mailbag-missing": (
            translate("failures", "The mailbag of this laptop is not where it was."),
            translate("failures", "Your records are safe. What was not sent will be put in again."),
            translate("failures", "Press “Try again”: a new mailbag is begun and filled again."),
        ),
        "mailbag-plaintext": (
            translate("failures", "The mailbag is not locked, so it is not ours."),
            translate("failures", "It was not opened and not changed."),
            translate("failures", "Tell the city office."),
        ),
        "mailbag-foreign": (
            translate("failures", "The mailbag belongs to another laptop."),
            translate("failures", "It was not opened and not changed."),
            translate("failures", "Put the right file back, or tell the city office."),
        ),
        "mailbag-newer": (
            translate("failures", "The mailbag was written by a newer version of this app."),
            translate("failures", "It was not opened and not changed."),
            translate("failures", "Install the newer version, then open the app again."),
        ),
        "mailbag-damaged": (
            translate("failures", "The mailbag is damaged."),
            translate("failures", "It was not changed. Your records are safe."),
            translate(
                "failures",
                "Close the app and open it again. If it says so again, press “Try again”: the"
                " damaged one is laid aside, and a new one is filled again.",
            ),
        ),
        "device-key-damaged": (
            translate("failures", "The key of this laptop is damaged."),
            translate("failures", "Your records are safe and still locked."),
            translate("failures", "Do not delete anything. Tell the city office."),
        ),
        "device-key-missing": (
            translate("failures", "The key of this laptop is missing."),
            translate("failures", "Your records are safe and still locked."),
            translate("failures", "Put the file back, or tell the city office."),
        ),
        "disk-full": (
            translate("failures", "The disk is full."),
            translate("failures", "What was saved before stays safe."),
            translate("failures", "Make some room on the disk, then try again."),
        ),
        "disk-read-only": (
            translate("failures", "This disk does not allow writing."),
            translate("failures", "What was saved before stays safe."),
            translate("failures", "Check the disk or the permissions, then try again."),
        ),
        "store-busy": (
            translate("failures", "The records are in use by another program."),
            translate("failures", "Nothing was changed."),
            translate("failures", "Wait a moment, then try again."),
        ),
        "store-closed": (
            translate("failures", "The records are locked already."),
            translate("failures", "What was saved stays safe."),
            translate("failures", "Go in again with your passphrase."),
        ),
        "library-too-old": (
            translate("failures", "A part of this app is too old to open the records safely."),
            translate("failures", "Nothing was opened and nothing was changed."),
            translate("failures", "Install the app again."),
        ),
        "home-unsafe": (
            translate(
                "failures", "The folder of this app can be read by other people of this laptop."
            ),
            translate("failures", "Nothing was opened."),
            translate("failures", "Ask the city office to set the folder right."),
        ),
        "already-running": (
            translate("failures", "The app is open already."),
            translate("failures", "Nothing was changed."),
            translate("failures", "Go to the window that is open."),
        ),
        "demo-only": (
            translate("failures", "This works only with practice data."),
            translate("failures", "No real record was touched."),
            translate("failures", "Start the practice version for this."),
        ),
    }
