"""The road between a laptop's mailbag and the city, both ends of it.

Here: ``protocol`` (the bytes both ends agree on), ``client`` (what the courier runs), ``server``
(the city). Only the courier may use the client; only the city's own command runs the server;
client and server meet in the protocol and nowhere else. Never here: a vault, a window, a form.
"""
