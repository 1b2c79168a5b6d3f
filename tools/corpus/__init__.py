"""Nasty plant data with the right answer of each cell, to try a cleaning tool on."""
