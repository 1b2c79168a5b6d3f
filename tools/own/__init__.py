"""An own plant's files: what they are, by what is in them, and a bronze of a folder of them."""
