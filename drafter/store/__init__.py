"""What drafter keeps, as readable files: pages, answers, runs, drafts, and who may write (`lock`).

Where it lies, below a digest's `.drafter/`:

    kept/pages, kept/answers, kept/articles   shared by all runs; git-ignored
    kept/runs/RUN                             one run's bundle: links to the pages and answers it used, and what it made
    editions/NAME                             what drafter wrote (base of merges), its window; committed with the digest
    ledger.jsonl                              what was published when; committed
    lock, lock.holder                         one process for a digest
    kept/desk.lock                            one writer of the editor's shortlist and theses
"""
