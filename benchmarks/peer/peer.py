#!/usr/bin/python3
"""The other side of `repro bench`: eager PyTorch, one JSON request a line in, one JSON answer a line out.

{"do": "hello", "threads": 2, "device": "cpu"}                            -> {"torch": "1.13.0", "threads": 2, "device": "cpu"}
{"do": "run", "work": "train.full", "variant": "bf16", "shape": {...}}    -> {"seconds": 0.9, "cpu": 1.7, "units": 9264}
{"do": "run", "work": "generate.64", "variant": "f32", "shape": {...}}    -> {"seconds": 1.1, "cpu": 2.1, "units": 3072}
{"do": "drop", "work": "generate.64"}                                     -> {}
cpu is the CPU time of all threads. Sizes come with the shape, so that both sides always do the same work. The first run of a work is its warm-up;
what it made is kept until it is dropped.
"""

import importlib.metadata
import json
import os
import sys
import time

try:
    NEW = int(importlib.metadata.version("torch").split(".")[0]) >= 2
except importlib.metadata.PackageNotFoundError:
    NEW = False
if not NEW:  # the oneDNN of PyTorch 1 dies on CPUs with AMX; later ones use it
    os.environ["ONEDNN_MAX_CPU_ISA"] = "AVX512_CORE_BF16"

import torch
from torch.nn import functional as F

import hf_style

DEVICE = "cpu"


def model_of(shape, variant):
    """float32 weights, or bfloat16 ones where the shape has them so."""
    model = hf_style.Qwen2(shape)
    return (model.to(torch.bfloat16) if variant == "bf16" and shape["narrow_weights"] else model).to(DEVICE)


class Train:
    """Batch, forward, loss on all tokens, backward, clip to norm 1, AdamW; `steps` of them a turn."""

    def __init__(self, shape, variant, lora):
        torch.manual_seed(0)
        self.autocast, self.model = variant == "bf16" and not shape["narrow_weights"], model_of(shape, variant)
        self.batch, self.length, self.steps = shape["lora_batch" if lora else "batch"], shape["lora_length" if lora else "length"], shape["steps"]
        if lora:
            hf_style.add_lora(self.model, shape["lora_rank"], shape["lora_rank"]).to(DEVICE)
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.trained, lr=1e-3, weight_decay=0.01, foreach=True)
        self.ids = torch.randint(shape["vocab"], (self.batch, self.length), device=DEVICE)
        self.mask = torch.ones_like(self.ids)

    def run(self):
        for _ in range(self.steps):
            with torch.autocast(DEVICE, dtype=torch.bfloat16, enabled=self.autocast):
                logits, _ = self.model(self.ids, self.mask)
            loss = F.cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1]), self.ids[:, 1:].reshape(-1))
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
            self.optimizer.step()
            loss.item()
        return self.steps * self.batch * self.length


class Generate:
    """Sampling at temperature 1 with a growing cache, as generate() does; no stop token. With hooks, a direction is added after the middle block and
    ablated after every one."""

    def __init__(self, shape, variant, rows, hooked):
        torch.manual_seed(0)
        self.model = model_of(shape, variant).eval()
        if variant == "bf16":
            self.model = self.model.to(torch.bfloat16)
        self.new, self.prompt = shape["new"], torch.randint(shape["vocab"], (rows, shape["prompt"]), device=DEVICE)
        if hooked:
            self.attach(torch.randn(shape["hidden"], device=DEVICE), self.model.embed_tokens.weight.dtype)

    def attach(self, direction, dtype):
        steered, unit = (direction * 0.1).to(dtype), (direction / direction.norm()).to(dtype)

        def steer(module, inputs, output):
            return (output[0] + steered, *output[1:])

        def ablate(module, inputs, output):
            x = output[0]
            return (x - (x @ unit).unsqueeze(-1) * unit, *output[1:])

        blocks = self.model.layers
        blocks[len(blocks) // 2].register_forward_hook(steer)
        for block in blocks:
            block.register_forward_hook(ablate)

    @torch.inference_mode()
    def run(self):
        ids, mask, past = self.prompt, torch.ones_like(self.prompt), None
        out = []
        for _ in range(self.new):
            logits, past = self.model(ids, mask, past, last_only=True)
            ids = torch.multinomial(F.softmax(logits[:, -1], dim=-1), 1)
            mask = torch.cat((mask, torch.ones_like(ids)), dim=1)
            out.append(ids)
        torch.cat(out, dim=1).tolist()
        return self.new * self.prompt.shape[0]


class MeanDiff:
    """Forward over responses of two kinds, what leaves each block summed over the answer tokens of each kind, the difference of the means."""

    def __init__(self, shape, variant):
        torch.manual_seed(0)
        self.model, self.shape = model_of(shape, variant).eval(), shape
        if variant == "bf16":
            self.model = self.model.to(torch.bfloat16)
        rows, length = shape["response_batch"], shape["prompt"] + shape["new"]
        self.batches = [torch.randint(shape["vocab"], (rows, length), device=DEVICE) for _ in range(shape["responses"] // rows)]
        self.mask = torch.ones_like(self.batches[0])
        self.answers = (torch.arange(length, device=DEVICE) >= shape["prompt"]).float().expand(rows, 1, length)
        self.kinds = torch.stack([(torch.arange(rows, device=DEVICE) % 2 == kind).float() for kind in (0, 1)])
        self.sums = torch.zeros(shape["layers"], 2, shape["hidden"], device=DEVICE)
        for layer, block in enumerate(self.model.layers):
            block.register_forward_hook(lambda module, inputs, output, layer=layer: self.add(layer, output[0]))

    def add(self, layer, x):
        self.sums[layer] += self.kinds @ torch.bmm(self.answers, x.float()).squeeze(1)

    @torch.inference_mode()
    def run(self):
        self.sums.zero_()
        for ids in self.batches:
            self.model(ids, self.mask, head=False)
        means = self.sums / (self.shape["responses"] / 2 * self.shape["new"])
        (means[:, 0] - means[:, 1]).cpu()
        return self.shape["responses"] * (self.shape["prompt"] + self.shape["new"])


class SmallAdd:
    """One addition of 64 numbers after the other: what a call costs."""

    def __init__(self, shape, variant):
        self.x, self.y, self.calls = torch.ones(64, device=DEVICE), torch.ones(64, device=DEVICE), shape["calls"]

    @torch.no_grad()
    def run(self):
        x, y = self.x, self.y
        for _ in range(self.calls):
            torch.add(x, y)
        return self.calls


def make(work, variant, shape):
    kind, *details = work.split(".")
    if kind == "train":
        return Train(shape, variant, lora=details[0] == "lora")
    if kind == "generate":
        return Generate(shape, variant, int(details[0]), details[-1] == "hooks")
    if kind == "meandiff":
        return MeanDiff(shape, variant)
    return SmallAdd(shape, variant)


def run(work):
    start, cpu = time.perf_counter(), time.process_time()
    units = work.run()
    if DEVICE == "cuda":
        torch.cuda.synchronize()
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "units": units}


def main():
    global DEVICE
    works = {}
    for line in sys.stdin:
        request, answer = json.loads(line), {}
        if request["do"] == "hello":
            DEVICE = "cuda" if request["device"] == "cuda" and torch.cuda.is_available() else "cpu"
            torch.set_num_threads(request["threads"])
            answer = {"torch": torch.__version__, "threads": torch.get_num_threads(), "device": DEVICE}
        elif request["do"] == "drop":
            works = {key: work for key, work in works.items() if key[0] != request["work"]}
        else:
            key = (request["work"], request["variant"])
            if key not in works:
                works[key] = make(*key, request["shape"])
            answer = run(works[key])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
