from __future__ import annotations

import pytest


def models(facts):
    return [quoted for quoted, label in facts if label == "model"]


@pytest.mark.parametrize(
    ("abstract", "wanted"),
    [
        ("It beats GPT-4o and Claude 3.5 Sonnet.", ["GPT-4o", "Claude 3.5 Sonnet"]),
        ("We fine-tune Qwen2.5-VL-7B and Llama 2.", ["Qwen2.5-VL-7B", "Llama 2"]),
        ("It outperforms Swin Transformers and FoxNeXt by far.", ["Swin Transformers", "FoxNeXt"]),
        ("With FoxCoder-3b it works.", ["FoxCoder-3b"]),
        ("Vision models such as FoxViT and OwlNet fail.", ["FoxViT", "OwlNet"]),
        ("We use PPO, GRPO and LoRA.", []),
        ("Transformers and CNNs are families.", []),
        ("Phi is the golden ratio.", []),
    ],
)
def test_models_are_told_from_families_and_methods(read, abstract, wanted):
    assert models(read("model", abstract)) == wanted


def test_a_family_is_labelled_so(read):
    assert ("diffusion models", "family") in read("model", "We study diffusion models.")


def test_a_paper_s_own_model_is_not_among_those_it_names(read):
    assert models(read("model", "We release FoxLM-7B, which beats GPT-4.", "FoxLM-7B: Small")) == ["GPT-4"]
