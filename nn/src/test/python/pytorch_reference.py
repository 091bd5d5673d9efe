#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the trajectories of PyTorch that PyTorchTest replays.

usage: pytorch_reference.py > ../resources/ritz/nn/pytorch.txt

Each case trains a 4-5-3 network on 12 samples in one batch, for 100 steps, from the same weights.
A line holds its name, the loss before each step, and the weights after the last.
"""
import sys

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
