"""Reads PI Web API in the plant and puts what it finds through the airlock's landing door."""

VERSION = "0.1.0"
FEEDER_VERSION = f"airlock-sender {VERSION}"
