"""From a case's file to the case: its settings, what lands, and what is right."""
