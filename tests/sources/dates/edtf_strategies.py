"""Expressions of EDTF, made by hypothesis from its grammar."""

from hypothesis import strategies as st

marks = st.sampled_from(["", "", "?", "~", "%"])
years = st.integers(1, 9999).map("{:04}".format) | st.integers(1, 9999).map("-{:04}".format) | st.just("0000")
unclear_years = st.from_regex(r"[0-9]{1,3}X{1,3}", fullmatch=True).filter(lambda year: len(year) == 4)
long_years = st.from_regex(r"Y-?[1-9][0-9]{4,8}(S[1-5])?|Y-?[1-9][0-9]?E[4-9](S[1-2])?", fullmatch=True)
months = st.integers(1, 12).map("{:02}".format)
seasons = st.integers(21, 41).map(str)
days = st.integers(1, 28).map("{:02}".format)
whole_dates = st.builds("{}-{}-{}".format, years, months, days)
plain_dates = years | st.builds("{}-{}".format, years, months) | whole_dates
unclear_dates = (
    unclear_years
    | st.builds("{}-XX".format, years)
    | st.builds("{}-{}-XX".format, years, months)
    | st.builds("{}-XX-XX".format, years)
)
partly_marked = (
    st.builds("{}{}-{}-{}".format, years, marks, months, days)
    | st.builds("{}-{}{}-{}".format, years, months, marks, days)
    | st.builds("{}-{}{}-{}".format, years, marks, months, days)
    | st.builds("{}-{}-{}{}".format, years, months, marks, days)
)
single_dates = (
    st.builds("{}{}".format, plain_dates | unclear_dates, marks)
    | st.builds("{}-{}".format, years, seasons)
    | long_years
    | partly_marked
    | st.builds("{}S{}".format, years, st.integers(1, 4))
)
ends = st.builds("{}{}".format, plain_dates, marks)
ordered = st.tuples(plain_dates, plain_dates).map(sorted)
spans = (
    st.builds("{}/{}".format, years, years)
    | ordered.map("/".join)
    | st.builds("{}/..".format, ends)
    | st.builds("../{}".format, ends)
    | st.builds("{}/".format, ends)
    | st.builds("/{}".format, ends)
)
members = plain_dates | unclear_dates | st.builds("{}..{}".format, years, years)
groups = st.builds(
    lambda kind, first, dates, last: f"{kind[0]}{','.join(filter(None, [first, *dates, last]))}{kind[1]}",
    st.sampled_from(["[]", "{}"]),
    st.just("") | plain_dates.map("..{}".format),
    st.lists(members, min_size=2, max_size=4),
    st.just("") | plain_dates.map("{}..".format),
)
expressions = single_dates | spans | groups
