"""Campaigns: real processes ended at random points, restored backups, bad roads, leaks.

Nothing here is a stand-in for our own code: app side, couriers and city run as their own processes
on real files. Who may come in: tests only.
"""
