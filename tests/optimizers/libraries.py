"""What PyTorch, Keras and Optax call their optimizers, with which defaults, and how much these keep.

Needs the three of them, so only `record.py` imports it: the tests read what it wrote, `libraries.json`. A layer of 6
by 4 weights has 24; what an optimizer keeps beside it is counted in numbers, without its counter of steps.
"""

import inspect
import os
from typing import Any

os.environ |= {"KERAS_BACKEND": "jax", "JAX_ENABLE_X64": "1"}

import jax
import keras
import numpy as np
import optax
import torch

keras.config.set_floatx("float64")
LAYER = (6, 4)
WORDS = ("lr", "learning_rate", "betas", "b1", "b2", "beta_1", "beta_2", "alpha", "rho", "decay", "eps", "epsilon")
WORDS += ("weight_decay", "weight_decay_rate", "momentum", "beta", "initial_accumulator_value", "ns_steps", "ns_coeffs")
WORDS += ("adam_weight_decay", "ns_coefficients", "muon_a", "muon_b", "muon_c", "history_size", "memory_size")
CLASSES = torch.optim.Optimizer, keras.optimizers.Optimizer


def classes(module: Any) -> dict[str, Any]:
    """Return the optimizers of a library that has one class for each, by name."""
    return {
        name: each
        for name, each in vars(module).items()
        if inspect.isclass(each) and issubclass(each, CLASSES) and each not in CLASSES
    }


def makers() -> dict[str, Any]:
    """Return Optax's functions that make an optimizer, by name; what is contributed has its place in front."""
    places = {"": optax, "contrib.": optax.contrib}
    return {
        prefix + name: each
        for prefix, place in places.items()
        for name, each in vars(place).items()
        if inspect.isfunction(each) and "learning_rate" in inspect.signature(each).parameters
    }


def defaults(maker: Any) -> dict[str, Any]:
    """Return the defaults of an optimizer's settings that the book speaks of; None where a setting must be given."""
    found = {}
    for name, parameter in inspect.signature(maker).parameters.items():
        if name in WORDS:
            value = parameter.default
            simple = isinstance(value, (int, float, tuple)) and not callable(value)
            found[name] = value if simple else "must be given" if value is parameter.empty else None
    return found


def kept_by_torch(name: str) -> int:
    """Return how many numbers PyTorch keeps for the layer after a step."""
    options = {"SGD": {"lr": 0.1, "momentum": 0.9}, "AMSGrad": {"amsgrad": True}}.get(name, {})
    w = torch.ones(LAYER, dtype=torch.float64, requires_grad=True)
    w.grad = torch.ones_like(w)
    method = getattr(torch.optim, "Adam" if name == "AMSGrad" else name)([w], **options)
    method.step()
    return sum(each.numel() for each in method.state[w].values() if isinstance(each, torch.Tensor) and each.dim())


def kept_by_keras(name: str) -> int:
    """Return how many numbers Keras keeps for the layer."""
    method = classes(keras.optimizers)[name]()
    method.build([keras.Variable(np.ones(LAYER))])
    return sum(int(np.prod(each.shape)) for each in method.variables if len(each.shape))


def kept_by_optax(name: str) -> int:
    """Return how many numbers Optax keeps for the layer."""
    state = makers()[name](0.1).init(np.ones(LAYER))
    return sum(int(np.size(each)) for each in jax.tree.leaves(state) if np.ndim(each))


def takes_rows(name: str) -> bool:
    """Say whether an optimizer of PyTorch takes a gradient that is kept as a list of rows."""
    w = torch.ones(LAYER, dtype=torch.float64, requires_grad=True)
    rows, values = torch.tensor([[1, 3]]), torch.ones((2, LAYER[1]), dtype=torch.float64)
    w.grad = torch.sparse_coo_tensor(rows, values, LAYER, check_invariants=True)
    method = getattr(torch.optim, name)([w], lr=0.1)
    try:
        method.step(lambda: 1.0)
    except RuntimeError as error:
        if "sparse" not in str(error):
            raise
        return False
    return bool(w.detach()[1].ne(1).all() and w.detach()[0].eq(1).all())


def muons_embedding() -> dict[str, str]:
    """Return what each library's Muon does with a table named embedding: its own step, or Adam's."""
    keras_muon, state = keras.optimizers.Muon(), optax.contrib.muon(0.1).init({"embedding": jax.numpy.ones(LAYER)})
    layer = keras.layers.Embedding(*LAYER)
    layer.build()
    by_keras = keras_muon._should_use_adamw(layer.embeddings)
    by_optax = jax.tree.leaves(state.inner_states["adam"].inner_state[0].mu)
    w = torch.nn.Embedding(*LAYER).weight  # PyTorch's asks for two dimensions alone
    torch.optim.Muon([w])
    return {"PyTorch": "Muon", "Keras": "Adam" if by_keras else "Muon", "Optax": "Adam" if by_optax else "Muon"}


def first_steps(slope: float) -> dict[str, dict[str, float]]:
    """Return how far a weight goes at the first step at the rate 1, for a slope, by library and optimizer."""
    found: dict[str, dict[str, float]] = {"PyTorch": {}, "Keras": {}, "Optax": {}}
    for name in ("Adagrad", "RMSprop", "Adam"):
        w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
        w.grad = torch.full_like(w, slope)
        getattr(torch.optim, name)([w], lr=1.0).step()
        found["PyTorch"][name] = -w.item()
        v = keras.Variable(np.zeros(1), dtype="float64")
        classes(keras.optimizers)[name](1.0).apply([np.array([slope])], [v])
        found["Keras"][name] = -float(v.numpy()[0])
        method = makers()[name.lower()](1.0)
        state = method.init(jax.numpy.zeros(1))
        found["Optax"][name] = -float(method.update(jax.numpy.array([slope]), state)[0][0])
    return {library: {name: float(f"{step:.12g}") for name, step in each.items()} for library, each in found.items()}


def compiled() -> dict[str, Any]:
    """Return what `torch.compile` leaves of a model: whether its answers are the same, and the names in its state."""
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1)).double()
    other = torch.compile(model, backend="aot_eager")  # which needs no compiler of C++
    X = torch.ones(5, 3, dtype=torch.float64)
    same = bool(torch.allclose(other(X), model(X), rtol=1e-12))
    return {"same answers": same, "names": [*other.state_dict()], "plain names": [*model.state_dict()]}


def recorded() -> dict[str, Any]:
    """Return all that the book says about the three libraries."""
    names = {"PyTorch": classes(torch.optim), "Keras": classes(keras.optimizers), "Optax": makers()}
    versions = {"PyTorch": torch.__version__, "Keras": keras.__version__, "Optax": optax.__version__}
    torch_names = ("SGD", "Adagrad", "RMSprop", "Adam", "AdamW", "AMSGrad", "Adafactor", "Muon")
    kept = {
        "PyTorch": {name: kept_by_torch(name) for name in torch_names},
        "Keras": {name: kept_by_keras(name) for name in ("Adam", "Lion", "Adafactor", "Muon")},
        "Optax": {name: kept_by_optax(name) for name in ("adam", "lion", "adafactor")},
    }
    embedding, takes = muons_embedding(), {name: takes_rows(name) for name in sorted(names["PyTorch"])}
    found = {
        library: {
            "Muon's embedding": embedding[library],
            **({"takes rows": takes} if library == "PyTorch" else {}),
            "version": versions[library].partition("+")[0],
            "kept": kept[library],
            "first steps": {str(slope): first_steps(slope)[library] for slope in (1.0, 1e-6)},
            "defaults": {name: defaults(maker) for name, maker in sorted(each.items())},
        }
        for library, each in names.items()
    }
    found["PyTorch"]["compiled"] = compiled()
    return found
