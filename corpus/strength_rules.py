"""The table by which main clauses are read: one row a rule, and the first that fits decides.

The rows ask who speaks, then what sounds like a position and is none, then for the positions, the
most telling words first. A row fits where one of its phrases stands in the clause and none of its
exceptions does. In a phrase ``~3`` stands for up to three words, ``OWN`` for the organisation that
publishes the document, ``OTHERS`` for those whom political documents report on, ``SAYS`` for what
these then do, and ``SOURCE`` for where findings come from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """How a sentence speaks of what it names."""

    DEMANDS = "demands"
    RECOMMENDS = "recommends"
    SUPPORTS = "supports"
    SCEPTICAL = "sceptical"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    REPORTS = "reports"
    BACKGROUND = "background"


_WORDS = {
    "OWN": r"vi|me|oss|forslagsstill\w+|\w*(?:foreningen|foren?inga|foreininga|forbundet|forbund"
    r"|forening|organisasjonen|organisasjon|partiet|samskipnaden|nettverket|stiftelsen|stiftinga|bevegelsen"
    r"|rørsla|fellesskapet|alliansen)",
    "BODY": r"\S*regjering(?:en|a|i)?|\w*departementet|\w*direktoratet|storting(?:et)?|\w*utvalget"
    r"|\w*utvalet|\w*kommisjonen|\w*flertall(?:et)?|\w*fleirtal(?:et)?|\w*mindretall?(?:et)?|fhi"
    r"|ssb|who|fn|eu|ks|verdens helseorganisasjon|\w*helseforetakene|riksrevisjonen|\w*myndighetene|styresmaktene|komité?en|komiteen"
    r"|\w*instans(?:ene|ane|ar)|fns \w+|eus \w+|\w*panelet|\w*tilsynet|\w*ombudet|\w*instituttet"
    r"|medlemsland\w*|medlemsstat\w*|fagmiljø\w*",
    "PEOPLE": r"\w*forsker(?:e|ne)|\w*forskar\w*|ekspert\w*|\w*forskningsmiljø\w*|kritik[ae]r\w*"
    r"|motstand[ae]r\w*|tilheng[ae]r\w*|mange|noen|nokon|nokre|enkelte|andre|^flere|^fleire",
    "SAYS": r"mener|meiner|mente|meinte|sier|seier|sa|hevdar?|hevder|hevdet|skriver|skriv|skrev"
    r"|peker|peikar|pekte|peika|foreslår|føreslår|foreslo|føreslo|foreslått|føreslått|anbefaler"
    r"|anbefalte|anbefalt|tilrår|tilrådde|tilrådd|konkludere[rt]|konkluderte|slår fast|slo fast"
    r"|slått fast|lovet|lova|lovte|lovde|lover|varslet|varsla|varsler|varslar|vedtok|vedtatt"
    r"|vedteke|besluttet|inn for|stemte|i oppdrag|gjentok|betegnet|betegner|kalte|advarer|advarte"
    r"|advart|åtvara[r]?|ønsket|ønskte|krevde|støttet|støtta|avviste|fant|fann|finner|innførte"
    r"|innført|la fr[ae]m|lagt fr[ae]m|nedsatte|fastsatte|uttalte|uttaler|fremmet|bestemte"
    r"|etterlyser|etterlyste|anslår|kritisert|kritiserte|kritiserer|påpekt|påpekte|understreket|påla|beskriver|beskrev"
    r"|skeptisk\w*|uroa|bekymret|antar|antok|tror|trur|trodde|forventer|frykter|fryktar",
    "SOURCE": r"\w*forskning\w*|\w*forsking\w*|\w*studie\w*|\w*studia|\w*rapport\w*"
    r"|\w*undersøkels\w*|\w*undersøking\w*|\w*kartlegging\w*|\w*evaluering\w*|\w*beregning\w*"
    r"|\w*berekning\w*|\w*statistikk\w*|tall|tal|tala|\w*funn\w*|\w*erfaring\w*|\w*måling\w*"
    r"|\w*analyse\w*|\w*anslag\w*|regnestykket",
}
_GAP = re.compile(r" ?([~=])(\d)")
_WORD = {"~": r"\S+", "=": r"(?!(?:må|skal|bør|burde)\b)\S+"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row.

    Attributes:
        name: What it reads, in a few words.
        strength: What it decides.
        phrases: One of these stands in the clause.
        unless: None of these stands there; ``None`` where there is no exception.
        listed: Whether it reads items of a list of proposals too, or running text only.
    """

    name: str
    strength: Strength
    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None
    listed: bool

    def fits(self, clause: str, *, proposed: bool) -> bool:
        """Whether it decides on a clause."""
        return (
            (self.listed or not proposed)
            and bool(self.phrases.search(clause))
            and not (self.unless and self.unless.search(clause))
        )


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(phrases)
    joined = _GAP.sub(lambda gap: f"(?: {_WORD[gap[1]]}){{0,{gap[2]}}}?", joined)
    for word, meaning in _WORDS.items():
        joined = re.sub(rf"\b{word}\b", lambda _, meaning=meaning: f"(?:{meaning})", joined)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _rule(
    name: str,
    strength: Strength,
    *phrases: str,
    unless: Sequence[str] = (),
    listed: bool = True,
) -> Rule:
    return Rule(name, strength, _any_of(phrases), _any_of(unless) if unless else None, listed)


RULES: tuple[Rule, ...] = (
    # Whose voice
    _rule(
        "asks parliament or government",
        Strength.DEMANDS,
        r"(?:ber|bed) ~1 (?:stortinget|regjering(?:en|a|i))",
        r"bes (?:om å )?\w+e|bes (?:om å )?(?:gi|gjøre|se|sørge)",
    ),
    _rule(
        "according to a source",
        Strength.REPORTS,
        r"if?ølg(?:e|je)",
        r"i følg(?:e|je)",
        r"iflg\.?",
    ),
    _rule(
        "a source shows",
        Strength.REPORTS,
        r"SOURCE =9 =9 (?:viser|syner|viste|synte|tyder|tydet|tilsier|tilseier|anslår|oppgir|peker"
        r"|peikar|konkluderer|konkluderte|finner|fant|antyder|dokumenterer|bekrefter|avdekker"
        r"|avdekket|er klar på)",
        r"(?:viser|syner|tyder|tilsier) (?:(?:også|dessuten|òg) )?SOURCE",
        r"SOURCE =2 (?:deres|hans|hennes|deira) er ◦|mye tyder på|mykje tyder på",
        r"\w*(?:erklæringen|erklæringa|meldingen|meldinga|plattformen|plattforma|planen|strategien"
        r"|utredningen|utgreiinga|proposisjonen|innstillingen|innstillinga|konvensjonen|veilederen"
        r"|retningslinjen|retningslinjene) =5 (?:skisserer|slår fast|understreker|peker|peikar"
        r"|beskriver|legger opp til|legg opp til|fremhever|framhever|anbefaler|tilrår|omtaler)",
        unless=(r"^(?:dette|det) (?:viser|tyder)", r"^OWN"),
    ),
    _rule(
        "others say or decide",
        Strength.REPORTS,
        r"(?:BODY|PEOPLE) =6 (?:SAYS)",
        r"BODY =3 (?:støtter|støttar|krever|krev|avviser|ber|går|ønsker|ønskjer)",
        r"BODY =2 (?:har|hadde) ~2 (?:styrket|økt|redusert|kuttet|endret|fjernet|satt|valgt|tatt"
        r"|lagt|gjort|gitt|besluttet|bestemt|opprettet|som mål)|staket =2 BODY",
        r"BODY =3 vil(?! (?:være|vere|kunne|få|bli|ha behov|føre|gi|gje|måtte))",
        r"(?:mener|meiner|sier|seier|hevdar?|hevder|skriver|konkluderer|foreslo|lovet|lova|vedtok"
        r"|gikk|stemte|ga|gav|gjentok|foreslår|krever|anslår|rapporterte|svarte) =3 (?:BODY|PEOPLE)",
        r"(?:de fleste|flere|fleire|mange|andre) land\w* =3 (?:ønsker|mener|åpner|tillater|krever)",
        unless=(r"^OWN", r"har (?:vedtatt|vedteke|innført|fastsatt|foreslått) (?!◦).* (?:skal|må)"),
    ),
    _rule(
        "it was decided or found",
        Strength.REPORTS,
        r"(?:ble|blei|vart|er|har) det ~3 (?:vedtatt|vedteke|varsl\w+|foreslått|føreslått"
        r"|lagt fr[ae]m|innført|slått fast|rapportert|konkludert|hevdet|meldt)",
        r"det (?:ble|blei|vart|er|har) ~3 (?:vedtatt|vedteke|varsl\w+|foreslått|føreslått"
        r"|lagt fr[ae]m|slått fast|rapportert|konkludert|hevdet|dokumentert)",
        r"(?:anslås|anslåast|konkluderes|rapporteres|hevdes|meldes|opplyses|nevnes) det"
        r"|det (?:anslås|konkluderes|rapporteres|hevdes|meldes|opplyses)",
        r"er (?:det )?~3 (?:enighet|enigheit|semje) om",
        r"(?:kommer|kom|kjem) det (?:også )?fr[ae]m",
        r"(?:slått|slås) fast av",
        r"\w*(?:notatet|meldinga|meldingen|proposisjonen|innstillingen|innstillinga|utredningen"
        r"|utgreiinga|lovforslaget|rapporten) ~3 (?:foreslås|vert føreslått|står|heter|heiter|sies)",
    ),
    _rule(
        "somebody tells or does",
        Strength.REPORTS,
        r"melder|har ~4 meldt|fortel|forteller|rapporterer|rapporterte|opplyser|oppgir|oppgjev|hevder|hevdar"
        r"|skriver i|(?:sier|seier) (?:at|◦)|(?:sier|seier) ~3 ◦",
        r"vedtok|innførte|opphevet|oppheva|legaliserte|avkriminaliserte|forbød|forbaud",
        unless=(r"^OWN",),
    ),
    # What sounds like a position and is none
    _rule(
        "must by logic",
        Strength.BACKGROUND,
        r"må ~1 (?:antas|sies|kunne sies|kunne antas|anses å|ansees å|forventes)",
    ),
    _rule(
        "has to, as things are",
        Strength.BACKGROUND,
        r"(?:må|skal) (?:ofte|gjerne|stadig|vanligvis|som regel|i dag)|i dag må",
        r"^(?:mange|noen|nokre|nokon) ~2 må",
        listed=False,
    ),
    _rule(
        "a rule in force",
        Strength.BACKGROUND,
        r"^(?:etter|i henhold til|i medhold av|i tråd med) ~2 (?:rett|lov\w*|\w+loven"
        r"|\w+lova|forskrift\w*|regelverk\w*|§) ~9 (?:må|skal)",
        r"(?:må|skal) (?:etter|ifølge|i henhold til|i medhold av) ~2 (?:rett|lov\w*|\w+loven"
        r"|\w+lova|forskrift\w*|regelverk\w*|§)",
        listed=False,
    ),
    _rule(
        "what it is itself",
        Strength.BACKGROUND,
        r"^(?:vi|me) skal (?:være|vere)",
        listed=False,
    ),
    _rule(
        "not against and not worried",
        Strength.BACKGROUND,
        r"(?:er|går) ~1 (?:ikke|ikkje|aldri) ~1 (?:i ?mot|bekymr\w+|uroa?|skeptisk\w*)",
        r"(?:avviser|motsetter|motset) ~2 (?:ikke|ikkje)",
        unless=("må|skal|bør",),
    ),
    _rule(
        "what a body or scheme is for",
        Strength.BACKGROUND,
        r"^(?:\S+ ){0,4}\S*(?:prosjektet|forsøket|utvalget|utvalet|forløpene|komiteen)(?: ◦)* skal",
        listed=False,
    ),
    _rule(
        "a cleft sentence",
        Strength.BACKGROUND,
        r"^det er (?:nettopp |først og fremst |særlig )?(?:i|på|her|da|ved|etter) .* (?:det er|◦ ◦) viktig",
        listed=False,
    ),
    # Positions
    _rule(
        "does not want or accept",
        Strength.OPPOSES,
        r"(?:støtter|støttar|ønsker|ønskjer|vil) (?:OWN )?~1 ?(?:ikke|ikkje)(?! bare| berre| minst)",
        r"kan ~2 (?:ikke|ikkje) (?:støtte|akseptere|godta|godtaka|gå med|slutte|leve med)",
        unless=(r"vil ~1 (?:ikke|ikkje)(?! ha\b| ◦)",),
    ),
    _rule(
        "is against",
        Strength.OPPOSES,
        r"(?:er|går|stemmer|stiller) ~3 (?:i ?mot|negative?)",
        r"(?:motsetter|motset) (?:\S+ )?(?:seg|oss)",
        r"deler (?:ikke|ikkje) (?:oppfatningen|oppfatninga|synet|vurderingen)",
        r"(?:uenige?|usamde?|ueinige?) (?:i|med)",
        r"(?:sier|seier) ~1 nei til",
        r"ta[rk] ~2 avstand|tek avstand",
        r"(?:avvises|avvisast)(?= (?:av hensyn|av omsyn|av OWN|som|◦)| ,|$)",
        r"stiller seg avvis[ea]nde|kan ~1 (?:ikke|ikkje) (?:godtas|aksepteres|godtakast)",
        r"avviser(?! (?:pasient\w*|person\w*|bruk[ae]r\w*|barn\w*|de|dem|den|folk|ungdom\w*"
        r"|søker\w*|kvinner|samtidig))",
    ),
    _rule(
        "is sceptical, warns or fears",
        Strength.SCEPTICAL,
        r"skeptisk\w*|skeptiske|spør (?:seg|oss)|OWN (?:savner|saknar)|tvilende|tviler|tvilar|neppe|kritiske? til",
        r"bekymret|bekymra|bekymrer|bekymringsfull\w*|uroa|urovekkende|redde? for"
        r"|(?:med|til) (?:uro|bekymring)|i tvil|avventende|reagerer (?:på|sterkt)",
        r"advarer|advares|åtvarar|åtvara|frykter|fryktar",
        r"(?:stiller|stille) ~3 spørsmål (?:ved|om)",
        r"(?:ikke|ikkje) ~1 (?:tro på|tru på|overbevist|overtydd)|lite tr[ou] på",
        unless=(r"(?:ikke|ikkje) ~1 (?:bekymr\w+|skeptisk\w*)",),
    ),
    _rule(
        "supports",
        Strength.SUPPORTS,
        r"(?:støtter|støttar)(?! hverandre| kvarandre| opp)",
        r"still\w* (?:oss|seg) ~1 bak|slutter (?:oss|seg)",
        r"(?:er|stiller (?:seg|oss)) ~4 (?:positive?|positivt)(?= (?:til|at|◦|med)| ,|$)",
        r"er (?:et|eit|en|ei) (?:svært )?positivt? \w+",
        r"er ~4 (?:enige?|einige?|samde?) (?:i|med)|er ~2 glade? for|er ~1 fornuftig",
        r"ser ~2 positivt på",
        r"(?:hilser|hilses|helsar|ønsker) ~8 velkom\w+",
        r"OWN ~1 (?:aksepterer|godtar|godtek|applauderer|roser)",
    ),
    _rule(
        "makes something a condition",
        Strength.CONDITIONAL,
        r"(?:forutsetter|føreset|forutset) (?:derfor |difor )?◦",
    ),
    _rule("must or shall", Strength.DEMANDS, "må|skal"),
    _rule(
        "a measure without a subject",
        Strength.DEMANDS,
        r"^at(?: ◦)+$",
        r"^(?:innføre|etablere|opprette|sikre|styrke|styrkje|øke|auke|redusere|utvide|videreføre"
        r"|vidareføre|utarbeide|utrede|greie ut|lovfeste|fjerne|avvikle|forby|gjeninnføre"
        r"|øremerke|oppheve|bygge|sørge for|syte for|legge til rette|gi|gje|stille|gjøre)(?= (?!vi))",
    ),
    _rule("should", Strength.RECOMMENDS, "bør|burde"),
    _rule(
        "requires",
        Strength.DEMANDS,
        r"(?:krever|krev) (?:OWN|◦|~2 ?at)",
        r"OWN ~4 (?:krever|krev)",
        r"plikter å|pliktar å|pålegges|påleggast|forbys|forbydast",
        unless=(r"(?:det|dette|å) ~1 krever",),
    ),
    _rule(
        "proposes, recommends or wants",
        Strength.RECOMMENDS,
        r"anbefaler|tilrår|foreslår|føreslår|oppfordrer|oppmodar|etterlyser|fraråder|frarår"
        r"|frarådes|frarådast",
        r"går ~3 inn for",
        r"OWN ~3 (?:ønsker|ønskjer|ber|bed|foretrekker|føretrekkjer)",
        r"(?:ønsker|ønskjer|ber|vil) (?:OWN|◦)|(?:ber|bed) ~1 om(?! hjelp| råd| unnskyldning)",
        r"tar til orde for|tek til orde for|foreslås|føreslåast",
        r"OWN vil ~1 (?:ha|at|\w+e|[gs]jøre|gjere|gi|gje|se|styrke)",
        unless=(
            r"vil ~2 (?:være|vere|bidra|engasjere|arbeide|jobbe|takke|vise|understreke|påpeke|peke"
            r"|peike|kunne|ha behov|følge|følgje|fortsette|minne|presisere|kommentere|bemerke)",
            r"(?:ber|bed) (?:ikke|ikkje)",
        ),
    ),
    _rule(
        "finds it important or needed",
        Strength.RECOMMENDS,
        r"(?:er|fremstår|framstår|blir) ~6 (?:viktige?|viktigere|viktigare|viktigst|nødvendige?"
        r"|naudsynte?|avgjørende|avgjerande|essensiel\w+)(?= (?:for|at|å|med|i|ved|når|på|også|òg"
        r"|både|og|nå|no|tidlig|◦|,)(?: |$)|$)",
        r"(?:er|fremstår|framstår|blir) ~6 (?:på tide|behov for)",
        r"vil være et viktig tiltak",
        r"trengs|trengst|(?:trenger|treng) (?:vi|me)|(?:vi|me) (?:trenger|treng)",
    ),
    _rule(
        "finds something wrong",
        Strength.SCEPTICAL,
        r"uheldige?|betenkelig\w*|problematisk|ufors?varlig|uansvarlig|uakseptab\w+|uverdig"
        r"|kritikkverdig|overdrevet|rigide?|beklager|beklagelig\w*|dessverre|diverre",
        r"svikter|sviktar|svakhet\w*|mangelfull\w*|underkommunisert|undervurdert|underfinansiert"
        r"|nedprioritert|nedprioriteres|negativ utvikling|et ~1 brudd på|ingen er tjent med",
        r"(?:ikke|ikkje) (?:god|godt|gode|godt?) nok|(?:ikke|ikkje) ~2 tilstrekkelig\w*"
        r"|fungerer (?:ikke|ikkje|dårlig)|ser utfordringer|det mangler|det manglar",
        r"er (?:det )?~1 ?(?:en|ei|et|eit) ~1 (?:utfordring|problem)(?: at| ◦|$)",
        r"(?:en|ei|den) ~4 utfordring(?:en|a|ene|ane)? ~4 er",
        r"(?:sjelden|lite|ikke|ikkje) (?:hensiktsmessig|formålstjenlig)",
        r"(?:er|blir) ~3 for (?:stor|liten|lite|få|sen|dårlig|høy|lav|lang|svak|streng|smal"
        r"|vid|uklar|lett|enkel|vanskelig)(?:t|e|e?re)?",
        r"(?:er|blir) ~3 for (?:mange(?= \w)|komplisert\w*)",
        r"altfor|alt for|i dag for (?:dårlig|lite|svak)\w*|får for (?:lite|liten|få)",
        r"OWN ser ~1 (?:mangel|svikt\w*)",
        listed=False,
    ),
)

CONDITION = _rule(
    "a position under a condition",
    Strength.CONDITIONAL,
    r"dersom|hvis|viss|såfremt|såframt|forutsatt|føresett|med mindre|så lenge|på vilkår av",
    r"under (?:den )?(?:forutsetning|føresetnad) ~1 (?:av|om)",
    r"(?:bare|kun|berre) ~4 (?:om|når|etter at)",
    r"^skal .*?, (?:må|bør)",
    unless=(
        r"(?:hva|kva|hvordan|korleis) .* (?:dersom|hvis|viss)",
        r"(?:ikke|ikkje|slik at \S+) (?:bare|kun|berre)",
    ),
)
"""Turns a position that the main clause takes into a conditional one; reads the whole clause."""

PERMISSION = _rule(
    "a permission",
    Strength.CONDITIONAL,
    r"kan ~2 (?:\w+es|være et (?:godt|nyttig|viktig) (?:tiltak|virkemiddel|alternativ)|godta\w*|akseptere|støtte)|villige? til å (?:støtte|godta|akseptere)",
)
"""Under a condition, this is a position too."""

OWN_VOICE = _any_of(("^OWN",))
"""A clause whose subject is the organisation that publishes the document."""
