#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the trajectories of PyTorch that PyTorchTest replays.

usage: pytorch_reference.py > ../resources/ritz/nn/pytorch.txt

Each case trains a 4-5-3 network on 12 samples in one batch, for 100 steps, from the same weights;
the cases named after layers train other networks.
A line holds its name, the loss before each step, and the weights after the last; for layers also the
buffers and what the network predicts.
"""
import numpy as np
import torch
from torch import nn, optim
from torch.optim import lr_scheduler as schedules

STEPS = 100


class Sine(nn.Module):
    def forward(self, z):
        return torch.sin(z)


def text(values):
    return " ".join("%.9g" % v for v in values)


torch.set_num_threads(1)
torch.manual_seed(1)
INPUTS = torch.randn(12, 4)
TARGETS = torch.rand(12, 3)
LABELS = torch.randint(0, 3, (12,))
SHARES = torch.softmax(torch.randn(12, 3), 1)
START = 0.5 * torch.randn(43)


def network(activation):
    net = nn.Sequential(nn.Linear(4, 5), activation, nn.Linear(5, 3))
    nn.utils.vector_to_parameters(START.clone(), net.parameters())
    return net


def run(name, optimizer=lambda p: optim.Adam(p, 0.01), activation=nn.Tanh, loss=nn.MSELoss(),
        targets=TARGETS, schedule=None, plateau=None, clip=None, l1=0):
    net = network(activation())
    opt = optimizer(net.parameters())
    scheduler = schedule(opt) if schedule else None
    losses = []

    def closure():
        opt.zero_grad()
        value = loss(net(INPUTS), targets)
        losses.append(value.item())
        if l1:
            value = value + l1 * sum(p.abs().sum() for p in net.parameters())
        value.backward()
        if clip:
            nn.utils.clip_grad_norm_(net.parameters(), clip)
        return value

    firsts = []
    for _ in range(STEPS):
        count = len(losses)
        opt.step(closure)
        firsts.append(losses[count])
        if scheduler:
            scheduler.step(firsts[-1]) if plateau else scheduler.step()
    weights = nn.utils.parameters_to_vector(net.parameters())
    print("\t".join([name, text(firsts), text(weights.tolist())]))


print("# PyTorch", torch.__version__)
for key, tensor in [("inputs", INPUTS), ("targets", TARGETS), ("labels", LABELS),
                    ("shares", SHARES), ("start", START)]:
    print("\t".join([key, text(tensor.flatten().tolist())]))

OPTIMIZERS = {
    "sgd": lambda p: optim.SGD(p, 0.1),
    "sgd l2": lambda p: optim.SGD(p, 0.1, weight_decay=0.1),
    "momentum": lambda p: optim.SGD(p, 0.05, momentum=0.9),
    "nesterov l2": lambda p: optim.SGD(p, 0.05, momentum=0.9, nesterov=True, weight_decay=0.1),
    "adagrad": lambda p: optim.Adagrad(p, 0.05),
    "adagrad other": lambda p: optim.Adagrad(p, 0.05, lr_decay=0.1, weight_decay=0.1,
                                             initial_accumulator_value=0.2, eps=1e-3),
    "adadelta": lambda p: optim.Adadelta(p, 1),
    "adadelta other": lambda p: optim.Adadelta(p, 0.5, rho=0.8, eps=1e-4, weight_decay=0.1),
    "rmsprop": lambda p: optim.RMSprop(p, 0.01),
    "rmsprop momentum": lambda p: optim.RMSprop(p, 0.01, momentum=0.5, weight_decay=0.1),
    "rmsprop centered": lambda p: optim.RMSprop(p, 0.01, eps=1e-3, centered=True),
    "adam": lambda p: optim.Adam(p, 0.01),
    "adam l2": lambda p: optim.Adam(p, 0.01, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1),
    "adamw": lambda p: optim.AdamW(p, 0.01),
    "lbfgs": lambda p: optim.LBFGS(p, 0.02, max_iter=2, history_size=5),
    "lbfgs search": lambda p: optim.LBFGS(p, 1, max_iter=1, history_size=5,
                                          line_search_fn="strong_wolfe"),
}
for name, make in OPTIMIZERS.items():
    run("optimizer " + name, make)

for name, activation in {
    "identity": nn.Identity, "relu": nn.ReLU, "leaky_relu": nn.LeakyReLU, "elu": nn.ELU,
    "gelu": nn.GELU, "silu": nn.SiLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid,
    "softplus": nn.Softplus, "sine": Sine,
}.items():
    run("activation " + name, activation=activation)

for name, loss, targets in [
    ("mean_square", nn.MSELoss(), TARGETS),
    ("mean_absolute", nn.L1Loss(), TARGETS),
    ("huber", nn.HuberLoss(), 3 * TARGETS),
    ("huber 0.3", nn.HuberLoss(delta=0.3), TARGETS),
    ("cross_entropy", nn.CrossEntropyLoss(), LABELS),
    ("cross_entropy smooth", nn.CrossEntropyLoss(label_smoothing=0.1), LABELS),
    ("cross_entropy shares", nn.CrossEntropyLoss(), SHARES),
    ("cross_entropy shares smooth", nn.CrossEntropyLoss(label_smoothing=0.2), SHARES),
    ("binary_cross_entropy", nn.BCEWithLogitsLoss(), SHARES),
]:
    run("loss " + name, loss=loss, targets=targets)

for name, schedule in {
    "step": lambda o: schedules.StepLR(o, 30),
    "exponential": lambda o: schedules.ExponentialLR(o, 0.97),
    "cosine": lambda o: schedules.CosineAnnealingLR(o, STEPS),
    "cosine short": lambda o: schedules.CosineAnnealingLR(o, 60, 0.001),
    "warm_up": lambda o: schedules.LinearLR(o, total_iters=20),
    "one_cycle": lambda o: schedules.OneCycleLR(o, 0.1, STEPS + 1, cycle_momentum=False),
    "plateau": lambda o: schedules.ReduceLROnPlateau(o, patience=1, factor=0.5, threshold=0.02),
}.items():
    # One cycle refuses the step past its last, so it is planned for one more than is run.
    run("schedule " + name, lambda p: optim.SGD(p, 0.1, momentum=0.9), schedule=schedule,
        plateau=name == "plateau")

run("clip", lambda p: optim.SGD(p, 0.1, momentum=0.9), clip=0.05)
run("l1", l1=0.01)


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class HashDropout(nn.Module):
    """Dropout whose choice follows from the number of the step as Ritz's does."""

    def __init__(self, rate, *place):
        super().__init__()
        self.rate, self.place, self.step = rate, place, 0

    def key(self):
        mask, z = (1 << 64) - 1, self.step * 0x9E3779B97F4A7C15
        for index in self.place:
            z = (z + index) & mask
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
            z ^= z >> 31
        return z >> 32

    def forward(self, x):
        if not self.training:
            return x
        h = (np.arange(x.numel(), dtype=np.uint64) * 0x9E3779B9 + self.key()) & 0xFFFFFFFF
        h = ((h ^ (h >> 16)) * 0x7FEB352D) & 0xFFFFFFFF
        h = ((h ^ (h >> 15)) * 0x846CA68B) & 0xFFFFFFFF
        h ^= h >> 16
        self.step += 1
        kept = torch.tensor((h >> 8) / 2.0**24 >= self.rate).reshape(x.shape)
        return x * kept / (1 - self.rate)


torch.manual_seed(2)
LAYERS_START = 0.5 * torch.randn(100)
print("\t".join(["layers start", text(LAYERS_START.tolist())]))

for name, make in {
    "batch_norm": lambda: nn.Sequential(nn.Linear(4, 5), nn.BatchNorm1d(5), nn.Tanh(),
                                        nn.Linear(5, 3)),
    "layer_norm": lambda: nn.Sequential(nn.Linear(4, 5), nn.LayerNorm(5), nn.Tanh(),
                                        nn.Linear(5, 3)),
    "residual": lambda: nn.Sequential(nn.Linear(4, 5), nn.Tanh(),
                                      Residual(nn.Linear(5, 4), nn.BatchNorm1d(4), nn.ELU(),
                                               nn.Linear(4, 5)), nn.SiLU(), nn.Linear(5, 3)),
    "dropout": lambda: nn.Sequential(HashDropout(0.1, 0), nn.Linear(4, 5), nn.Tanh(),
                                     Residual(HashDropout(0.4, 2, 0), nn.Linear(5, 5)),
                                     HashDropout(0.2, 3), nn.Linear(5, 3)),
}.items():
    net = make()
    count = sum(p.numel() for p in net.parameters())
    nn.utils.vector_to_parameters(LAYERS_START[:count].clone(), net.parameters())
    opt = optim.SGD(net.parameters(), 0.05, momentum=0.9)
    losses = []
    for _ in range(STEPS):
        opt.zero_grad()
        value = nn.MSELoss()(net(INPUTS), TARGETS)
        losses.append(value.item())
        value.backward()
        opt.step()
    net.eval()
    buffers = [v for b in net.buffers() if b.dtype == torch.float32 for v in b.tolist()]
    weights = nn.utils.parameters_to_vector(net.parameters()).tolist()
    outputs = net(INPUTS).flatten().tolist()
    print("\t".join(["layers " + name, text(losses), text(weights), text(buffers), text(outputs)]))
