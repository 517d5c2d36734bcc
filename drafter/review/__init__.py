"""The review page: a small server on this machine only, for the editor's browser.

    serve      the socket and the server's life
    app        routes put together behind the guard
    guard      who may ask: this machine's names, this browser, this page
    look       templates, the interface's language and theme
    post_page  what the page of one post asks for and sends
    home       the digest's home: editions, inbox, shortlist, theses, drafts begun from there
    opened     a post under review: its file read anew for every request, its sources kept in memory
    going_out  publishing, taking back, correcting: what the page asks for
    write      new words in one piece's place, or the two texts that both changed it
    told       pieces, flags and evidence as the page reads them
    ports      what others do for the page: redo, publish, approvals

The Markdown file is the truth: nothing of a post is kept here but what can be read from it again.
"""
