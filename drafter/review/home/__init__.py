"""The home of a digest: its editions, the week's inbox, shortlist and theses, and drafts begun from here.

    page       what the home asks for and sends
    digest     the digest as the server has it: settings read anew, jobs made, posts opened
    work       long work: one draft or shortlist at a time, told as it goes, cancelled or ended with the server
    overview   editions with state, flags, cost and what an editor kept
    inbox      what was put by, added to and changed
    shortlist  candidates by story and what is decided of them
    theses     what the analysis argues
    words      every word of these pages

The digest's text files are the truth: nothing is kept here but what can be read from them again.
"""
