"""A filter by keywords and a learned one, judged on mails new to both."""

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

spam = """claim your free phone today, cheap pills no prescription,
urgent your prize expires today, free pills click to order,
last chance to claim your reward, your reward is waiting click now"""
harmless = """are you free for lunch on friday, urgent please call school,
who won the chess game on friday, your train tickets for monday,
photos from the lake, lunch on monday with the team"""
new_spam = """claim your cash reward now, cheap phone order today,
lucky winner your reward expires, the photos from friday are here"""
new_harmless = """is the room free on monday, who pays cash for lunch,
click here for your tickets, a prize for the best chess game"""
keywords = ["free", "cash", "prize", "winner", "urgent"]

learned = make_pipeline(CountVectorizer(), MultinomialNB())
labels = ["spam"] * 6 + ["harmless"] * 6
learned.fit(spam.split(",") + harmless.split(","), labels)
print(f"{'mail':<32} keywords  learned")
for mail in new_spam.split(",") + new_harmless.split(","):
    by_rule = "spam" if any(word in mail for word in keywords) else "harmless"
    print(f"{mail.strip():<32} {by_rule:<9} {learned.predict([mail])[0]}")
