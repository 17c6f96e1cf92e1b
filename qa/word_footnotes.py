"""Real footnotes for python-docx 1.2, which has none: the part, its styles and its references.

The names are those of ECMA-376, part 1, 17.11: a footnotes part begins with the two separators
between text and notes, and the settings name them.
"""

from __future__ import annotations

import re

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

_TEXT, _REFERENCE = "footnote text", "footnote reference"
# What an XML 1.0 document cannot hold: most control characters, halves of characters, two others.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with U+FFFD in the place of each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


class Footnotes:
    """The footnotes of one Word document, numbered in the order in which they are added."""

    def __init__(self, document: Document) -> None:
        """Give the document an empty footnotes part.

        Args:
            document: Made from python-docx's own template, which has none.
        """
        self._notes = parse_xml(_EMPTY)
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            self._notes,
            document.part.package,
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_separators(document)
        self._text_style, self._reference_style = _add_styles(document)
        self._count = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """End the paragraph with a reference to a new footnote with that text."""
        self._count += 1
        note = parse_xml(f'<w:footnote {nsdecls("w")} w:id="{self._count}"/>')
        content = parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{self._text_style}"/></w:pPr></w:p>'
        )
        note.append(content)
        self._notes.append(note)
        words = Paragraph(content, paragraph)
        self._add_mark(words, "<w:footnoteRef/>")
        words.add_run(xml_text(f" {text}"))
        self._add_mark(paragraph, f'<w:footnoteReference w:id="{self._count}"/>')

    def _add_mark(self, paragraph: Paragraph, mark: str) -> None:
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="{self._reference_style}"/></w:rPr>'
                f"{mark}</w:r>"
            )
        )


def _separator(identifier: int, kind: str) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{identifier}"><w:p><w:pPr>'
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )


_EMPTY = (
    f"<w:footnotes {nsdecls('w')}>{_separator(-1, 'separator')}"
    f"{_separator(0, 'continuationSeparator')}</w:footnotes>"
)


def _name_separators(document: Document) -> None:
    settings: BaseOxmlElement = document.settings.element
    # The order of the settings is fixed; the template has none of those between these two.
    settings.xpath("w:compat")[0].addprevious(
        parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
            "</w:footnotePr>"
        )
    )


def _add_styles(document: Document) -> tuple[str, str]:
    """Add Word's own two styles for footnotes, and return their ids."""
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(3)
    text.paragraph_format.line_spacing = 1.0
    reference = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.font.superscript = True
    return text.style_id, reference.style_id
