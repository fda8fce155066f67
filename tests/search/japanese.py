"""Japanese text as hypothesis makes it: what stands in papers, and what gets into them."""

from __future__ import annotations

from hypothesis import strategies as st

from meetings.domain.folding import TABLE

_COMMON = "予算会計議案第号条例一般特別のはをがにするた、。（）０１２３123ABCａｂｃ"
_ODD = " 　\n\t\u200b髙高﨑崎﨔澤沢濵濱浜邊邉辺齋齊ｶﾞｷﾟがぎカ\u3099か゛㈱㍻①ﬁⅣÅΩς"
MARKS = "\u3099\u309a゛゜ﾞﾟ\ufe00\U000e0100\U000e0101\u0301"
_DASHES = "-ー‐−―－ｰ~〜～"

letters = st.sampled_from(_COMMON) | st.sampled_from(_COMMON + _ODD + _DASHES + MARKS)
table_letters = st.sampled_from("".join([*TABLE["signs"], *TABLE["kanji"].split()]))
any_letters = st.characters(exclude_categories=("Cs", "Cn"))

japanese = st.text(letters, max_size=60)
anything = st.text(letters | table_letters | any_letters, max_size=40)
