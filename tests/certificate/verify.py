"""Compares the independent verifier's answers with those in JSON lines (bin `cases`), and says how many differ."""

import collections
import json
import sys

from verifier import Holder, verify


def world(told):
    """A verifier that was given lists, and how often it took what ours refused, or found in extracts something else."""
    holder = Holder([bytes.fromhex(root) for root in told["roots"]])
    taken = [holder.take(given["list"], bytes.fromhex(given["bytes"]), given["now"]) for given in told["given"]]
    differing = sum(took != given["taken"] for took, given in zip(taken, told["given"]))
    for asked in told["looked_up"]:
        differing += holder.register[asked["sample"]]["rows"].get(int(asked["inn"])) != asked["found"]
    return holder, differing


def main():
    lines = open(sys.argv[1], encoding="utf-8")
    worlds = [world(told) for told in json.loads(next(lines))["worlds"]]
    differing = sum(lists for _, lists in worlds)
    if differing:
        print(f"{differing} lists were taken by one verifier alone, or say something else")
    count, verdicts = 0, collections.Counter()
    for line in lines:
        case = json.loads(line)
        ours = verify(case["text"], worlds[case["world"]][0], case["now"], case["newest"])
        count += 1
        verdicts[ours["verdict"]] += 1
        if ours != case["answer"]:
            differing += 1
            if differing <= 20:
                print(f"case {count - 1} ({case['kind']}):\n  python {ours}\n  rust   {case['answer']}")
    print(f"{count} cases: " + ", ".join(f"{name} {number}" for name, number in sorted(verdicts.items())))
    print(f"{differing} disagreements")
    sys.exit(1 if differing or not count else 0)


if __name__ == "__main__":
    main()
