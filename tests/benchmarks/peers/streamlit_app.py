"""The small app on Streamlit: a script that runs again when the word is entered."""

from __future__ import annotations

import streamlit as st
from small import chart, holding, listed

st.set_page_config(page_title="Papers")
word = st.text_input("Search titles and abstracts")
papers = holding(word)
st.html(listed(papers))
st.pyplot(chart(papers))
