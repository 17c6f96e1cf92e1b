"""Parties, organisations and public bodies that people name by short or ordinary words.

Most names are known by how they look or where they stand; these are not always ("høyre", "frp",
"nav"). The lists say nothing of which bodies a corpus holds; the catalogue does.
"""

from __future__ import annotations

HOLDERS_OF_VIEWS = (
    # Parties and their youth wings
    "høyre", "høgre", "venstre", "rødt", "raudt", "ap", "arbeiderpartiet", "arbeidarpartiet",
    "frp", "fremskrittspartiet", "framskrittspartiet", "framstegspartiet", "krf",
    "kristelig folkeparti", "kristeleg folkeparti", "sp", "senterpartiet", "sv",
    "sosialistisk venstreparti", "mdg", "miljøpartiet de grønne", "miljøpartiet dei grøne",
    "de grønne", "dei grøne", "industri- og næringspartiet", "unge høyre", "unge venstre",
    "rød ungdom", "raud ungdom", "grønn ungdom", "grøn ungdom", "senterungdommen",
    "senterungdomen", "sosialistisk ungdom", "fremskrittspartiets ungdom", "auf", "fpu", "krfu",
    "labour party", "conservative party", "conservatives", "progress party", "centre party",
    "liberal party", "green party", "red party", "socialist left party", "christian democrats",
    # Unions, associations and charities
    "lo", "nho", "unio", "akademikerne", "legeforeningen", "legeforeninga", "fagforbundet",
    "røde kors", "raude kors", "red cross", "blå kors", "blue cross", "kirkens bymisjon",
    "bymisjonen", "frelsesarmeen", "salvation army", "redd barna", "save the children",
    "norsk folkehjelp", "amnesty", "amnesty international", "mental helse", "voksne for barn",
    "rusmisbrukernes interesseorganisasjon", "rio", "rho", "fagrådet", "marborg", "prolar",
    "ivareta", "a-larm", "iogt", "juvente", "lhl", "lpp", "fhn", "foreningen tryggere ruspolitikk",
    "foreningen for human narkotikapolitikk", "landsforbundet mot stoffmisbruk", "nsf", "ks",
    "politiets fellesforbund", "antidoping norge", "elevorganisasjonen",
)  # fmt: skip
"""Whoever names one of these in a question is likely to ask for its view."""

PUBLIC_BODIES = (
    "regjeringen", "regjeringa", "government", "stortinget", "parliament", "nav",
    "helsedirektoratet", "hdir", "folkehelseinstituttet", "fhi", "bufdir", "kripos",
    "politidirektoratet", "riksadvokaten", "kriminalomsorgen", "kriminalomsorga", "tolletaten",
    "helsetilsynet", "statsforvalteren", "statsforvaltaren", "sametinget",
    "verdens helseorganisasjon", "verdas helseorganisasjon", "fn", "unodc", "emcdda", "eu",
    "world health organization", "united nations",
)  # fmt: skip
"""These are as likely to be the topic: "Hva med Nav?"."""

NAMES_BY_ENDING = (
    r"forei?ning(?:en|a)?|forbund(?:et)?|parti(?:et)?|union(?:en)?|allianse(?:n)?|"
    r"bevegelse(?:n)?|rørsl[ea]|landslag(?:et)?|folkehjelp(?:en)?"
)
"""Last part of a word, or the whole of it, that calls something an organisation."""

BODIES_BY_ENDING = (
    r"direktorat(?:et)?|departement(?:et)?|utvalg(?:et)?|utval(?:et)?|råd(?:et)?|tinget|"
    r"tilsyn(?:et)?|ombud(?:et)?|institutt(?:et)?|etaten|kommisjonen|komiteen|minister(?:en)?"
)
"""The same of public bodies."""

NOT_BY_ENDING = (
    r"\w*område\w*|\w*omr?råd\w*|forråd\w*|\w*slaget|\w*grunnlaget|gjenforening\w*|forei?ning"
)
"""Words that end alike and name no organisation."""

ENGLISH_HEADS = (
    r"association|union|party|federation|society|ministry|directorate|council|institute|agency|"
    r"commission|committee|ombudsman"
)
