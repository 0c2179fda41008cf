"""All thresholds at once, by the ROC curve and by precision and recall."""

import numpy as np
from plotly.subplots import make_subplots
from sklearn import metrics
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_diabetes(return_X_y=True)
worse = y > 211  # the quarter whose disease went on most
X, X_new, worse, worse_new = train_test_split(
    X, worse, test_size=0.5, stratify=worse, random_state=0
)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, worse)
p = model.predict_proba(X_new)[:, 1]
fig = make_subplots(1, 2, horizontal_spacing=0.2)
for times, look in [
    (1, {"dash": "solid", "color": "#0072B2"}),
    (10, {"dash": "dash", "color": "#D55E00"}),
]:
    copies = np.where(worse_new, 1, times)  # how often each patient comes
    given = {"y_true": worse_new, "y_score": p, "sample_weight": copies}
    alarms, recall, _ = metrics.roc_curve(**given)
    precision, found, _ = metrics.precision_recall_curve(**given)
    name = f"one in {copies.sum() / worse_new.sum():.0f}"
    fig.add_scatter(x=alarms, y=recall, name=name, line=look, row=1, col=1)
    fig.add_scatter(x=found, y=precision, name=name, line=look, row=1, col=2)
    fig.data[-1].update(line_shape="hv", showlegend=False)
    area = metrics.roc_auc_score(**given)
    mean = metrics.average_precision_score(**given)
    print(f"{name}: ROC {area:.3f}, average precision {mean:.3f}")
fig.update_traces(mode="lines")
fig.update_xaxes(range=[-0.03, 1.03]).update_yaxes(range=[-0.03, 1.03])
fig.update_xaxes(title="false positive rate", row=1, col=1)
fig.update_yaxes(title="recall", row=1, col=1)
fig.update_xaxes(title="recall", row=1, col=2)
fig.update_yaxes(title="precision", row=1, col=2)
fig.show()
