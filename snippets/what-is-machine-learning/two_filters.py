"""A filter by keywords and a learned one, judged on mails new to both."""

import re

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

spam = """you won a cash prize / claim your free phone today
cheap pills, no prescription / urgent, your prize expires today
win cash from home, click here / free pills, click to order
last chance to claim your reward / you are our lucky winner
click here for cheap loans / double your cash in a week
your reward is waiting, click now / cheap watches, order now"""
harmless = """are you free for lunch on friday / minutes of the team meeting
can you send me the report today / free seats in the car to the lake
the meeting moved to monday / urgent, please call the school
who won the chess game on friday / your train tickets for monday
click on the link for the meeting / photos from the lake
the budget report is due on friday / lunch on monday with the team"""
new_spam = """claim your cash reward now / cheap phone, order today
lucky winner, your reward expires / order cheap pills from home
free cash loans, click now / your prize is waiting, claim it
the photos from friday are here / last chance for cheap watches"""
new_harmless = """is the room free on monday / who pays cash for lunch
please send the minutes on friday / urgent, the report is due today
click here for your tickets / a prize for the best chess game
can we win the game on friday / team lunch moved to the lake"""
spam, harmless, new_spam, new_harmless = (
    re.split(" / |\n", mails)
    for mails in (spam, harmless, new_spam, new_harmless)
)
keywords = {"free", "cash", "prize", "win", "winner", "urgent", "click"}


def by_rule(mails):
    return [bool(keywords & set(re.findall(r"\w+", m))) for m in mails]


learned = make_pipeline(CountVectorizer(), MultinomialNB())
learned.fit(spam + harmless, [True] * 12 + [False] * 12)
for name, flags in [("keywords", by_rule), ("learned", learned.predict)]:
    print(f"{name:<9} spam caught: {sum(flags(new_spam))} of 8", end="   ")
    print(f"harmless flagged: {sum(flags(new_harmless))} of 8")
