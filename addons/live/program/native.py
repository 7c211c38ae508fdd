"""The experiment on this machine's own CPython: python3 native.py BUILD=MODULE.so ...

Prints JSON: for each lane the digest of its answers and its times in milliseconds.
"""

import json
import sys

from extension import load_extension
from lanes import Lanes
from workload import make_workload

RUNS = 7
POINTS = 300


def main(arguments: list[str]) -> None:
    builds = dict(argument.split("=", 1) for argument in arguments)
    lanes = Lanes(make_workload(POINTS), {name: load_extension(path) for name, path in builds.items()})
    times = {lane: [] for lane in lanes.jobs}
    digests = {lane: lanes.digest(lane) for lane in lanes.jobs}
    for _ in range(RUNS):
        for lane in lanes.jobs:
            times[lane].append(lanes.time(lane))
    report = {lane: {"digest": digests[lane], "ms": times[lane]} for lane in lanes.jobs}
    json.dump({"python": sys.version, "points": POINTS, "lanes": report}, sys.stdout, indent=2)


if __name__ == "__main__":
    main(sys.argv[1:])
