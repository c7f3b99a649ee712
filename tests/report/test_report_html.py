"""The page shows every text whole, lets none of it become markup, and loads nothing."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from report_samples import HOSTILE, document_of, doubt, hostile, ordinary, report_of, revise, revisions

import yiwen.report
from yiwen.report import to_html
from yiwen.types import (
    Document,
    DocumentReport,
    Fix,
    Report,
    Revision,
    Rule,
    Segment,
    Span,
    Summary,
    SummarySentence,
    TermCount,
)
from yiwen.workflow.fix import fix_document
from yiwen.workflow.run import build_report
from yiwen.workflow.settings import Finder, Settings

VOID = {"meta", "link", "input", "wbr", "br", "img"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())

    def all(self, tag: str = "", class_: str = "") -> list["Node"]:
        """Return the nodes below of that tag and class, in document order."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if (not tag or child.tag == tag) and (not class_ or class_ in child.classes):
                    found.append(child)
                found += child.all(tag, class_)
        return found


class Parser(HTMLParser):
    """Builds the tree; a tag that closes nothing, or the wrong thing, is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(report: Report) -> Node:
    parser = Parser()
    parser.feed(re.sub("\r\n?", "\n", to_html(report)))  # as a browser reads a page
    parser.close()
    assert len(parser.open) == 1, "something was left open"
    return parser.open[0]


def texts(segment: Node) -> tuple[str, str]:
    """Return a segment's text before and after, as a reader's browser would."""
    same = segment.all("div", "same")
    if same:
        text = same[0].all("div", "text")[0].text
        return text, text
    before, after = (segment.all("div", name)[0].all("div", "text")[0].text for name in ("before", "after"))
    return before, after


@given(revisions())
@settings(max_examples=60)
def test_the_texts_before_and_after_stand_whole_in_the_page(revision: Revision) -> None:
    (segment,) = parsed(report_of(document_of("a.txt", revision))).all("article")
    assert texts(segment) == (revision.before, revision.after)


@given(revisions())
@settings(max_examples=60)
def test_deletions_and_insertions_are_the_edits(revision: Revision) -> None:
    (segment,) = parsed(report_of(document_of("a.txt", revision))).all("article")
    panels = segment.all("div", "text")
    gone = "".join(node.text for panel in panels for node in panel.all("del"))
    come = "".join(node.text for panel in panels for node in panel.all("ins"))
    assert gone == "".join(edit.before for edit in revision.edits)
    assert come == "".join(edit.after for edit in revision.edits)


def test_hostile_text_is_shown_and_stays_text() -> None:
    page = parsed(hostile())
    assert [len(page.all(tag)) for tag in ("script", "style", "img", "iframe", "article")] == [1, 1, 0, 0, 1]
    shown = HOSTILE.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert texts(page.all("article")[0]) == (shown, "new" + shown)
    to_html(hostile()).encode("utf-8")
    note = page.all("div", "note")[0]
    assert note.attributes["data-rule"] == shown
    assert shown in note.text


def test_no_text_of_a_report_is_in_the_script_or_the_style() -> None:
    folder = Path(yiwen.report.__file__).parent
    for report in (ordinary(), hostile()):
        page = parsed(report)
        assert page.all("script")[0].text == (folder / "page.js").read_text("utf-8")
        assert page.all("style")[0].text == (folder / "page.css").read_text("utf-8")


def test_no_attribute_runs_code() -> None:
    for node in parsed(hostile()).all():
        assert not [name for name in node.attributes if name.startswith("on")]
        assert not (node.attributes.get("href") or "").lower().startswith("javascript")
        assert "style" not in node.attributes  # the policy would refuse it


def test_the_page_loads_nothing() -> None:
    loading = {"src", "srcset", "action", "formaction", "poster", "data", "background", "ping", "manifest"}
    for report in (ordinary(), hostile()):
        page = parsed(report)
        for node in page.all():
            assert not loading & node.attributes.keys()
            href = node.attributes.get("href") or "#"
            assert href.startswith("#") or href == "data:," or "source" in _ancestry(page, node)
        assert not re.search(r"url\(|@import|https?:", page.all("style")[0].text)
        assert not re.search(r"https?:|fetch\(|XMLHttpRequest|import\(|innerHTML|eval\(", page.all("script")[0].text)


def _ancestry(page: Node, node: Node) -> set[str]:
    """Return `source` where the node is a link of a rule's sources."""
    links = [link for sources in page.all("p", "sources") for link in sources.all("a")]
    return {"source"} if any(link is node for link in links) else set()


def test_the_policy_lets_only_this_script_and_style_run() -> None:
    page = parsed(ordinary())
    policy = next(
        node.attributes["content"] for node in page.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )  # fmt: skip
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.all(tag)[0].text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_sources_link_to_the_web_and_nowhere_else() -> None:
    links = [link for node in parsed(ordinary()).all("p", "sources") for link in node.all("a")]
    assert {(link.text, link.attributes["href"]) for link in links} == {
        ("Decree of 1984", "https://example.org/units?a=1&b=2")
    }
    bad = [link.attributes["href"] for node in parsed(hostile()).all("p", "sources") for link in node.all("a")]
    assert set(bad) == {"https://a.example/"}


def test_each_change_tells_its_rule_reason_and_source() -> None:
    segment = parsed(ordinary()).all("article")[0]
    notes = segment.all("div", "note")
    assert [(n.attributes["data-rule"], n.attributes["data-kind"], n.attributes["data-safety"]) for n in notes] == [
        ("mu-not-acre", "unit", "applied"),
        ("name-two-spellings", "name", "review"),
        ("greater-bay-area", "place", "applied"),
    ]
    assert [len(note.all("li")) for note in notes] == [2, 1, 1]
    assert "An acre is six mu." in notes[0].text
    assert "“Baoshi” stands elsewhere." in notes[1].text
    assert [option.text for option in notes[1].all("span", "option")] == ["Baoshi", "a better word"]
    assert "warning, 80% sure" in notes[1].text


def test_marks_and_notes_carry_the_same_numbers() -> None:
    segment = parsed(ordinary()).all("article")[0]
    marks = {
        node.attributes["data-n"] for panel in segment.all("div", "text") for node in panel.all() if node.attributes
    }
    assert marks == {item.attributes["data-n"] for item in segment.all("li")} == {"1", "2", "3", "4"}


def test_the_summary_links_each_sentence_to_its_evidence() -> None:
    page = parsed(ordinary())
    (sentence,) = page.all("span", "sentence")
    (link,) = sentence.all("a")
    assert sentence.text.startswith("The town took 40 mu.")
    target = next(node for node in page.all("article") if f"#{node.attributes['id']}" == link.attributes["href"])
    start, end = (int(link.attributes[name] or "") for name in ("data-start", "data-end"))
    assert texts(target)[1][start:end] == "The town took 40 mu"


def test_evidence_is_counted_as_browsers_count() -> None:
    plain = document_of("a.txt", revise("𠮷 and 𠮷 met."))
    summary = Summary((SummarySentence("𠮷 met.", "s0", Span(6, 12)),), ())
    page = parsed(report_of(DocumentReport(plain.document, plain.revisions, summary)))
    link = page.all("a", "evidence")[0]
    assert (link.attributes["data-start"], link.attributes["data-end"]) == ("7", "14")


def test_a_sentence_from_an_unknown_segment_is_no_dead_link() -> None:
    page = parsed(hostile())
    ids = {node.attributes.get("id") for node in page.all()}
    for link in page.all("a"):
        href = link.attributes["href"] or ""
        assert not href.startswith("#") or href[1:] in ids


def test_the_top_counts_by_safety_and_kind() -> None:
    page = parsed(ordinary())
    assert [node.all("strong")[0].text for node in page.all("div", "tally")] == ["3", "1", "1"]
    kinds = next(table for table in page.all("table") if table.all("caption")[0].text == "Found, by kind")
    rows = {row.all("th")[0].text: [cell.text for cell in row.all("td")] for row in kinds.all("tbody")[0].all("tr")}
    assert rows == {"name": ["0", "1", "1", "2"], "unit": ["2", "0", "0", "2"], "place": ["1", "0", "0", "1"]}


def test_a_score_never_stands_without_its_signature() -> None:
    page = parsed(ordinary())
    scores = next(table for table in page.all("table") if table.all("caption")[0].text == "Scores")
    assert "nrefs:1|case:mixed" in scores.text
    assert "43.80 40.00 to 47.50" in scores.text


def test_a_long_report_opens_with_only_what_was_marked() -> None:
    short = report_of(document_of("a.txt", *[revise("Calm.")] * 5))
    long = report_of(document_of("a.txt", *[revise("Calm.")] * 500))
    for report, narrowed in ((short, False), (long, True)):
        page = parsed(report)
        (only,) = (box for box in page.all("input") if box.attributes.get("name") == "only")
        assert ("checked" in only.attributes) is narrowed
        assert ("data-only" in page.all("main")[0].attributes) is narrowed


def test_the_filters_offer_every_kind_rule_and_safety() -> None:
    page = parsed(ordinary())
    offered = {
        select.attributes["name"]: [option.attributes["value"] for option in select.all("option")]
        for select in page.all("select")
    }
    assert offered == {
        "kind": ["", "name", "place", "unit"],
        "rule": ["", "greater-bay-area", "mu-not-acre", "name-two-spellings"],
    }
    boxes = [box.attributes["value"] for box in page.all("input") if box.attributes.get("name") == "safety"]
    assert boxes == ["applied", "review", "reported"]


def test_a_screen_reader_finds_its_way() -> None:
    page = parsed(ordinary())
    assert page.all("html")[0].attributes["lang"] == "en"
    assert [len(page.all(tag)) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    levels = [int(node.tag[1]) for node in page.all() if re.fullmatch("h[1-6]", node.tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels)), "a heading's level is left out"
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in page.all():
        if "aria-labelledby" in node.attributes:
            assert node.attributes["aria-labelledby"] in ids
    labelled = {id(field) for label in page.all("label") for field in label.all() if field.tag in {"input", "select"}}
    fields = {id(field) for field in page.all() if field.tag in {"input", "select"}}
    assert fields == labelled
    assert {node.attributes["lang"] for node in page.all("div", "text")} == {"en", "zh"}


def test_a_finding_left_safe_is_for_review_and_a_bare_one_is_reported() -> None:
    left = tuple(doubt("a b c", word, fix, "x") for word, fix in zip("abc", Fix, strict=True))
    page = parsed(report_of(document_of("a.txt", revise("a b c", left=left))))
    safeties = {mark.text: mark.classes for mark in page.all("div", "text")[0].all("mark")}
    assert safeties == {"a": {"review"}, "b": {"review"}, "c": {"reported"}}


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_keep_a_contrast_of_4_5(scheme: int) -> None:
    style = (Path(yiwen.report.__file__).parent / "page.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", style.split(":root {")[scheme + 1]))
    pairs = [(text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "card", "wash")]
    pairs += [(f"{name}-ink", f"{name}-bg") for name in ("del", "ins", "review", "reported")]
    pairs += [("ins-ink", "wash"), ("review-ink", "wash"), ("reported-ink", "wash"), ("accent", "evidence")]
    pairs += [("ink", f"{name}-bg") for name in ("review", "reported")] + [("ink", "evidence"), ("del-ink", "evidence")]
    weak = {pair: ratio for pair in pairs if (ratio := _contrast(*(colours[name] for name in pair))) < 4.5}
    assert not weak


def test_the_source_is_lit_where_a_change_comes_from() -> None:
    src, mt = "征地310亩，建成120亩果园。", "It acquired 310 acres of land and built 120 acres of orchards."
    document = Document("a", "txt", (Segment("1", mt, src),))
    finder = Finder(Settings())
    page = to_html(build_report([DocumentReport(document, fix_document(document, finder))], [finder]))
    lit = re.findall(r'<mark class="applied" data-n="(\d)" data-label="\d">(.*?)</mark>', page)
    assert lit == [("1", "亩"), ("2", "亩")]
    source = page[page.index("Chinese source") :]
    assert source.index("310<mark") < source.index("120<mark")


def test_an_edit_that_joins_rules_gives_the_reason_of_each() -> None:
    rules = (
        Rule("quota", "term", "指标 is a quota", "An indicator measures."),
        Rule("mu-not-acre", "unit", "亩 is a mu", "An acre is six mu."),
        Rule("user-c:C+D", "term", "C+D", "One name with a plus."),
    )
    revision = revise(
        "It won 9 acres of indicators at C D.",
        ("9 acres of indicators", "9 mu of quotas", "quota+mu-not-acre"),
        ("C D", "C+D", "user-c:C+D"),
    )
    page = parsed(report_of(document_of("a.txt", revision), rules=rules))
    joined, plain = page.all("div", "note")
    assert (joined.attributes["data-kind"], joined.attributes["data-rule"]) == ("term", "quota+mu-not-acre")
    assert "An indicator measures." in joined.text
    assert "An acre is six mu." in joined.text
    assert "One name with a plus." in plain.text


def test_a_segment_tells_its_own_id_where_the_file_gives_it_one() -> None:
    segments = (Segment("1", "The mill."), Segment("Sheet!B7", "The dam."))
    revised = tuple(Revision(segment.mt, segment.mt) for segment in segments)
    page = parsed(report_of(DocumentReport(Document("a.xlsx", "xlsx", segments), revised)))
    assert [[node.text for node in segment.all("span", "id")] for segment in page.all("article")] == [[], ["Sheet!B7"]]


def test_a_segment_without_chinese_of_its_own_says_so() -> None:
    segments = (Segment("1", "The mill.", "磨坊。"), Segment("2", "The dam.", None), Segment("3", "The sea.", ""))
    revised = tuple(Revision(segment.mt, segment.mt) for segment in segments)
    page = parsed(report_of(DocumentReport(Document("a.txt", "txt", segments), revised)))
    told = [segment.all("div", "source")[0].all("div", "text")[0].text for segment in page.all("article")]
    assert told == ["磨坊。", "none of its own", "none of its own"]
    assert "the Chinese beside 1 of 3" in page.all("p", "facts")[0].text
    alone = parsed(report_of(document_of("a.txt", revise("The mill."))))
    assert alone.all("div", "source") == []
    assert "Chinese" not in alone.all("p", "facts")[0].text


def test_a_total_leads_to_the_text_with_only_what_it_counts() -> None:
    links = [link for tally in parsed(ordinary()).all("div", "tally") for link in tally.all("a")]
    assert [(link.attributes["href"], link.attributes["data-safety"], link.text) for link in links] == [
        ("#text", "applied", "3"),
        ("#text", "review", "1"),
        ("#text", "reported", "1"),
    ]
    assert parsed(report_of(document_of("a.txt", revise("The mill.")))).all("div", "tally")[0].all("a") == []


def with_terms(count: int) -> Report:
    terms = tuple(
        TermCount(f"词{at}", f"term {at}", 2, 1, ("s0", "s0", "s9") if at == 0 else ()) for at in range(count)
    )
    done = document_of("a.txt", revise("The mill."), src="磨坊。")
    return report_of(DocumentReport(done.document, done.revisions, terms=terms))


def test_the_users_terms_are_counted_and_open_ones_lead_to_their_segments() -> None:
    page = parsed(with_terms(2))
    (table,) = [table for table in page.all("table") if "Your terms" in table.text]
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in table.all("tr")[1:]]
    assert rows == [["词0", "term 0", "6", "2", "1", "1 s9"], ["词1", "term 1", "3", "2", "1", "0"]]
    assert [link.attributes["href"] for link in table.all("a")] == ["#d1s1"]
    assert page.all("details", "terms") == []
    (folded,) = parsed(with_terms(30)).all("details", "terms")
    assert "30 terms of yours in the Chinese, 3 mentions open" in folded.text
