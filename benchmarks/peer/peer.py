#!/usr/bin/python3
"""The other side of `repro bench`: eager PyTorch, one JSON request a line in, one JSON answer a line out.

{"do": "hello", "threads": 2, "shape": {...}}              -> {"torch": "1.13.0", "threads": 2}
{"do": "run", "work": "train.full", "variant": "bf16"}     -> {"seconds": 0.9, "cpu": 1.7, "units": 9264}
{"do": "run", "work": "generate.64", "variant": "f32"}     -> {"seconds": 1.1, "cpu": 2.1, "units": 3072}
{"do": "run", "work": "op.add", "variant": "f32"}          -> {"seconds": 0.1, "cpu": 0.1, "units": 100000}
cpu is the CPU time of all threads. Sizes come with the shape, so that both sides always do the same work. The first run of a work is its warm-up.
"""

import json
import sys
import time

import torch
from torch.nn import functional as F

import hf_style


class Train:
    """Batch, forward, loss on all tokens, backward, clip to norm 1, AdamW; `steps` of them a turn."""

    def __init__(self, shape, variant, lora):
        torch.manual_seed(0)
        self.bf16, self.model = variant == "bf16", hf_style.Qwen2(shape)
        self.batch, self.length, self.steps = shape["lora_batch" if lora else "batch"], shape["lora_length" if lora else "length"], shape["steps"]
        if lora:
            hf_style.add_lora(self.model, shape["lora_rank"], shape["lora_rank"])
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.trained, lr=1e-3, weight_decay=0.01, foreach=True)
        self.ids = torch.randint(shape["vocab"], (self.batch, self.length))
        self.mask = torch.ones_like(self.ids)

    def run(self):
        for _ in range(self.steps):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bf16):
                logits, _ = self.model(self.ids, self.mask)
            loss = F.cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1]), self.ids[:, 1:].reshape(-1))
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
            self.optimizer.step()
            loss.item()
        return self.steps * self.batch * self.length


class Generate:
    """Sampling at temperature 1 with a growing cache, as generate() does; no stop token."""

    def __init__(self, shape, variant, rows):
        torch.manual_seed(0)
        self.model = hf_style.Qwen2(shape).eval()
        if variant == "bf16":
            self.model = self.model.to(torch.bfloat16)
        self.new, self.prompt = shape["new"], torch.randint(shape["vocab"], (rows, shape["prompt"]))

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


class SmallAdd:
    """One addition of 64 numbers after the other: what a call costs."""

    def __init__(self, shape, variant):
        self.x, self.y, self.calls = torch.ones(64), torch.ones(64), shape["calls"]

    @torch.no_grad()
    def run(self):
        x, y = self.x, self.y
        for _ in range(self.calls):
            torch.add(x, y)
        return self.calls


def make(work, variant, shape):
    kind, _, detail = work.partition(".")
    if kind == "train":
        return Train(shape, variant, lora=detail == "lora")
    if kind == "generate":
        return Generate(shape, variant, int(detail))
    return SmallAdd(shape, variant)


def main():
    works, shape = {}, None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "hello":
            shape = request["shape"]
            torch.set_num_threads(request["threads"])
            answer = {"torch": torch.__version__, "threads": torch.get_num_threads()}
        else:
            key = (request["work"], request["variant"])
            if key not in works:
                works[key] = make(*key, shape)
            start, cpu = time.perf_counter(), time.process_time()
            units = works[key].run()
            answer = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "units": units}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
