"""PyTorch as a peer of the benchmark: answers each line of JSON on stdin with one on stdout. Usage: python3 torchPeer.py THREADS TASK"""

import json
import resource
import sys
import time

threads, task = int(sys.argv[1]), json.loads(sys.argv[2])


def open_step():
    """Version, parameters and one step of the task's work, warmed up."""
    import torch
    import torchNetworks

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    model = getattr(torchNetworks, task["network"])()
    shape = (3, 224, 224) if task["network"] == "efficientnet" else (1, 28, 28)
    x, y = torch.rand(task["batchSize"], *shape), torch.randint(0, 10, (task["batchSize"],))
    loss, optimiser = torch.nn.CrossEntropyLoss(), torch.optim.Adam(model.parameters())
    model.train(task["what"] == "train")

    def train():
        optimiser.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimiser.step()
        value.item()

    def infer():
        with torch.inference_mode():
            model(x)

    step = train if task["what"] == "train" else infer
    for _ in range(3):
        step()
    facts = {"version": torch.__version__, "parameters": count(model)}
    if task["network"] == "efficientnet":
        facts["withBatchNorm"] = count(torchNetworks.efficientnet(folded=False), buffers=True)
    return step, facts


def count(model, buffers=False):
    """Parameters; with `buffers`, the moving statistics of batch normalisation too, as Keras counts."""
    moving = [b for name, b in model.named_buffers() if name.endswith(("running_mean", "running_var"))]
    return sum(p.numel() for p in model.parameters()) + (sum(b.numel() for b in moving) if buffers else 0)


def window(step, seconds):
    start, used, steps = time.perf_counter(), time.process_time(), 0
    while steps == 0 or time.perf_counter() - start < seconds:
        step()
        steps += 1
    milliseconds, processor = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used)
    return {"images": steps * task["batchSize"], "milliseconds": milliseconds, "processor": processor}


def main():
    step = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["ask"] == "open":
                step, reply = open_step()
            elif request["ask"] == "window":
                reply = window(step, request["seconds"])
            else:
                reply = {"mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        except Exception as error:  # whatever is wrong over there is told here
            reply = {"error": str(error)}
        print(json.dumps(reply, separators=(",", ":")), flush=True)


main()
