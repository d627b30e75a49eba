"""XML records, each parsed alone."""

from __future__ import annotations

import io

from claimgraph.corpus.opening import ByteStream
from claimgraph.corpus.options import ReadOptions
from claimgraph.corpus.xml_records import XmlRecord, xml_records
from claimgraph.errors import UnreadableRecord


def test_records_and_faults_in_order() -> None:
    content = b"<set>\n<a>&beta;<!-- no --></a>\n<a><id>7</id><b></a>\n<a/>\nstray</set>"
    stream = ByteStream(io.BytesIO(content), path="x", max_bytes=1000)
    first, second, third, stray = xml_records(stream, ("a",), path="x", options=ReadOptions())
    assert isinstance(first, XmlRecord)
    assert (first.element.text, first.number, first.line) == ("β", 1, 2)
    assert isinstance(second, UnreadableRecord)
    assert (second.record, second.line) == ("2 (7)", 3)
    assert isinstance(third, XmlRecord)
    assert (third.name, third.number, third.line) == ("a", 3, 4)
    assert isinstance(stray, UnreadableRecord)
    assert "stray content" in stray.reason
