"""Executes a notebook with nbclient as often as it is asked to, one line of standard input a time, and answers with the seconds."""

import copy
import sys
import time

import nbclient
import nbformat

notebook = nbformat.read(sys.argv[1], as_version=4)
print(f"nbclient {nbclient.__version__}", flush=True)
for _ in sys.stdin:
    client = nbclient.NotebookClient(copy.deepcopy(notebook), kernel_name="lookbook-bench", timeout=120)
    start = time.perf_counter()
    client.execute()
    print(time.perf_counter() - start, flush=True)
