"""The words of the login."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginTexts:
    """The login's own words.

    Attributes:
        log_in: Heading and button.
        refused: That name and password do not belong together.
        too_many: That the name has to wait; ``{seconds}`` says how long.
        log_out: Heading and button, and the way there from the page.
        stay: The way back.
    """

    log_in: str
    name: str
    password: str
    refused: str
    too_many: str
    log_out: str
    stay: str


BOKMAL = LoginTexts(
    log_in="Logg inn",
    name="Brukernavn",
    password="Passord",  # noqa: S106
    refused="Brukernavnet eller passordet er feil. Prøv igjen.",
    too_many=(
        "For mange feil passord for dette brukernavnet. Vent {seconds} sekunder og prøv igjen."
    ),
    log_out="Logg ut",
    stay="Tilbake til samtalen",
)

NYNORSK = LoginTexts(
    log_in="Logg inn",
    name="Brukarnamn",
    password="Passord",  # noqa: S106
    refused="Brukarnamnet eller passordet er feil. Prøv på nytt.",
    too_many=(
        "For mange feil passord for dette brukarnamnet. Vent {seconds} sekund og prøv på nytt."
    ),
    log_out="Logg ut",
    stay="Tilbake til samtalen",
)

ENGLISH = LoginTexts(
    log_in="Log in",
    name="User name",
    password="Password",  # noqa: S106
    refused="The user name or the password is wrong. Try again.",
    too_many=("Too many wrong passwords for this user name. Wait {seconds} seconds and try again."),
    log_out="Log out",
    stay="Back to the conversation",
)
