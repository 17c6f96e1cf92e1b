"""What a Word document of ours looks like: A4, a font of every machine, Word's own styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from embeddings.language import Language

SPELLING: Mapping[Language, str] = MappingProxyType({"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"})
"""By which of Word's dictionaries each language is checked."""

NORMAL, TITLE, SUBTITLE = "Normal", "Title", "Subtitle"
QUOTE, BULLET = "Quote", "List Bullet"
REMARK, QUOTED_DOCUMENT, MANNER = "Remark", "Quoted document", "Manner"

_FONT = "Arial"
_INK, _SOFT = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x55, 0x55, 0x55)
_PAGE_NUMBER = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph style looks; sizes and spaces in points, the indent in centimetres."""

    size: float = 10.5
    bold: bool = False
    colour: RGBColor = _INK
    before: float = 0
    after: float = 6
    indent: float = 0
    keep_with_next: bool = False


_LOOKS: Mapping[str, _Look] = MappingProxyType(
    {
        NORMAL: _Look(),
        TITLE: _Look(size=22, bold=True, after=2),
        SUBTITLE: _Look(colour=_SOFT, after=12),
        "Heading 1": _Look(size=15, bold=True, before=24, keep_with_next=True),
        "Heading 2": _Look(size=12, bold=True, before=16, after=3, keep_with_next=True),
        REMARK: _Look(keep_with_next=True),
        QUOTED_DOCUMENT: _Look(colour=_SOFT, after=8, keep_with_next=True),
        MANNER: _Look(size=9.5, colour=_SOFT, after=2, indent=0.75, keep_with_next=True),
        QUOTE: _Look(after=9, indent=0.75),
        BULLET: _Look(after=4, indent=0.63),
    }
)


def shape(document: Document, language: Language) -> None:
    """Give a new document its page, styles, page number and language.

    Args:
        document: Made from python-docx's own template.
        language: Of all of its text but quotations, which no dictionary checks.
    """
    (page,) = document.sections
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.append(parse_xml(_PAGE_NUMBER))
    _set_font_and_language(document, language)
    _mend_template(document)
    for name, look in _LOOKS.items():
        if name not in document.styles:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _apply(look, cast(ParagraphStyle, document.styles[name]))
    document.styles[QUOTE].font.no_proof = True


def _set_font_and_language(document: Document, language: Language) -> None:
    styles = document.styles.element
    # The template names its fonts by theme, style by style; those go before a font by name.
    for by_theme in styles.xpath("//w:rFonts"):
        by_theme.getparent().remove(by_theme)
    (defaults,) = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    defaults.insert(
        0,
        parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>'),
    )
    (spelling,) = defaults.xpath("w:lang")
    spelling.set(qn("w:val"), SPELLING[language])


def _mend_template(document: Document) -> None:
    """Undo what is not true of a new document.

    The template is of Word 2010, says its spelling has been checked, and brings a picture of
    another page and a second set of styles.
    """
    settings = document.settings.element
    (version,) = settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']")
    version.set(qn("w:val"), "15")
    (checked,) = settings.xpath("w:proofState")
    settings.remove(checked)
    for relations in (document.part.package.rels, document.part.rels):
        for identifier, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del relations[identifier]


def _apply(look: _Look, style: ParagraphStyle) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = look.colour
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.left_indent = Cm(look.indent)
    paragraph.line_spacing = 1.2
    paragraph.keep_with_next = look.keep_with_next
    for ornament in style.element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing"):
        ornament.getparent().remove(ornament)
