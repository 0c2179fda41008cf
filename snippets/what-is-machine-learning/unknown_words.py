"""Where a spam filter knows no word of a mail, the share of spam decides."""

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

mails = [
    "claim your cash prize",
    "cheap pills",
    "your prize is waiting",
    "lunch on friday",
]
labels = ["spam", "spam", "spam", "harmless"]
learned = make_pipeline(CountVectorizer(), MultinomialNB())
learned.fit(mails, labels)
for mail in ["lunch with prize", "xylophone quartet", ""]:
    harmless, spam = learned.predict_proba([mail])[0]
    print(f"{mail!r:<20} spam with probability {spam:.3f}")
