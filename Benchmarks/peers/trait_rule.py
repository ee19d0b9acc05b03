"""Times the drift rule of the Persistent Mind Model, written plainly in Python with the records that the original keeps.

usage: trait_rule.py EFFECTS     prints the effects applied a second
"""
import random
import sys
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timezone


@dataclass
class Trait:
    score: float = 0.5
    confidence: float = 0.5
    last_update: str = "2020-01-01"
    origin: str = "init"


@dataclass
class Event:
    identifier: str
    effects: list
    meta: dict = field(default_factory=lambda: {"processed": False})


NAMES = ["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"]
INERTIA, LARGEST, COOLDOWN, SENSITIVITY, LOWEST, HIGHEST = 0.9, 0.02, 0, 0.4, 0.05, 0.95


def apply(traits, events, locks, history):
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    net = {}
    for event in events:
        if event.meta["processed"]:
            continue
        for target, delta, confidence in event.effects:
            parts = target.split(".")
            if delta == 0 or any(target.startswith(lock) for lock in locks) or len(parts) != 5:
                continue
            trait = traits.get(parts[3])
            if trait is None:
                continue
            if trait.origin != "init" and (date.today() - date.fromisoformat(trait.last_update)).days < COOLDOWN:
                continue
            step = max(min(delta * (1 - INERTIA) * SENSITIVITY, LARGEST), -LARGEST)
            if abs(step) < 1e-9:
                continue
            moved = max(min(trait.score + step, HIGHEST), LOWEST)
            change = moved - trait.score
            if abs(change) < 1e-9:
                continue
            trait.score = round(moved, 4)
            trait.last_update = date.today().isoformat()
            trait.origin = "drift"
            trait.confidence = max(trait.confidence, confidence)
            net[target] = round(net.get(target, 0) + change, 4)
            history.append({"t": now, "change": f"{target} {change:+.4f} (conf {confidence}) via {event.identifier}"})
        event.meta["processed"] = True
    return net


effects = int(sys.argv[1])
generator = random.Random(1)
paths = [f"personality.traits.big5.{name}.score" for name in NAMES]
events = [
    Event(f"ev{i}", [(path, generator.gauss(0, 0.1), generator.random()) for path in paths])
    for i in range(effects // len(paths))
]
traits = {name: Trait() for name in NAMES}
started = time.perf_counter()
apply(traits, events, [], [])
print(len(events) * len(paths) / (time.perf_counter() - started))
