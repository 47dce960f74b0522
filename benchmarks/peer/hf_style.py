"""Qwen2 in eager PyTorch, arranged as Hugging Face arranges it: what a user gets without Repro.

Separate q, k, v projections, rotary tables looked up by position, repeat_kv, explicit scores and softmax in float32,
RMSNorm as pow/mean/rsqrt, SwiGLU as act(gate) * up, a cache grown by torch.cat, LoRA as PEFT's Linear layer.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F


class RMSNorm(nn.Module):
    def __init__(self, size, eps):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(size)), eps

    def forward(self, x):
        dtype = x.dtype
        x = x.to(torch.float32)
        x = x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps)
        return self.weight * x.to(dtype)


class LoraLinear(nn.Module):
    """base(x) + B(A(x)) * scale, the base frozen."""

    def __init__(self, base, rank, alpha):
        super().__init__()
        self.base = base
        self.lora_A = nn.Linear(base.in_features, rank, bias=False)
        self.lora_B = nn.Linear(rank, base.out_features, bias=False)
        nn.init.zeros_(self.lora_B.weight)
        self.scale = alpha / math.sqrt(rank)

    def forward(self, x):
        wide = x if torch.is_autocast_enabled() or torch.is_autocast_cpu_enabled() else x.to(self.lora_A.weight.dtype)
        y = self.base(x)
        return y + (self.lora_B(self.lora_A(wide)) * self.scale).to(y.dtype)


def rotate_half(x):
    half = x.shape[-1] // 2
    return torch.cat((-x[..., half:], x[..., :half]), dim=-1)


def repeat_kv(x, n):
    if n == 1:
        return x
    b, h, t, d = x.shape
    return x[:, :, None].expand(b, h, n, t, d).reshape(b, h * n, t, d)


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, self.heads, self.kv = c["hidden"], c["heads"], c["kv_heads"]
        self.size = d // self.heads
        self.q_proj = nn.Linear(d, d)
        self.k_proj = nn.Linear(d, self.kv * self.size)
        self.v_proj = nn.Linear(d, self.kv * self.size)
        self.o_proj = nn.Linear(d, d, bias=False)

    def forward(self, x, cos, sin, mask, past):
        b, t, _ = x.shape
        q = self.q_proj(x).view(b, t, self.heads, self.size).transpose(1, 2)
        k = self.k_proj(x).view(b, t, self.kv, self.size).transpose(1, 2)
        v = self.v_proj(x).view(b, t, self.kv, self.size).transpose(1, 2)
        q = q * cos + rotate_half(q) * sin
        k = k * cos + rotate_half(k) * sin
        if past is not None:
            k, v = torch.cat((past[0], k), dim=2), torch.cat((past[1], v), dim=2)
        past = (k, v)
        k, v = repeat_kv(k, self.heads // self.kv), repeat_kv(v, self.heads // self.kv)
        scores = torch.matmul(q, k.transpose(2, 3)) / math.sqrt(self.size) + mask
        weights = F.softmax(scores, dim=-1, dtype=torch.float32).to(q.dtype)
        out = torch.matmul(weights, v).transpose(1, 2).reshape(b, t, -1)
        return self.o_proj(out), past


class MLP(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.gate_proj = nn.Linear(c["hidden"], c["intermediate"], bias=False)
        self.up_proj = nn.Linear(c["hidden"], c["intermediate"], bias=False)
        self.down_proj = nn.Linear(c["intermediate"], c["hidden"], bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.self_attn, self.mlp = Attention(c), MLP(c)
        self.input_layernorm = RMSNorm(c["hidden"], 1e-6)
        self.post_attention_layernorm = RMSNorm(c["hidden"], 1e-6)

    def forward(self, x, cos, sin, mask, past):
        attended, past = self.self_attn(self.input_layernorm(x), cos, sin, mask, past)
        x = x + attended
        return x + self.mlp(self.post_attention_layernorm(x)), past


class Qwen2(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.embed_tokens = nn.Embedding(c["vocab"], c["hidden"])
        nn.init.normal_(self.embed_tokens.weight, std=0.02)
        self.layers = nn.ModuleList(Block(c) for _ in range(c["layers"]))
        self.norm = RMSNorm(c["hidden"], 1e-6)
        size = c["hidden"] // c["heads"]
        angles = torch.outer(torch.arange(c["positions"]).float(), 1e6 ** (-torch.arange(0, size, 2).float() / size))
        angles = torch.cat((angles, angles), dim=-1)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)

    def forward(self, ids, attention_mask, past=None, last_only=False, head=True):
        """Logits in float32, and the cache. attention_mask: [B, tokens so far]."""
        b, t = ids.shape
        total = attention_mask.shape[1]
        position_ids = (attention_mask.long().cumsum(-1) - 1).clamp(min=0)[:, total - t :]
        x = self.embed_tokens(ids)
        cos, sin = self.cos[position_ids].unsqueeze(1).to(x.dtype), self.sin[position_ids].unsqueeze(1).to(x.dtype)
        least = torch.finfo(x.dtype).min
        mask = torch.full((t, total), least, dtype=x.dtype, device=x.device).triu(total - t + 1)[None, None]
        mask = mask.expand(b, 1, t, total).masked_fill(attention_mask[:, None, None, :] == 0, least)
        cache = []
        for i, block in enumerate(self.layers):
            x, kept = block(x, cos, sin, mask, past[i] if past is not None else None)
            cache.append(kept)
        x = self.norm(x[:, -1:] if last_only else x)
        if not head:
            return None, cache
        return F.linear(x, self.embed_tokens.weight).float(), cache


def add_lora(model, rank, alpha):
    """Rank-r adapters on all seven projections of all layers; everything else frozen."""
    model.requires_grad_(False)
    for block in model.layers:
        for part, names in ((block.self_attn, ("q_proj", "k_proj", "v_proj", "o_proj")), (block.mlp, ("gate_proj", "up_proj", "down_proj"))):
            for name in names:
                setattr(part, name, LoraLinear(getattr(part, name), rank, alpha))
    return model
