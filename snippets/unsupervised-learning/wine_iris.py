"""Standardising helps k-means on wine and harms it on iris."""

from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, load_wine
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

for name, load in [("wine", load_wine), ("iris", load_iris)]:
    data = load(as_frame=True)
    X, kind = data.data, data.target  # the kind only judges the result
    share = X.var() / X.var().sum()
    widest = share.idxmax()
    versions = {
        "raw": X,
        "standardised": StandardScaler().fit_transform(X),
        f"{widest} alone": X[[widest]],
    }
    print(f"{name}: {len(X)} cases, {X.shape[1]} columns")
    print(f"  largest share {share.max():.1%}, {widest}")
    for version, table in versions.items():
        kmeans = KMeans(n_clusters=3, n_init=10, random_state=1)
        index = adjusted_rand_score(kind, kmeans.fit_predict(table))
        print(f"  {version:<23} index {index:.2f}")
