"""The author's desk: spreadsheets are read, judged and tried here, every finding with its cell.

Who may come in: the city's command line (`sync.server.pack_*`) and tests. Who never: a responder's
laptop; what is compiled here goes there as bytes. Nothing here knows keys, content or the road.
"""
