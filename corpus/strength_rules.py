"""The table by which main clauses are read: one row a rule, and the first that fits decides.

The rows ask who speaks, then what sounds like a position and is none; then come the positions, the
most telling words first. A row fits where one of its phrases stands in the clause and none of its
exceptions does; ``corpus.strength_words`` has the notation. "◦" stands for a word of a subordinate
clause, so "ber om ◦" is "ber om at …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.strength_words import any_of


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


@dataclass(frozen=True, slots=True)
class Rule:
    """One row.

    Attributes:
        name: What it reads, in a few words.
        strength: What it decides.
        phrases: One of these stands in the clause.
        unless: None of these stands there; ``None`` where there is no exception.
        listed: Whether it reads items of a list of proposals too, or running text only.
        yields: Whether it is but the reason for a position that a later clause takes.
    """

    name: str
    strength: Strength
    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None
    listed: bool
    yields: bool

    def fits(self, clause: str, *, proposed: bool) -> bool:
        """Whether it decides on a clause."""
        return (
            (self.listed or not proposed)
            and bool(self.phrases.search(clause))
            and not (self.unless and self.unless.search(clause))
        )


def _rule(
    name: str,
    strength: Strength,
    *phrases: str,
    unless: Sequence[str] = (),
    listed: bool = True,
    yields: bool = False,
) -> Rule:
    exceptions = any_of(unless) if unless else None
    return Rule(name, strength, any_of(phrases), exceptions, listed, yields)


RULES: tuple[Rule, ...] = (
    # A sentence that is no more than a proposal
    _rule(
        "a measure without a subject",
        Strength.DEMANDS,
        r"^at(?: ◦)+$",
        r"^(?:innføre|etablere|opprette|sikre|styrke|styrkje|øke|auke|redusere|utvide|videreføre"
        r"|vidareføre|utarbeide|utrede|greie ut|lovfeste|fjerne|avvikle|forby|gjeninnføre"
        r"|øremerke|oppheve|bygge|sørge for|syte for|legge til rette|gi|gje|stille|gjøre)"
        r"(?= (?!vi))",
    ),
    # Whose voice it is
    _rule(
        "asks parliament or government",
        Strength.DEMANDS,
        r"(?:ber|bed) ~1 (?:stortinget|regjering(?:en|a|i))",
        r"bes (?:om å )?(?:\w+e|gi|se)",
    ),
    _rule("according to a source", Strength.REPORTS, r"if?ølg(?:e|je)|i følg(?:e|je)|iflg"),
    _rule(
        "a source shows",
        Strength.REPORTS,
        r"SOURCE =9 =9 (?:viser|syner|viste|synte|tyder|tydet|tilsier|tilseier|anslår|oppgir|peker"
        r"|peikar|konkluder(?:er|te)|finner|fant|antyder|dokumenterer|bekrefter|avdekke[rt]"
        r"|er klar på)",
        r"(?:viser|syner|tyder|tilsier) (?:(?:også|dessuten|òg) )?SOURCE",
        r"SOURCE =2 (?:deres|hans|hennes|deira) er ◦|mye tyder på|mykje tyder på",
        r"PAPER =5 (?:skisserer|slår fast|understreker|peker|peikar|beskriver|legger opp til"
        r"|legg opp til|fr[ae]mhever|anbefaler|tilrår|omtaler)",
        unless=(r"^(?:dette|det) (?:viser|tyder)", r"^OWN"),
    ),
    _rule(
        "others say or decide",
        Strength.REPORTS,
        r"(?:BODY|PEOPLE) =6 (?:SAYS)",
        r"BODY =3 (?:støtter|støttar|krever|krev|avviser|ber|går|ønsker|ønskjer|finner)",
        r"BODY =2 (?:har|hadde) ~2 (?:styrket|økt|redusert|kuttet|endret|fjernet|satt|valgt|tatt"
        r"|lagt|gjort|gitt|besluttet|bestemt|opprettet|◦)|staket =2 BODY",
        r"BODY =3 vil(?! (?:være|vere|kunne|få|bli|ha behov|føre|gi|gje|måtte))",
        r"(?:mener|meiner|sier|seier|hevdar?|hevder|skriver|konkluderer|foreslo|lovet|lova|vedtok"
        r"|gikk|stemte|ga|gav|gjentok|foreslår|krever|anslår|rapporterte|svarte)"
        r" =3 (?:BODY|PEOPLE)",
        r"(?:de fleste|flere|fleire|mange|andre) land\w* =3 (?:ønsker|mener|åpner|tillater|krever)",
        unless=(
            r"^OWN",
            # "Reglene myndighetene har vedtatt, skal gjelde": a relative clause without "som".
            r"har (?:vedtatt|vedteke|innført|fastsatt|foreslått) (?!◦).* (?:skal|må)",
        ),
    ),
    _rule(
        "it was decided or found",
        Strength.REPORTS,
        r"(?:ble|blei|vart|er|har) det ~3 (?:vedtatt|vedteke|varsl\w+|foreslått|føreslått"
        r"|lagt fr[ae]m|innført|slått fast|rapportert|konkludert|hevdet|meldt)",
        r"det (?:ble|blei|vart|er|har) ~3 (?:vedtatt|vedteke|varsl\w+|foreslått|føreslått"
        r"|lagt fr[ae]m|slått fast|rapportert|konkludert|hevdet|dokumentert)",
        r"(?:anslås|anslåast|konkluderes|rapporteres|hevdes|meldes|opplyses|nevnes) det",
        r"det (?:anslås|konkluderes|rapporteres|hevdes|meldes|opplyses)",
        r"er ~4 (?:enighet|enigheit|semje) om|(?:kommer|kom|kjem) det (?:også )?fr[ae]m",
        r"(?:slått|slås) fast av",
        r"PAPER ~3 (?:foreslås|vert føreslått|står|heter|heiter|sies)",
    ),
    _rule(
        "somebody tells or does",
        Strength.REPORTS,
        r"melder|har ~4 meldt|fortel|forteller|rapporterer|rapporterte|opplyser|oppgir|oppgjev"
        r"|hevder|hevdar|skriver i|(?:sier|seier) ~3 ◦|(?:sier|seier) at",
        r"vedtok|innførte|opphevet|oppheva|legaliserte|avkriminaliserte|forbød|forbaud",
        unless=(r"^OWN", r"(?:sier|seier|hevder|hevdar) OWN"),
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
        r"^(?:etter|i henhold til|i medhold av|i tråd med) ~2 (?:LAW) ~9 (?:må|skal)",
        r"(?:må|skal) (?:etter|i henhold til|i medhold av) ~2 (?:LAW)",
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
        r"(?:er|går) ~1 NOT ~1 (?:i ?mot|bekymr\w+|uroa?|skeptisk\w*)",
        r"(?:avviser|motsetter|motset) ~2 NOT",
        unless=(r"må|skal|bør",),
    ),
    _rule(
        "what a body or scheme is for",
        Strength.BACKGROUND,
        r"^(?:\S+ ){0,4}\w*(?:prosjektet|forsøket|utvalget|utvalet|forløpene|komiteen)(?: ◦)* skal",
        listed=False,
    ),
    _rule(
        "what matters in passing",
        Strength.BACKGROUND,
        r"^det er (?:nettopp |først og fremst |særlig )?(?:i|på|her|da|ved|etter) .* (?:det er|◦ ◦)"
        r" viktig",
        listed=False,
    ),
    # Positions
    _rule(
        "does not want or accept",
        Strength.OPPOSES,
        r"(?:støtter|støttar|ønsker|ønskjer|vil|aksepterer|godtar|godtek) ~2 NOT(?! bare| berre"
        r"| minst)|går NOT inn for",
        r"kan ~2 NOT (?:støtte|akseptere|godta|godtaka|gå med|slutte|leve med)",
        unless=(r"vil ~1 NOT(?! ha\b| ◦)",),
    ),
    _rule(
        "is against",
        Strength.OPPOSES,
        r"(?:er|går|stemmer|stiller) ~3 (?:i ?mot|negative?)|er ~1 motstand(?:er|ere|ar|arar) av",
        r"(?:motsetter|motset) (?:\S+ )?(?:seg|oss)|ta[rk] ~2 avstand|tek ~2 avstand",
        r"deler NOT (?:oppfatningen|oppfatninga|synet|vurderingen)|(?:sier|seier) ~1 nei til",
        r"(?:uenige?|usamde?|ueinige?) (?:i|med)|stiller seg avvis[ea]nde",
        r"(?:avvises|avvisast)(?= (?:av hensyn|av omsyn|av OWN|som|◦)| ,|$)",
        r"kan ~1 NOT (?:godtas|aksepteres|godtakast)",
        r"avviser(?! (?:pasient\w*|person\w*|bruk[ae]r\w*|barn\w*|de|dem|den|folk|ungdom\w*"
        r"|søker\w*|kvinner|samtidig))",
    ),
    _rule(
        "is sceptical, warns or fears",
        Strength.SCEPTICAL,
        r"(?:er|var|blir|vært|virker|stiller|finner|synes) ~4 (?:skeptisk\w*|skeptiske|tvilende"
        r"|kritiske? til|avventende|bekymret|bekymra|bekymringsfull\w*|uroa|urolige?|urovekkende"
        r"|redde?|i tvil)",
        r"tviler|tvilar|neppe|bekymrer",
        r"(?:med|til) (?:uro|bekymring)|reagerer (?:på|sterkt)|OWN (?:savner|saknar)",
        r"advarer|advares|åtvarar|åtvara|frykter|fryktar",
        r"(?:stiller|stille) ~3 spørsmål (?:ved|om)|spør (?:seg|oss)",
        r"NOT ~1 (?:tro på|tru på|overbevist|overtydd)|lite tr[ou] på",
        unless=(r"NOT ~1 (?:bekymr\w+|skeptisk\w*)",),
    ),
    _rule(
        "supports",
        Strength.SUPPORTS,
        r"(?:støtter|støttar|stør)(?! hverandre| kvarandre| opp)",
        r"still\w* (?:oss|seg) ~1 bak|slutter (?:oss|seg)",
        r"(?:er|stiller (?:seg|oss)) ~4 (?:positive?|positivt)(?= (?:til|at|◦|med)| ,|$)",
        r"er (?:et|eit|en|ei) (?:svært )?positivt? \w+|ser ~2 positivt på|er ~1 fornuftig",
        r"er ~4 (?:enige?|einige?|samde?) (?:i|med)|er ~2 glade? for",
        r"(?:hilser|hilses|helsar|ønsker) ~8 velkom\w+",
        r"OWN ~1 (?:aksepterer|godtar|godtek|applauderer|roser)",
    ),
    _rule(
        "makes something a condition",
        Strength.CONDITIONAL,
        r"(?:forutsetter|føreset|forutset) (?:derfor |difor )?◦",
        r"^(?:en |ei )?(?:forutsetning|forutsetninger|føresetnad|føresetnader) for ~9 er ◦",
    ),
    _rule("must or shall", Strength.DEMANDS, r"må|skal"),
    _rule("should", Strength.RECOMMENDS, r"bør|burde"),
    _rule(
        "requires",
        Strength.DEMANDS,
        r"(?:krever|krev) (?:OWN|at|◦|~2 ◦)|OWN ~4 (?:krever|krev)",
        r"plikter å|pliktar å|pålegges|påleggast|forbys|forbydast",
        unless=(r"(?:det|dette|å) ~1 krever", r"(?:krever|krev) NOT"),
    ),
    _rule(
        "proposes, recommends or wants",
        Strength.RECOMMENDS,
        r"anbefaler|tilrår|foreslår|føreslår|foreslås|føreslåast|oppfordrer|oppmodar|etterlyser"
        r"|fraråder|frarår|frarådes|frarådast|går ~3 inn for|ta[rk] til orde for|tek til orde for",
        r"OWN ~3 (?:ønsker|ønskjer|ber|bed|foretrekker|føretrekkjer)",
        r"(?:ønsker|ønskjer|ber|vil) (?:OWN|◦)|(?:ber|bed) ~1 om(?! hjelp| råd| unnskyldning)",
        r"OWN vil ~1 (?:ha|at|\w+e|gi|gje|se)",
        unless=(
            r"vil ~2 (?:være|vere|bidra|engasjere|arbeide|jobbe|takke|vise|understreke|påpeke|peke"
            r"|peike|kunne|ha behov|følge|følgje|fortsette|minne|presisere|kommentere|bemerke)",
            r"(?:ber|bed) NOT",
        ),
    ),
    _rule(
        "finds it important or needed",
        Strength.RECOMMENDS,
        r"(?:er|fremstår|framstår|blir|vil ~2 være) ~6 (?:viktige?|viktigere|viktigare|viktigst"
        r"|nødvendige?|naudsynte?|avgjørende|avgjerande|essensiel\w+|sentralt)"
        r"(?= (?:for|at|å|med|i|ved|når|på|også|òg|både|og|nå|no|tidlig|◦|,)(?: |$)|$)",
        r"(?:er|fremstår|framstår|blir) ~6 (?:på tide|behov for)",
        r"vil ~2 (?:være|vere) (?:et viktig tiltak|(?:interessant|ønskelig|ynskjeleg|en fordel) å)",
        r"er ~3 (?:naturlig|ønskelig|ynskjeleg|rimelig|riktig|rett) (?:å|at|om)",
        r"(?:mener|meiner) ~9 kan være (?:riktig|hensiktsmessig|aktuelt|ønskelig)",
        r"trengs|trengst|(?:trenger|treng) (?:vi|me)|(?:vi|me) (?:trenger|treng)",
    ),
    _rule(
        "finds something wrong",
        Strength.SCEPTICAL,
        r"uheldige?|betenkelig\w*|problematisk|uforsvarlig|uansvarlig|uakseptab\w+|uholdbar\w*|uverdig"
        r"|kritikkverdig|overdrevet|rigide?|beklager|beklagelig\w*|dessverre|diverre",
        r"svikter|sviktar|svakhet\w*|mangelfull\w*|underkommunisert|undervurdert|underfinansiert"
        r"|nedprioritert|nedprioriteres|negativ utvikling|et ~1 brudd på|ingen er tjent med",
        r"NOT ~4 (?:god|godt|gode) nok|NOT ~2 tilstrekkelig\w*|fungerer (?:dårlig|NOT)",
        r"ser (?:utfordringer|bristene|brister|mangler)|det mangler|det manglar"
        r"|kan gå ut ?over|begrenset (?:virkning|effekt)|OWN ser ~1 (?:mangel|svikt\w*)",
        r"er ~2 (?:en|ei|et|eit) ~1 (?:utfordring|problem)(?: at| ◦|$)",
        r"(?:en|ei|den) ~4 utfordring(?:en|a|ene|ane)? ~4 er",
        r"(?:dårlig|dårleg|lite|mangelfullt) (?:utredet|utgreidd|begrunnet|gjennomtenkt|tilpasset)",
        r"(?:sjelden|lite|NOT) (?:hensiktsmessig|formålstjenlig)",
        r"(?:er|blir) ~3 for (?:stor|liten|lite|få|sen|dårlig|høy|lav|lang|svak|streng|smal|vid"
        r"|uklar|lett|enkel|vanskelig|komplisert)(?:t|e)?|(?:er|blir) ~3 for mange \w+ ◦",
        r"altfor|alt for|i dag for (?:dårlig|lite|svak)\w*|får for (?:lite|liten|få)",
        listed=False,
        yields=True,
    ),
)

CONDITION = _rule(
    "a position under a condition",
    Strength.CONDITIONAL,
    r"dersom|hvis|viss|såfremt|såframt|forutsatt|føresett|med mindre|så lenge|på vilkår av",
    r"under (?:den )?(?:forutsetning|føresetnad) ~1 (?:av|om)",
    r"(?:bare|kun|berre) ~4 (?:om|når|etter at)",
    # "Skal dette lykkes, må …": the verb first is a condition too.
    r"^skal .*?, (?:må|bør)",
    unless=(
        r"(?:hva|kva|hvordan|korleis) .* (?:dersom|hvis|viss)",
        r"(?:NOT|slik at \S+) (?:bare|kun|berre)",
    ),
)
"""Makes a position of the main clause a conditional one; reads the whole clause."""

PERMISSION = _rule(
    "a permission under a condition",
    Strength.CONDITIONAL,
    r"kan ~2 (?:\w+es|være et (?:godt|nyttig|viktig) (?:tiltak|virkemiddel|alternativ)|godta\w*"
    r"|akseptere|støtte|slutte)|villige? til å (?:støtte|godta|akseptere)",
)
"""What is a position only under a condition."""

OWN_VOICE = any_of((r"^OWN",))
"""A clause whose subject is the organisation that publishes the document."""
