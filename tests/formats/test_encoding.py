import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.formats.encoding import Encoding, decode

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"))).map(lambda text: f"The harbour\r\n{text}\n")


@given(TEXTS, st.sampled_from([("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
                               ("utf-16-be", codecs.BOM_UTF16_BE)]))  # fmt: skip
def test_what_was_decoded_encodes_to_the_same_bytes(text: str, how: tuple[str, bytes]) -> None:
    data = how[1] + text.encode(how[0])
    read, encoding = decode(data, "a.txt")
    assert (encoding.codec, encoding.mark) == how if not text.startswith("\ufeff") else True
    assert read == text
    assert encoding.mark + encoding.encode(read, "a.txt") == data


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["The harbour grew.\n", "The harbour 港口 grew by 一 third.\r\n"])
def test_utf_16_is_told_without_a_mark(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "a.txt") == (text, Encoding(codec))


@pytest.mark.parametrize(
    "text", ["港口扩建，道路拓宽。", "The “harbour” grew by 5 亩 — at last.\r\n", "東方港 and 港口的道路"]
)
def test_gb18030_is_told_by_its_characters(text: str) -> None:
    assert decode(text.encode("gb18030"), "a.txt") == (text, Encoding("gb18030"))


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp950", "全縣去年新增農田三千畝，道路拓寬工程已經完成。\r\n"),
        ("cp950", "中文,英文\n高標準農田,high-standard farmland\n碼頭,pier\n"),
        ("big5hkscs", "啟德碼頭的改造工程已經完成，邨民對此表示歡迎。\n"),
    ],
)
def test_big5_is_told_by_its_characters(codec: str, text: str) -> None:
    read, encoding = decode(text.encode(codec), "a.txt")
    assert read == text
    assert encoding.encode(read, "a.txt") == text.encode(codec)


@pytest.mark.parametrize("text", ["A café in Bogotá, said José.", "The “harbour” – it’s “deep”."])
def test_western_encodings_are_refused_not_guessed(text: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt:1: byte 0x.. at offset \d+ is not UTF-8.*UTF-8$"):
        decode(text.encode("cp1252"), "a.txt")


def test_damaged_utf_8_is_refused_with_its_place() -> None:
    data = "港口\n扩建\n".encode() + b"\xe6\xe6" + "道路拓宽".encode()
    with pytest.raises(DocumentError, match=r"^a\.txt:3: byte 0xE6 at offset 14 is not UTF-8"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(1, 256)), b"%PDF-1.7\nx",
                                  b"PK\x03\x04\0\0", b"ab\0cd", codecs.BOM_UTF8 + b"a\0b"])  # fmt: skip
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^a: looks like a binary file"):
        decode(data, "a")


def test_a_character_that_cannot_be_written_is_named() -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: U\+D800 cannot be written in utf-8"):
        Encoding().encode("a\ud800", "a.txt")
