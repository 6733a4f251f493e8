"""The road in words: what the courier's code means, what is safe, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def road_short(code: str) -> str:
    """One short sentence for the strip on home. `code` is a `data.model.road.RoadCode`."""
    match code:
        case "idle":
            return QCoreApplication.translate("road", "Connected.")
        case "busy":
            return QCoreApplication.translate("road", "Sending now.")
        case "paused":
            return QCoreApplication.translate("road", "Sending is paused.")
        case "not-enrolled":
            return QCoreApplication.translate("road", "This laptop is not registered yet.")
        case "city-busy" | "city-error":
            return QCoreApplication.translate("road", "The city cannot answer now.")
        case "portal":
            return QCoreApplication.translate("road", "This network asks you to sign in first.")
        case "proxy-login":
            return QCoreApplication.translate("road", "The office's proxy asks for a password.")
        case "wrong-key" | "tls-refused":
            return QCoreApplication.translate("road", "The city could not prove who it is.")
        case "clock-wrong":
            return QCoreApplication.translate("road", "The laptop's clock is wrong.")
        case "revoked":
            return QCoreApplication.translate("road", "This laptop's access was taken back.")
        case "update-needed":
            return QCoreApplication.translate("road", "The city needs a newer version.")
        case "mailbag-trouble" | "disk-full":
            return QCoreApplication.translate("road", "The mailbag cannot be written.")
    return QCoreApplication.translate("road", "No connection.")


def road_sentence(code: str, waiting: int) -> str:
    """What happened and what is safe, for the mailbag's head."""
    happened = road_short(code)
    if waiting == 0:
        safe = QCoreApplication.translate("road", "Nothing is waiting.")
    elif waiting == 1:
        safe = QCoreApplication.translate("road", "1 item stays safe on this laptop.")
    else:
        safe = QCoreApplication.translate("road", "{n} items stay safe on this laptop.").format(
            n=waiting
        )
    return f"{happened} {safe}"


def road_todo(code: str) -> str:
    """What to do, for the line under it."""
    match code:
        case "idle" | "busy":
            return QCoreApplication.translate("road", "Everything goes by itself.")
        case "paused":
            return QCoreApplication.translate("road", "Press continue when you want to send.")
        case "not-enrolled":
            return QCoreApplication.translate("road", "Ask the city for a registration code.")
        case "portal":
            return QCoreApplication.translate(
                "road", "Open the browser and sign in to the network, or use another one."
            )
        case "proxy-login":
            return QCoreApplication.translate(
                "road",
                "Ask whoever looks after the network to let this laptop through, or use another "
                "one.",
            )
        case "wrong-key" | "tls-refused":
            return QCoreApplication.translate(
                "road", "Nothing was sent. Try another network, then tell the city office."
            )
        case "clock-wrong":
            return QCoreApplication.translate("road", "Set date and time. Nothing is lost.")
        case "revoked":
            return QCoreApplication.translate("road", "Phone the UPTD. Nothing was deleted.")
        case "update-needed":
            return QCoreApplication.translate(
                "road", "Ask the city office for the update. Until then phone about urgent cases."
            )
        case "mailbag-trouble" | "disk-full":
            return QCoreApplication.translate(
                "road", "Make room on the disk, then open the app again."
            )
        case "city-busy" | "city-error":
            return QCoreApplication.translate(
                "road",
                "They are sent by themselves as soon as it answers. Is one urgent? Phone, then "
                "carry it by USB stick.",
            )
    return QCoreApplication.translate(
        "road",
        "They are sent by themselves when there is a signal. Is one urgent? Phone, then carry it "
        "by USB stick.",
    )
