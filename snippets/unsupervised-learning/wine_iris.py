from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, load_wine
from sklearn.metrics import adjusted_rand_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

for name, load in [("wine", load_wine), ("iris", load_iris)]:
    data = load(as_frame=True)
    X, label = data.data, data.target  # the label only judges the result
    spreads = X.std()
    print(f"{name}: {len(X)} cases, {X.shape[1]} columns, deviations")
    print(f"  from {spreads.min():.2f} to {spreads.max():.2f}")
    kmeans = KMeans(n_clusters=3, n_init=10, random_state=1)
    raw = adjusted_rand_score(label, kmeans.fit_predict(X))
    model = make_pipeline(StandardScaler(), kmeans)
    scaled = adjusted_rand_score(label, model.fit_predict(X))
    print(f"  index raw {raw:.2f}, standardised {scaled:.2f}")
